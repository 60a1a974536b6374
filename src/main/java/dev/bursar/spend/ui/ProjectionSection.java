package dev.bursar.spend.ui;

import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.spend.Projection;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.HtmlTable.Line;
import dev.bursar.ui.HtmlTable.Name;
import dev.bursar.ui.Section;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Where the month is heading: a plain projection for each team, and what it leaves to AWS's forecast of the whole. */
final class ProjectionSection {
    /** Unallocated's key. */
    private static final String NOBODY = "0";

    private ProjectionSection() {}

    /** A line: whose, what phones say below it, so far, at the month's end; many sessions look at the same. */
    private record Row(String name, String narrow, String toDate, String end) {
        Row {
            name = name.intern();
            narrow = narrow.intern();
            toDate = toDate.intern();
            end = end.intern();
        }

        Line line(int key) {
            return new Line(
                    key,
                    "",
                    "",
                    false,
                    Name.of(name, "", narrow),
                    "",
                    false,
                    List.of(toDate, end),
                    BigDecimal.ZERO,
                    null,
                    "");
        }
    }

    private record Rows(List<Row> rows) implements HtmlTable.Source {
        @Override
        public int size() {
            return rows.size();
        }

        @Override
        public Line line(int at) {
            return rows.get(at).line(at);
        }
    }

    static Section of(Projection projection) {
        String currency = projection.currency();
        BigDecimal spent = sum(projection, Projection.Team::toDate);
        BigDecimal all = sum(projection, Projection.Team::projected);
        var table = new HtmlTable(
                "Month-end projection",
                List.of(
                        Column.name("NAME", "Team", "Total"),
                        Column.figure("TO_DATE", "To date", 140, Formats.money(spent, currency))
                                .onlyWide(),
                        Column.figure("END", "End of month", 150, Formats.forecast(all, currency))),
                List.of(),
                new Rows(rows(projection)));
        var section = new Section("Month-end projection, " + Formats.month(YearMonth.from(projection.month())))
                .note("Assumes the average of the last " + projection.wholeDays() + " days for each day left")
                .flush()
                .with(table);
        projection.aws().ifPresent(aws -> {
            var note = new Paragraph("AWS forecast, " + Formats.shortDate(aws.askedOn()) + ": "
                    + Formats.forecast(aws.mean(), currency) + range(aws, currency));
            note.addClassNames("note", "table-note");
            section.with(note);
        });
        section.getElement().getClassList().add("projection");
        return section;
    }

    private static BigDecimal sum(Projection projection, Function<Projection.Team, BigDecimal> amount) {
        return projection.teams().stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** In the order of the page's own table: the dearest first, Unallocated last. */
    private static List<Row> rows(Projection projection) {
        String currency = projection.currency();
        return projection.teams().stream()
                .sorted(Comparator.comparing(
                                (Projection.Team team) -> team.key().equals(NOBODY))
                        .thenComparing(Projection.Team::toDate, Comparator.reverseOrder()))
                .map(team -> {
                    String toDate = Formats.money(team.toDate(), currency);
                    return new Row(
                            team.name(), toDate + " to date", toDate, Formats.forecast(team.projected(), currency));
                })
                .toList();
    }

    private static String range(Projection.Aws aws, String currency) {
        BigDecimal lower = aws.lower();
        BigDecimal upper = aws.upper();
        return lower == null || upper == null
                ? ""
                : " (" + Formats.forecast(lower, currency) + " to " + Formats.forecast(upper, currency)
                        + ", 80% range)";
    }
}
