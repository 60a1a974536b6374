package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.bursar.chargeback.statement.Statement;
import dev.bursar.chargeback.statement.Statement.InCurrency;
import dev.bursar.chargeback.statement.Statement.Shared;
import dev.bursar.chargeback.statement.text.StatementText;
import dev.bursar.ui.Card;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Term;
import module java.base;

/** The answer: what the team owes, what it is made of, how final it is. */
final class StatementStrip extends Card {
    private final Div parts = Styled.div("strip-parts");
    private final InCurrency in;

    /** @param answer how the statement is answered */
    StatementStrip(Statement statement, InCurrency in, Optional<AnswerSection> answer) {
        super("month-strip");
        this.in = in;
        addClassName("statement-total");
        setAriaLabel("Total");
        boolean nobodys = statement.team() == 0;
        var head = Styled.div("strip-head", new H2("Total"), note("BilledCost, " + in.currency()));
        if (statement.issued().isEmpty()) {
            head.add(state(statement));
        }
        part("", owed(statement), in.total(), compared(statement));
        if (!nobodys || !in.shared().isEmpty()) {
            part(
                    "=",
                    nobodys ? "Charges without a team" : "Direct",
                    StatementText.sum(in.direct()),
                    note(Formats.count(StatementText.byService(in.direct()).size(), "service", "services")));
        }
        if (!in.shared().isEmpty()) {
            part(
                    "+",
                    nobodys ? "Pools that aren\u2019t split" : "Shared",
                    in.shared().stream().map(Shared::amount).reduce(BigDecimal.ZERO, BigDecimal::add),
                    note("from " + Formats.count(in.shared().size(), "pool", "pools")));
        }
        if (!in.corrections().isEmpty()) {
            part("+", "Corrections", StatementText.sum(in.corrections()), note("to earlier months"));
        }
        if (!in.closed().isEmpty()) {
            part("+", StatementText.OF_CLOSED_MONTHS, StatementText.ofClosed(in), note(""));
        }
        if (!in.adjustments().isEmpty()) {
            part("+", StatementText.ADJUSTMENTS, StatementText.adjusted(in), note("by finance"));
        }
        add(head, parts);
        answer.ifPresent(this::add);
        var open = new Paragraph(String.join(" ", StatementText.finality(statement)));
        open.addClassName("strip-foot");
        add(open);
    }

    private static String owed(Statement statement) {
        return statement.team() == 0
                ? "Belongs to no team"
                : statement
                        .costCentre()
                        .map(centre -> "To be charged to cost centre " + centre)
                        .orElse("To be charged, no cost centre");
    }

    private static Div state(Statement statement) {
        var state = new Div(
                (statement.agrees() ? Icons.CIRCLE_CHECK : Icons.CIRCLE_DASHED).create(),
                new Span(
                        statement.agrees()
                                ? "All charges of " + Formats.month(statement.month()) + " match AWS\u2019s invoice"
                                : "Draft, may still change"));
        state.addClassNames("strip-state", statement.agrees() ? "success" : "quiet");
        return state;
    }

    private Component compared(Statement statement) {
        String last = Formats.month(statement.month().minusMonths(1));
        var note = new Span();
        note.addClassName("note");
        Optional<BigDecimal> before = in.comparedWith();
        note.setText(
                before.isPresent()
                        ? Formats.change(in.total(), before.get(), in.currency())
                                        .text() + " vs " + last
                        : StatementText.notCompared(in, statement.month()));
        statement
                .ended()
                .ifPresent(end ->
                        note.setText(note.getText() + ". The team ended on " + Formats.date(end.minusDays(1)) + "."));
        return note;
    }

    private static Span note(String words) {
        var note = new Span();
        Term.linked(words).forEach(note::add);
        note.addClassName("note");
        return note;
    }

    private void part(String sign, String label, BigDecimal amount, Component note) {
        var part = Styled.div("strip-part");
        if (!sign.isEmpty()) {
            var mark = new Span(sign);
            mark.addClassName("sign");
            part.add(mark);
        }
        var name = new Span(label);
        name.addClassName("label");
        var figure = Styled.span("strip-figure", Formats.money(amount, in.currency()));
        part.add(new Div(name, figure, note));
        parts.add(part);
    }
}
