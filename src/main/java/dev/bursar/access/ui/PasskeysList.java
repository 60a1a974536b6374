package dev.bursar.access.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.access.factor.Passkey;
import dev.bursar.access.factor.SecondFactor;
import dev.bursar.access.factor.SecondFactor.NewPasskey;
import dev.bursar.access.factor.WrongCode;
import dev.bursar.access.password.Throttled;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;

/** A person's passkeys, and the way to a new one. */
final class PasskeysList extends Div {
    private static final String CREATE = """
            if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) return 'unable';
            try {
              const made = await navigator.credentials.create(
                {publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse($0))});
              return JSON.stringify(made.toJSON());
            } catch (e) {
              return '';
            }
            """;

    private final SecondFactor factor;

    PasskeysList(SecondFactor factor) {
        this.factor = factor;
        addClassName("passkeys");
        load();
    }

    private void load() {
        removeAll();
        factor.passkeys().forEach(one -> add(row(one)));
    }

    private Component row(Passkey one) {
        var used = new Span(
                one.lastUsed().equals(one.created())
                        ? "added " + Formats.momentWithYear(one.created()) + ", not used yet"
                        : "last used " + Formats.momentWithYear(one.lastUsed()));
        used.addClassName("note");
        var words = Styled.div("passkey-words", PlainText.name(one.label()), used);
        var remove = Buttons.link("Remove", click -> {
            factor.forget(one);
            load();
            Notices.success("Passkey removed: " + PlainText.cut(one.label(), 60));
        });
        remove.setAriaLabel("Remove the passkey " + one.label());
        return Styled.div("passkey", words, remove);
    }

    /** Asks for a name and a code, and then the browser for a passkey. */
    void addOne() {
        var name = new TextField("Passkey name");
        name.setHelperText("For example, the device that stores it");
        name.setMaxLength(100);
        name.setRequiredIndicatorVisible(true);
        name.setManualValidation(true);
        name.setAutofocus(true);
        var code = Codes.field("Code from your app, or a recovery code");
        var form = Styled.div("form", name, code);
        var dialog = new Dialog(form);
        dialog.setHeaderTitle("Add passkey");
        dialog.addClassName("factor-dialog");
        dialog.setWidth("440px");
        dialog.getFooter().add(Buttons.neutral("Cancel", click -> dialog.close()));
        dialog.getFooter().add(Buttons.primary("Add passkey", click -> {
            name.setInvalid(false);
            code.setInvalid(false);
            try {
                create(factor.ask(code.getValue(), name.getValue(), Waiting.origin()));
                dialog.close();
            } catch (IllegalArgumentException unreadable) {
                FieldErrors.show(name, "Enter a name with letters, digits and symbols");
                name.focus();
            } catch (WrongCode wrong) {
                Codes.wrong(code);
            } catch (Throttled slowed) {
                Codes.slowed(code, slowed.seconds());
            }
        }));
        dialog.open();
    }

    private void create(NewPasskey asked) {
        getElement().executeJs(CREATE, asked.json()).then(String.class, answer -> {
            switch (answer) {
                case "unable" ->
                    Notices.warning("This browser can't create passkeys here. A newer version may be able to.");
                case "" -> Notices.warning("No passkey was created. Nothing was changed.");
                default -> keep(asked, answer);
            }
        });
    }

    private void keep(NewPasskey asked, String answer) {
        try {
            factor.keep(asked, answer);
        } catch (WrongCode wrong) {
            Notices.warning("The passkey could not be verified. Nothing was changed. Try again.");
            return;
        }
        load();
        Notices.success("Passkey added");
    }
}
