package dev.bursar.overview;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.answers.OpenAnswers;
import dev.bursar.chargeback.answers.OpenAnswers.ToAnswer;
import dev.bursar.chargeback.answers.OwnStatements;
import dev.bursar.chargeback.answers.OwnStatements.OwnRow;
import dev.bursar.chargeback.month.ChargebackService;
import dev.bursar.chargeback.statement.Figures;
import dev.bursar.chargeback.text.StatementStateText;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import module java.base;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Statements that wait for a lead's answer, then the newest that they may read; for who sees all costs, whether the newest month agrees with AWS's documents. */
@Component
class Statements {
    private static final int LONGEST_NAME = 40;
    private static final int MOST = 6;

    private final ObjectProvider<OwnStatements> statements;
    private final ObjectProvider<OpenAnswers> open;
    private final ObjectProvider<ChargebackService> chargeback;

    Statements(
            ObjectProvider<OwnStatements> statements,
            ObjectProvider<OpenAnswers> open,
            ObjectProvider<ChargebackService> chargeback) {
        this.statements = statements;
        this.open = open;
        this.chargeback = chargeback;
    }

    /**
     * A statement, or a month.
     *
     * @param title of the link, such as {@code Fraud, October 2026}
     * @param whole the same with the whole name
     * @param body in a sentence, or empty
     */
    record Line(String title, String whole, String amount, String body, String address) {}

    List<Line> lines(boolean everything) {
        return everything
                ? chargeback.stream()
                        .flatMap(service -> service.newest().stream())
                        .flatMap(row -> row.figures().stream().map(figures -> line(row.month(), figures)))
                        .toList()
                : own();
    }

    private List<Line> own() {
        List<ToAnswer> waiting = open.stream()
                .flatMap(service -> service.toAnswer().stream())
                .flatMap(List::stream)
                .toList();
        Stream<OwnRow> newest = statements.stream()
                .flatMap(service -> service.newest().stream())
                .filter(row ->
                        waiting.stream().noneMatch(one -> one.month().equals(row.month()) && one.team() == row.team()));
        return Stream.concat(
                        waiting.stream()
                                .map(one -> line(
                                        one.name(),
                                        one.month(),
                                        one.team(),
                                        one.totals().stream()
                                                .map(Formats::money)
                                                .collect(Collectors.joining(" and ")),
                                        "Answer by " + Formats.date(one.answerBy()))),
                        newest.map(row -> line(
                                row.name(),
                                row.month(),
                                row.team(),
                                Formats.money(row.total(), row.currency()),
                                row.issued().map(StatementStateText::word).orElse("Draft"))))
                .toList();
    }

    private static Line line(String name, YearMonth month, int team, String amount, String body) {
        return new Line(
                PlainText.cut(name, LONGEST_NAME) + ", " + Formats.month(month),
                PlainText.full(name) + ", " + Formats.month(month),
                amount,
                body,
                ChargebackLinks.statement(month, team));
    }

    private static Line line(YearMonth month, Figures figures) {
        String words = figures.difference()
                .map(difference -> figures.agrees()
                        ? matches(figures)
                        : "AWS\u2019s documents total " + Formats.money(difference.abs(), figures.currency())
                                + (difference.signum() > 0 ? " more" : " less") + " than the charges")
                .orElse("AWS\u2019s documents for this month haven\u2019t been read");
        return new Line(
                Formats.month(month),
                Formats.month(month),
                Formats.money(figures.total(), figures.currency()),
                words,
                ChargebackLinks.month(month));
    }

    private static String matches(Figures figures) {
        if (figures.accepted().signum() != 0) {
            return "Matches AWS\u2019s documents with " + Formats.signed(figures.accepted(), figures.currency())
                    + " that finance accepted";
        }
        return figures.rounding()
                .filter(rounding -> rounding.signum() != 0)
                .map(rounding -> "Matches AWS\u2019s documents after " + Formats.signed(rounding, figures.currency())
                        + " AWS rounding")
                .orElse("Equals AWS\u2019s documents to the cent");
    }

    /** Empty where there are none. */
    static Optional<Section> section(List<Line> all) {
        if (all.isEmpty()) {
            return Optional.empty();
        }
        List<Line> lines = all.stream().limit(MOST).toList();
        var list = new UnorderedList();
        list.addClassName("facts-list");
        lines.forEach(line -> {
            var link = new Anchor(line.address(), line.title());
            link.addClassName("fact-link");
            link.setTitle(line.whole());
            var amount = new Span(line.amount());
            amount.addClassName("number");
            var head = Styled.div("fact-head", link, amount);
            var item = new ListItem(head);
            Stream.of(line.body()).filter(body -> !body.isEmpty()).forEach(body -> {
                item.add(Styled.div("fact-part", body));
            });
            list.add(item);
        });
        var section = new Section("Statements").flush().endNote("BilledCost").with(list);
        if (all.size() > MOST) {
            section.with(Styled.div(
                    "card-note",
                    Styled.pageLink(
                            ChargebackLinks.CHARGEBACK,
                            "See all " + Formats.count(all.size()) + " statements",
                            "fact-link")));
        }
        return Optional.of(section);
    }
}
