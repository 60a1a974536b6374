package dev.bursar.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import module java.base;

/** Asks once more, in a few sentences that name what is done and to what; focus starts on Cancel. */
public final class ConfirmationDialog extends Dialog {
    /**
     * @param question {@code Close October 2026?}
     * @param button the verb and its object, {@code Close October 2026}
     */
    public ConfirmationDialog(String question, List<String> sentences, String button, Runnable confirmed) {
        setHeaderTitle(question);
        setRole("alertdialog");
        addClassName("change-dialog");
        setCloseOnOutsideClick(false);
        add(Styled.div("change-fields", sentences.stream().map(Paragraph::new).toArray(Paragraph[]::new)));
        Button cancel = Buttons.neutral("Cancel", click -> close());
        getFooter().add(cancel, Buttons.primary(button, click -> {
            close();
            confirmed.run();
        }));
        cancel.focus();
    }
}
