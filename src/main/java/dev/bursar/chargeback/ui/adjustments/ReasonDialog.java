package dev.bursar.chargeback.ui.adjustments;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import dev.bursar.chargeback.adjustments.AdjustmentRefused;
import dev.bursar.chargeback.adjustments.AdjustmentRefused.Field;
import dev.bursar.chargeback.text.AdjustmentText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.Styled;
import dev.bursar.ui.UserAction;
import java.util.function.Consumer;

/** Asks why an adjustment is rejected or reversed. */
final class ReasonDialog extends Dialog {
    private static final int LONGEST = 500;

    private final TextArea reason = new TextArea("Reason");
    private final Consumer<String> act;
    private final Runnable stale;

    /**
     * @param act takes the reason; what it throws is said here
     * @param stale told where it can't be done any more
     */
    ReasonDialog(String title, String words, String button, Consumer<String> act, Runnable stale) {
        this.act = act;
        this.stale = stale;
        setHeaderTitle(title);
        getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
        addClassName("change-dialog");
        setCloseOnOutsideClick(false);
        reason.setManualValidation(true);
        reason.setRequiredIndicatorVisible(true);
        reason.setMaxLength(LONGEST);
        reason.addValueChangeListener(change -> reason.setInvalid(false));
        add(Styled.div("change-fields", new Paragraph(words), reason));
        getFooter().add(Buttons.neutral("Cancel", click -> close()), Buttons.primary(button, click -> save()));
    }

    private void save() {
        boolean done = UserAction.of(() -> act.accept(reason.getValue()))
                .on(AdjustmentRefused.class, this::refuse)
                .stale(() -> {
                    Notices.warning("Someone else changed it in the meantime. Nothing was changed.");
                    close();
                    stale.run();
                })
                .denied("You no longer have permission to decide on adjustments. Nothing was changed.")
                .run();
        if (done) {
            close();
        }
    }

    private void refuse(AdjustmentRefused refused) {
        refused.problems().forEach((field, why) -> {
            String words = AdjustmentText.refused(field, why);
            if (field == Field.REASON) {
                reason.setErrorMessage(words);
                reason.setInvalid(true);
                reason.focus();
            } else {
                Notices.warning(words);
                close();
                stale.run();
            }
        });
    }
}
