package dev.bursar.chargeback.documents.ui;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.chargeback.documents.AwsDocument;
import dev.bursar.chargeback.documents.DocumentRefused;
import dev.bursar.chargeback.documents.DocumentRefused.Field;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.ReasonField;
import dev.bursar.ui.Styled;
import dev.bursar.ui.UserAction;
import java.util.function.Consumer;

/** Asks why a document that was typed in is voided. */
final class VoidDialog extends Dialog {
    private final ReasonField reason = new ReasonField();
    private final Consumer<String> annul;

    /** @param annul takes the reason and voids it; what it throws is said here */
    VoidDialog(AwsDocument document, Consumer<String> annul) {
        this.annul = annul;
        String number = PlainText.cut(document.number(), 64);
        setHeaderTitle("Void document " + number);
        getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
        addClassName("change-dialog");
        var content = Styled.div(
                "change-fields",
                new Paragraph(DocumentText.type(document) + " of " + DocumentText.amount(document) + " for "
                        + Formats.month(document.billingMonth())
                        + ". It stays listed and is no longer counted. A voided document can\u2019t be restored, but"
                        + " its number can be typed in again."),
                reason);
        add(content);
        getFooter().add(Buttons.neutral("Cancel", click -> close()), Buttons.primary("Void document", click -> save()));
    }

    private void save() {
        boolean done = UserAction.of(() -> annul.accept(reason.getValue()))
                .on(
                        DocumentRefused.class,
                        refused -> reason.refuse(DocumentText.refused(
                                Field.REASON, refused.problems().get(Field.REASON))))
                .stale(() -> Notices.warning(
                        "This document was already voided or replaced by AWS\u2019s. Nothing was changed."
                                + " Reload the page to see it."))
                .denied("You no longer have permission to void documents. Nothing was changed.")
                .run();
        if (done) {
            close();
        }
    }
}
