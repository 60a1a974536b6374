package dev.bursar.spend.ui;

import dev.bursar.spend.Projection;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.HtmlTable.Line;
import dev.bursar.ui.HtmlTable.Name;
import dev.bursar.ui.Section;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** Where the month is heading: a plain projection for each team, and what it leaves to AWS's forecast of the whole. */
final class ProjectionSection {
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
        var table = new HtmlTable(
                "Month-end projection",
                List.of(
                        Column.name("NAME", "Team", ""),
                        Column.figure("TO_DATE", "To date", 140, "").onlyWide(),
                        Column.figure("END", "End of month", 150, "")),
                List.of(),
                new Rows(rows(projection)));
        var section = new Section("Month-end projection, " + Formats.month(YearMonth.from(projection.month())))
                .note("Assumes the average of the last " + projection.wholeDays() + " days for each day left")
                .flush()
                .with(table);
        section.getElement().getClassList().add("projection");
        return section;
    }

    private static List<Row> rows(Projection projection) {
        var rows = new ArrayList<Row>();
        String currency = projection.currency();
        for (Projection.Team team : projection.teams()) {
            String toDate = Formats.money(team.toDate(), currency);
            rows.add(new Row(team.name(), toDate + " to date", toDate, Formats.forecast(team.projected(), currency)));
        }
        BigDecimal all =
                projection.teams().stream().map(Projection.Team::projected).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal spent =
                projection.teams().stream().map(Projection.Team::toDate).reduce(BigDecimal.ZERO, BigDecimal::add);
        rows.add(new Row(
                "Total",
                Formats.money(spent, currency) + " to date",
                Formats.money(spent, currency),
                Formats.forecast(all, currency)));
        projection.aws().ifPresent(aws -> {
            String range = range(aws, currency);
            rows.add(new Row(
                    "AWS forecast, " + Formats.shortDate(aws.askedOn()) + (range.isEmpty() ? "" : ": " + range),
                    range,
                    "",
                    Formats.forecast(aws.mean(), currency)));
        });
        return rows;
    }

    private static String range(Projection.Aws aws, String currency) {
        BigDecimal lower = aws.lower();
        BigDecimal upper = aws.upper();
        return lower == null || upper == null
                ? ""
                : Formats.forecast(lower, currency) + " to " + Formats.forecast(upper, currency) + " (80% range)";
    }
}
