package dev.bursar.ui;

import com.vaadin.flow.component.UI;

/**
 * Puts the focus of every dialog on its first field when it opens, and, where a button was pressed and fields turn out to be wrong, on the
 * first wrong one: for all dialogs and forms at once, because the browser sees both.
 */
public final class FieldFocus {
    /**
     * A required field that is left empty with Tab is marked wrong too, and must let go of the focus: only what follows a press of a button
     * counts. A view of filters on a phone keeps its keyboard closed.
     */
    private static final String SCRIPT = """
            if (window.bursarFieldFocus) return;
            window.bursarFieldFocus = true;
            const names = ['text-field', 'text-area', 'password-field', 'email-field', 'number-field', 'integer-field', 'big-decimal-field',
              'combo-box', 'multi-select-combo-box', 'select', 'date-picker', 'checkbox-group', 'radio-group', 'checkbox'];
            const fields = names.map(name => `vaadin-${name}:not([readonly]):not([disabled])`).join();
            const visible = one => one.getClientRects().length > 0;
            let pressed = null;
            document.addEventListener('click', event => {
              const button = event.target.closest?.('vaadin-button');
              pressed = button && {button, at: performance.now()};
            }, true);
            const opened = dialog => setTimeout(() => {
              if (!dialog.opened || document.activeElement !== dialog || dialog.classList.contains('full-screen')) return;
              [...dialog.querySelectorAll(fields)].find(visible)?.focus();
            }, 50);
            const wrong = field => {
              const active = document.activeElement;
              if (!pressed || performance.now() - pressed.at > 5000
                  || active !== pressed.button && active !== document.body && active?.localName !== 'vaadin-dialog') return;
              const around = field.closest('vaadin-dialog, form, .section, .page') ?? document;
              pressed = null;
              setTimeout(() => {
                const now = document.activeElement;
                if (now?.closest('[invalid]')) return;
                [...around.querySelectorAll('[invalid]')].find(one => names.includes(one.localName.slice(7)) && visible(one))?.focus();
              }, 50);
            };
            new MutationObserver(changes => changes.forEach(({target, attributeName}) => {
              if (!target.hasAttribute(attributeName)) return;
              if (attributeName === 'opened') {
                if (target.localName === 'vaadin-dialog') opened(target);
              } else if (names.includes(target.localName.slice(7))) {
                wrong(target);
              }
            })).observe(document.body, {subtree: true, attributes: true, attributeFilter: ['opened', 'invalid']});
            """;

    private FieldFocus() {}

    /** For a page that begins. */
    public static void begin(UI ui) {
        ui.getPage().executeJs(SCRIPT);
    }
}
