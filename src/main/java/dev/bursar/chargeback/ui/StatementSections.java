package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import dev.bursar.chargeback.answers.DisputeLine;
import dev.bursar.chargeback.statement.Statement;
import dev.bursar.chargeback.statement.Statement.Adjusted;
import dev.bursar.chargeback.statement.Statement.Direct;
import dev.bursar.chargeback.statement.Statement.InCurrency;
import dev.bursar.chargeback.statement.Statement.Kind;
import dev.bursar.chargeback.statement.Statement.Line;
import dev.bursar.chargeback.statement.text.StatementText;
import dev.bursar.chargeback.text.StatementTables;
import dev.bursar.chargeback.text.StatementTables.Part;
import dev.bursar.chargeback.text.StatementTables.Row;
import dev.bursar.ui.Card;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Table.Question;
import module java.base;

/** The parts of a statement's page. */
final class StatementSections {
    private final Statement statement;
    private final InCurrency in;
    private final Map<String, Runnable> disputes;

    private StatementSections(Statement statement, InCurrency in, Map<String, Runnable> disputes) {
        this.statement = statement;
        this.in = in;
        this.disputes = disputes;
    }

    /**
     * All of them.
     *
     * @param opens whether its lines open into charges: those of a version that was replaced are in another cut
     * @param disputes what disputes a line, by {@link DisputeLine#key}; empty for who can't
     * @param answer how the statement is answered, beside the sum
     */
    static Component all(
            Statement statement,
            InCurrency in,
            boolean opens,
            Map<String, Runnable> disputes,
            Optional<AnswerSection> answer) {
        var sections = new StatementSections(statement, in, disputes);
        var tables = new StatementTables(statement, in, opens);
        var all = Styled.stack(new StatementStrip(statement, in, answer));
        tables.parts(Kind.DIRECT, Kind.SHARED, Kind.CORRECTION, Kind.CLOSED, Kind.ADJUSTMENT)
                .forEach(part -> all.add(sections.part(part)));
        all.add(sections.sum(), sections.bridge(tables));
        return all;
    }

    private String title(String words) {
        return statement.currencies().size() > 1 ? words + ", " + in.currency() : words;
    }

    private <L extends Line> Section part(Part<L> part) {
        if (!disputes.isEmpty()) {
            part.table().asks("Dispute", row -> row.line().flatMap(line -> question(part.kind(), row, line)));
        }
        return new Section(title(part.title()))
                .note(part.note())
                .flush()
                .with(part.table().html());
    }

    private Optional<Question> question(Kind kind, Row<?> row, Line line) {
        String words = switch (line) {
            case Adjusted adjusted -> "the adjustment";
            case Direct direct when row.below() -> StatementText.service(direct.service()) + " in " + row.name();
            default -> row.name();
        };
        return Optional.ofNullable(disputes.get(DisputeLine.key(in, kind, line)))
                .map(dispute -> new Question("Dispute " + words, dispute));
    }

    private Card sum() {
        var card = new Card("statement-sum");
        card.setAriaLabel("Sum");
        card.add(
                new Span((statement.team() == 0 ? "Unallocated" : statement.name()) + ", "
                        + Formats.month(statement.month())),
                new Span(Formats.money(in.total(), in.currency())));
        return card;
    }

    private Section bridge(StatementTables tables) {
        boolean changed = in.bridge().difference().signum() != 0;
        var section = new Section(title("From Spend to this statement"))
                .note(
                        changed
                                ? "costs have changed since this draft"
                                : "difference " + Formats.money(BigDecimal.ZERO, in.currency()))
                .flush()
                .with(tables.bridge().html());
        section.addClassName("bridge");
        return section;
    }
}
