package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.chargeback.answers.AnswerRefused;
import dev.bursar.chargeback.answers.AnswerService;
import dev.bursar.chargeback.answers.Dispute;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.ReasonField;
import dev.bursar.ui.Styled;
import dev.bursar.ui.UserAction;
import java.util.function.Consumer;

/** Asks why a dispute is rejected. */
final class RejectDialog extends Dialog {
    private final ReasonField reason = new ReasonField("Reason", AnswerService.LONGEST_WHY);
    private final Consumer<String> reject;

    /** @param reject takes the reason and rejects it; what it throws is said here */
    RejectDialog(Dispute dispute, Consumer<String> reject) {
        this.reject = reject;
        setHeaderTitle("Reject dispute");
        getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
        addClassName("change-dialog");
        add(Styled.div(
                "change-fields",
                new Paragraph(dispute.by() + " disputes " + Formats.money(dispute.amount()) + " of " + dispute.words()
                        + ". The team still pays it. The reason is sent to " + dispute.by() + "."),
                reason));
        getFooter()
                .add(Buttons.neutral("Cancel", click -> close()), Buttons.primary("Reject dispute", click -> save()));
    }

    private void save() {
        boolean done = UserAction.of(() -> reject.accept(reason.getValue()))
                .on(AnswerRefused.class, refused -> {
                    reason.refuse(RefusedText.sentence(refused));
                })
                .stale(() -> Notices.warning(
                        "This dispute was answered or withdrawn already. Nothing was changed. Reload the page to see"
                                + " it."))
                .denied("You no longer have permission to answer disputes. Nothing was changed.")
                .run();
        if (done) {
            close();
        }
    }
}
