package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.chargeback.differences.DifferenceRefused;
import dev.bursar.chargeback.differences.DifferenceRefused.Why;
import dev.bursar.chargeback.documents.AwsDocument;
import dev.bursar.chargeback.documents.DocumentLinks;
import dev.bursar.chargeback.month.ComparedDocuments;
import dev.bursar.chargeback.month.DifferenceService;
import dev.bursar.chargeback.month.DifferenceService.Difference;
import dev.bursar.chargeback.statement.Figures;
import dev.bursar.chargeback.text.DifferenceText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.ReasonField;
import dev.bursar.ui.Section;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Table;
import dev.bursar.ui.UserAction;
import module java.base;
import org.joda.money.BigMoney;
import org.jspecify.annotations.Nullable;

/** A month's difference by document, whether it is accepted, and where to look first where it can't be. */
public final class DifferenceSection {
    private DifferenceSection() {}

    /** @param changed called after it was accepted or taken back */
    public static Component of(List<Difference> differences, DifferenceService service, Runnable changed) {
        var all = Styled.stack();
        differences.forEach(one -> {
            all.add(section(one, service, changed));
            if (!one.looks().isEmpty()) {
                all.add(looks(one));
            }
        });
        return all;
    }

    private static Section section(Difference difference, DifferenceService service, Runnable changed) {
        String currency = difference.figures().currency();
        var section = new Section("Difference, " + currency).status(badge(difference));
        var words = new Div(new Paragraph(DifferenceText.state(difference)));
        difference.accepted().ifPresent(one -> words.add(new Paragraph("Reason: " + one.reason())));
        if (difference.mayDecide()) {
            if (difference.accepted().isPresent()) {
                section.actions(Buttons.neutral(
                        "Withdraw\u2026",
                        click -> DifferenceDialog.takeBack(difference, service, changed)
                                .open()));
            }
            if (!difference.holds() && difference.figures().isAcceptable()) {
                section.actions(Buttons.neutral(
                        "Accept difference\u2026",
                        click -> DifferenceDialog.accept(difference, service, changed)
                                .open()));
            }
        }
        return section.with(
                Styled.stack(words, documents(difference), Styled.note(DifferenceText.gap(difference.figures()))));
    }

    private static StatusBadge badge(Difference difference) {
        if (difference.holds()) {
            return new StatusBadge(Kind.SUCCESS, Icons.CIRCLE_CHECK, "Accepted");
        }
        return difference.accepted().isPresent()
                ? new StatusBadge(Kind.WARNING, Icons.TRIANGLE_ALERT, "No longer holds")
                : new StatusBadge(Kind.WARNING, Icons.TRIANGLE_ALERT, "Not accepted");
    }

    private static HtmlTable documents(Difference difference) {
        String currency = difference.figures().currency();
        String address = DocumentLinks.month(difference.month());
        return new Table<>(
                        "Documents and charges, " + currency,
                        currency,
                        difference.documents().stream().map(Line::of).toList())
                .parts(Line::parts)
                .name("Document", "Total", Line::name)
                .opens(line -> address)
                .narrow(Line::charges)
                .text("For", 260, Line::charges)
                .quietOnlyWide()
                .money("Asks for", 124, Line::asked)
                .sum()
                .money("Charges", 124, Line::charged)
                .sum()
                .onlyWide()
                .signed("Between", 100, Line::between)
                .sum()
                .html();
    }

    /** Documents that are compared with charges, or one of several. */
    private record Line(
            String name,
            String charges,
            @Nullable BigDecimal asked,
            @Nullable BigDecimal charged,
            @Nullable BigDecimal between,
            List<Line> parts) {
        static Line of(ComparedDocuments compared) {
            return new Line(
                    DifferenceText.name(compared),
                    DifferenceText.charges(compared),
                    compared.asked(),
                    compared.charged(),
                    compared.difference(),
                    compared.documents().size() > 1
                            ? compared.documents().stream().map(Line::of).toList()
                            : List.of());
        }

        static Line of(AwsDocument document) {
            return new Line(
                    DifferenceText.name(document),
                    "",
                    document.amount().map(BigMoney::getAmount).orElse(null),
                    null,
                    null,
                    List.of());
        }
    }

    private static Section looks(Difference difference) {
        return new Section("Where to look first")
                .note("documents, services and accounts")
                .flush()
                .with(new Table<>("Where to look first, " + difference.figures().currency(), difference.looks())
                        .name("What", DifferenceText::name)
                        .opens(look -> DifferenceText.link(look, difference.month()))
                        .narrow(look -> DifferenceText.why(look, difference.figures()))
                        .text("Why", 340, look -> DifferenceText.why(look, difference.figures()))
                        .quietOnlyWide()
                        .figure("Amount", 124, look -> DifferenceText.amount(look, difference.figures()))
                        .html());
    }

    /** Asks why a difference is accepted, or why that is taken back. */
    static final class DifferenceDialog extends Dialog {
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
}
