package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
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

    /**
     * Whether it is accepted or can be, and its documents, for the month's strip.
     *
     * @param until what can't be done until it is; empty for nothing
     * @param changed called after it was accepted or taken back
     */
    static Component decision(Difference difference, String until, DifferenceService service, Runnable changed) {
        var words = new Div(new Paragraph(DifferenceText.state(difference) + (difference.holds() ? "" : until)));
        difference.accepted().ifPresent(one -> words.add(new Paragraph("Reason: " + one.reason())));
        var line = Styled.div("decision", badge(difference), words);
        if (difference.mayDecide()) {
            if (difference.accepted().isPresent()) {
                line.add(Buttons.neutral(
                        "Withdraw\u2026",
                        click -> DifferenceDialog.takeBack(difference, service, changed)
                                .open()));
            }
            if (!difference.holds() && difference.figures().isAcceptable()) {
                line.add(Buttons.primary(
                        "Accept difference\u2026",
                        click -> DifferenceDialog.accept(difference, service, changed)
                                .open()));
            }
        }
        var documents = new NativeDetails("See by document", documents(difference));
        var part = Styled.div("strip-difference", line, documents);
        Figures figures = difference.figures();
        if (figures.guessed() || figures.receivable().signum() != 0) {
            part.add(Styled.note(DifferenceText.gap(figures)));
        }
        return part;
    }

    /** Where to look first, of those that can't be accepted. */
    static Component looks(List<Difference> differences) {
        var all = Styled.stack();
        differences.stream().filter(one -> !one.looks().isEmpty()).forEach(one -> all.add(looks(one)));
        return all;
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
        Figures figures = difference.figures();
        String currency = figures.currency();
        String address = DocumentLinks.month(difference.month());
        List<Line> lines = difference.documents().stream().map(Line::of).toList();
        var table = new Table<>("Documents and charges, " + currency, currency, lines)
                .parts(Line::parts)
                .name("Document", "Total", Line::name)
                .opens(line -> address)
                .narrow(Line::charges)
                .text("For", 260, Line::charges)
                .quietOnlyWide()
                .money("Document total", 124, Line::asked)
                .sum();
        BigDecimal known = figures.rounding().orElse(BigDecimal.ZERO).add(figures.receivable());
        BigDecimal between =
                lines.stream().map(Line::between).filter(Objects::nonNull).reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean adds = between.subtract(known).compareTo(figures.unexplained()) == 0;
        if (!adds || known.signum() == 0) {
            return table.money("Charges", 124, Line::charged)
                    .sum()
                    .onlyWide()
                    .signed("Difference", 100, Line::between)
                    .sum()
                    .html();
        }
        // rounding and what changed since stand as rows, so that the column comes to the difference
        BigDecimal charged =
                lines.stream().map(Line::charged).filter(Objects::nonNull).reduce(known, BigDecimal::add);
        table.money("Charges", 124, Line::charged)
                .foot(Formats.money(charged, currency))
                .onlyWide()
                .signed("Difference", 100, Line::between)
                .foot(Formats.signed(figures.unexplained(), currency));
        figures.rounding().ifPresent(rounding -> further(table, "AWS rounding", rounding, currency));
        further(table, "AWS receivable", figures.receivable(), currency);
        return table.html();
    }

    private static void further(Table<Line> table, String name, BigDecimal amount, String currency) {
        if (amount.signum() != 0) {
            table.line(
                    name,
                    "",
                    Map.of(
                            "Charges",
                            Formats.signed(amount, currency),
                            "Difference",
                            Formats.signed(amount.negate(), currency)));
        }
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
                    "Accept difference",
                    "Bursar posts " + amount + " to Accepted differences. No team is charged. You can undo this until "
                            + Formats.month(difference.month()) + " is closed.",
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
