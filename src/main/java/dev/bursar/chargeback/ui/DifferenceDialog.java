package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.chargeback.month.DifferenceService;
import dev.bursar.chargeback.month.DifferenceService.Difference;
import dev.bursar.chargeback.statement.Figures;
import dev.bursar.chargeback.differences.DifferenceRefused;
import dev.bursar.chargeback.differences.DifferenceRefused.Why;
import dev.bursar.chargeback.text.DifferenceText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.ReasonField;
import dev.bursar.ui.Styled;
import dev.bursar.ui.UserAction;
import java.util.function.Consumer;

/** Asks why a difference is accepted, or why that is taken back. */
final class DifferenceDialog extends Dialog {
    private final ReasonField reason = new ReasonField();
    private final Runnable changed;

    private DifferenceDialog(
            String title, String words, String button, String done, Consumer<String> decide, Runnable changed) {
        this.changed = changed;
        setHeaderTitle(title);
        getHeader().add(Buttons.icon(Icons.X, "Close dialog", click -> close()));
        addClassName("change-dialog");
        add(Styled.div("change-fields", new Paragraph(words), reason));
        getFooter()
                .add(
                        Buttons.neutral("Cancel", click -> close()),
                        Buttons.primary(
                                button,
                                click -> save(() -> {
                                    decide.accept(reason.getValue());
                                    Notices.success(done);
                                })));
    }

    /** @param changed called afterwards */
    static DifferenceDialog accept(Difference difference, DifferenceService service, Runnable changed) {
        Figures figures = difference.figures();
        String amount = Formats.money(figures.unexplained(), figures.currency());
        return new DifferenceDialog(
                "Accept difference of " + amount,
                amount + " of " + Formats.month(difference.month())
                        + " is posted to the account Accepted differences. No team pays it. It can be taken back until"
                        + " the month is closed.",
                "Accept " + amount,
                "You accepted " + amount + " of " + Formats.month(difference.month()) + ".",
                reason -> service.accept(difference.month(), figures.currency(), figures.unexplained(), reason),
                changed);
    }

    /** @param changed called afterwards */
    static DifferenceDialog takeBack(Difference difference, DifferenceService service, Runnable changed) {
        String currency = difference.figures().currency();
        String amount = Formats.money(difference.accepted().orElseThrow().amount(), currency);
        return new DifferenceDialog(
                "Take back acceptance of " + amount,
                "The ledger reverses it. The month can\u2019t be closed while it has a difference that isn\u2019t"
                        + " accepted.",
                "Take back " + amount,
                "You took back " + amount + " of " + Formats.month(difference.month()) + ".",
                reason -> service.takeBack(difference.month(), currency, reason),
                changed);
    }

    private void save(Runnable decide) {
        boolean done = UserAction.of(decide)
                .on(DifferenceRefused.class, refused -> {
                    if (isOfReason(refused.why())) {
                        reason.refuse(DifferenceText.refused(refused.why()));
                    } else {
                        Notices.warning(DifferenceText.refused(refused.why()));
                        close();
                        changed.run();
                    }
                })
                .denied("You no longer have permission to accept differences. Nothing was changed.")
                .run();
        if (done) {
            close();
            changed.run();
        }
    }

    private static boolean isOfReason(Why why) {
        return why == Why.NO_REASON || why == Why.REASON_TOO_LONG || why == Why.CONTROL_CHARACTERS;
    }
}
