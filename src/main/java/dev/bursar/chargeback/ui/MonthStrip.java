package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.bursar.chargeback.documents.DocumentLinks;
import dev.bursar.chargeback.month.ChargebackService.MonthRow;
import dev.bursar.chargeback.split.ChargeLinks;
import dev.bursar.chargeback.split.StatementLine.Section;
import dev.bursar.chargeback.statement.Figures;
import dev.bursar.chargeback.text.DifferenceText;
import dev.bursar.ui.Card;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Term;
import module java.base;

/** Documents = direct + shared + unallocated + corrections + AWS rounding + accepted difference + difference, linked to what they are made of. */
final class MonthStrip extends Card {
    private final Div parts = Styled.div("strip-parts");
    private final String currency;

    /** @param finance whether the reader can type in documents */
    MonthStrip(MonthRow row, Figures figures, boolean finance) {
        super("month-strip");
        YearMonth month = row.month();
        MonthAnswer answer = MonthAnswer.of(row, figures, finance);
        currency = figures.currency();
        setAriaLabel(Formats.month(month) + ", all teams, " + currency);
        var icon = answer.icon().large();
        icon.addClassNames("strip-state", answer.style());
        var head = Styled.div("strip-head", icon, new H2(answer.title()), note("BilledCost, " + currency));
        add(head);
        if (figures.difference().isEmpty() || figures.agrees()) {
            // a difference is told by the sum below
            var body = new Paragraph(answer.body());
            body.addClassName("strip-body");
            add(body);
        }
        add(parts);
        boolean known = figures.documents().isPresent();
        part(
                "",
                known ? "AWS\u2019s documents" : "All charges",
                figures.documents().orElse(figures.total()),
                known ? Formats.count(figures.documentCount(), "document", "documents") : "no documents yet",
                DocumentLinks.month(month));
        part("=", "Direct", figures.direct(), "used by teams", charges(month, Section.DIRECT));
        part("+", "Shared", figures.shared(), "split by pools", charges(month, Section.SHARED));
        part("+", "Unallocated", figures.unallocated(), unallocated(figures), charges(month, Section.UNALLOCATED));
        if (figures.corrections().signum() != 0) {
            part("+", "Corrections", figures.corrections(), "to earlier months", charges(month, Section.CORRECTION));
        }
        figures.rounding().ifPresent(rounding -> part("+", "AWS rounding", rounding, rounding(figures), ""));
        if (figures.receivable().signum() != 0) {
            part("+", "AWS receivable", figures.receivable(), "changed after issue", "");
        }
        if (figures.accepted().signum() != 0) {
            part("+", "Accepted difference", figures.accepted(), "by finance", "");
        }
        figures.difference()
                .ifPresent(difference -> part(
                        "+",
                        "Difference",
                        difference,
                        difference.signum() == 0 ? "matches" : "not explained",
                        difference.signum() == 0 ? "" : DocumentLinks.month(month)));
    }

    String currency() {
        return currency;
    }

    private String charges(YearMonth month, Section section) {
        return ChargeLinks.charges(month, section, currency);
    }

    private static String rounding(Figures figures) {
        return DifferenceText.rounding(figures) + (figures.guessed() ? ", a guess" : "");
    }

    private static String unallocated(Figures figures) {
        return Formats.share(figures.unallocated(), figures.total())
                .map(share -> share + " belongs to no team")
                .orElse("belongs to no team");
    }

    private static Span note(String words) {
        var note = new Span();
        Term.linked(words).forEach(note::add);
        note.addClassName("note");
        return note;
    }

    private void part(String sign, String label, BigDecimal amount, String note, String address) {
        var name = new Span(label);
        var part = Styled.div("strip-part");
        if (!sign.isEmpty()) {
            var mark = new Span(sign);
            mark.addClassName("sign");
            part.add(mark);
        }
        var figure = Styled.span("strip-figure", Formats.money(amount, currency));
        name.addClassName("label");
        var words = new Div(name, figure, note(note));
        if (!address.isEmpty()) {
            Anchor link = Styled.pageLink(address, label, "fact-link");
            name.setText("");
            name.add(link);
        }
        part.add(words);
        parts.add(part);
    }
}
