package dev.bursar.spend.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.spend.InvoicedMonths.Invoiced;
import dev.bursar.spend.SpendLinks;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.KeyFigure;
import dev.bursar.ui.Section;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import dev.bursar.ui.Styled;
import module java.base;

/** Answers whether a billing month matches what AWS invoiced. */
final class InvoiceSection {
    private InvoiceSection() {}

    /** What can be said of a month. */
    enum Answer {
        MATCHES(Kind.SUCCESS, Icons.CIRCLE_CHECK, "Matches"),
        DIFFERS(Kind.WARNING, Icons.TRIANGLE_ALERT, "Differs"),
        OPEN(Kind.NEUTRAL, Icons.CIRCLE_DOT, "Month isn\u2019t over"),
        NO_DOCUMENTS(Kind.NEUTRAL, Icons.CIRCLE_DASHED, "No documents yet");

        private final Kind kind;
        private final Icons icon;
        private final String words;

        Answer(Kind kind, Icons icon, String words) {
            this.kind = kind;
            this.icon = icon;
            this.words = words;
        }

        /** @param present the current month (UTC) */
        static Answer of(YearMonth month, YearMonth present, List<Invoiced> currencies) {
            if (!month.isBefore(present)) {
                return OPEN;
            }
            if (currencies.isEmpty()
                    || currencies.stream().anyMatch(one -> one.difference().isEmpty())) {
                return NO_DOCUMENTS;
            }
            return currencies.stream()
                            .allMatch(one -> one.difference().orElseThrow().signum() == 0)
                    ? MATCHES
                    : DIFFERS;
        }

        String sentence(YearMonth month) {
            String name = Formats.month(month);
            return switch (this) {
                case MATCHES -> "Yes. The charges of " + name + " match AWS\u2019s documents after rounding.";
                case DIFFERS -> "No. The charges of " + name + " don\u2019t add up to AWS\u2019s documents.";
                case OPEN -> "Not yet. " + name + " isn\u2019t over, and AWS invoices a month after its end.";
                case NO_DOCUMENTS -> "AWS\u2019s documents of " + name + " haven\u2019t been read or entered.";
            };
        }
    }

    static Section of(YearMonth month, YearMonth present, List<Invoiced> currencies) {
        Answer answer = Answer.of(month, present, currencies);
        Anchor link = Styled.pageLink(
                SpendLinks.chargeback(month), "Open " + Formats.month(month) + " in Chargeback", "fact-link");
        var sentence = new Paragraph(answer.sentence(month));
        sentence.addClassName("answer");
        var section = new Section(
                        answer == Answer.NO_DOCUMENTS
                                ? Formats.month(month) + " has no invoice yet"
                                : "Does " + Formats.month(month) + " match the invoice?")
                .status(new StatusBadge(answer.kind, answer.icon, answer.words))
                .actions(link)
                .with(sentence);
        if (answer == Answer.MATCHES || answer == Answer.DIFFERS) {
            currencies.forEach(one -> section.with(figures(one)));
        }
        return section;
    }

    private static KeyFigure difference(Invoiced one) {
        var figure =
                new KeyFigure("Difference", Formats.signed(one.difference().orElse(BigDecimal.ZERO), one.currency()));
        return one.accepted().signum() == 0
                ? figure
                : figure.note("beside " + Formats.signed(one.accepted(), one.currency()) + " that finance accepted");
    }

    private static Div figures(Invoiced one) {
        BigDecimal rounding = one.rounding().orElse(BigDecimal.ZERO);
        return Styled.div(
                "key-figures",
                new KeyFigure(
                                "AWS\u2019s documents",
                                Formats.money(one.asked().orElse(BigDecimal.ZERO), one.currency()))
                        .note(Formats.count(one.documents(), "document", "documents")),
                new KeyFigure("Charges", Formats.money(one.charges(), one.currency()))
                        .note(
                                rounding.signum() == 0
                                        ? "BilledCost"
                                        : "BilledCost, before " + Formats.signed(rounding, one.currency())
                                                + " AWS rounding"),
                difference(one));
    }
}
