package dev.bursar.overview;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.answers.OwnStatements;
import dev.bursar.chargeback.month.ChargebackService;
import dev.bursar.chargeback.statement.Figures;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import module java.base;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The newest statements that a lead may read; for who sees all costs, whether the newest month agrees with AWS's documents. */
@Component
class Statements {
    private static final int LONGEST_NAME = 40;

    private final ObjectProvider<OwnStatements> statements;
    private final ObjectProvider<ChargebackService> chargeback;

    Statements(ObjectProvider<OwnStatements> statements, ObjectProvider<ChargebackService> chargeback) {
        this.statements = statements;
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
                : statements.stream()
                        .flatMap(service -> service.newest().stream())
                        .map(row -> new Line(
                                PlainText.cut(row.name(), LONGEST_NAME) + ", " + Formats.month(row.month()),
                                PlainText.full(row.name()) + ", " + Formats.month(row.month()),
                                Formats.money(row.total(), row.currency()),
                                "",
                                ChargebackLinks.statement(row.month(), row.team())))
                        .toList();
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
    static Optional<Section> section(List<Line> lines) {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
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
        return Optional.of(
                new Section("Statements").flush().endNote("BilledCost").with(list));
    }
}
