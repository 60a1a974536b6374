package dev.bursar.spend.ui;

import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.forecast.Forecast;
import dev.bursar.forecast.text.ForecastText;
import dev.bursar.spend.Projection;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.HtmlTable.Line;
import dev.bursar.ui.HtmlTable.Name;
import dev.bursar.ui.Section;
import module java.base;

/** Where the month is heading: each team's forecast and all costs', how such forecasts did, and AWS's forecast of the whole. */
final class ProjectionSection {
    /** Unallocated's key. */
    private static final String NOBODY = "0";

    private ProjectionSection() {}

    /** A line: whose, what phones say below it, so far, at the month's end, between what; many sessions look at the same. */
    private record Row(String name, String narrow, List<String> figures) {
        Row {
            name = name.intern();
            narrow = narrow.intern();
            figures = figures.stream().map(String::intern).toList();
        }

        Line line(int key) {
            return new Line(
                    key, "", "", false, Name.of(name, "", narrow), "", false, figures, BigDecimal.ZERO, null, "");
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
        boolean ranges = hasRanges(projection);
        var columns = new ArrayList<Column>();
        columns.add(Column.name("NAME", "Team", "Total"));
        columns.add(Column.figure("TO_DATE", "To date", 140, Formats.money(spent, currency))
                .onlyWide());
        columns.add(Column.figure("END", "End of month", 150, Formats.forecast(projection.projected(), currency)));
        if (ranges) {
            columns.add(Column.figure(
                            "RANGE", "80% range", 190, range(projection.whole().flatMap(Forecast::range), currency))
                    .onlyWide());
        }
        var table = new HtmlTable("Month-end projection", columns, List.of(), new Rows(rows(projection, ranges)));
        var section = new Section("Month-end projection, " + Formats.month(YearMonth.from(projection.month())))
                .note(note(projection))
                .flush()
                .with(table);
        if (ranges && projection.teams().stream().anyMatch(team -> team.range().isEmpty())) {
            section.with(note(
                    "Teams with under eight weeks of costs have no range. Each of their days left is taken to cost the average of the last "
                            + projection.wholeDays() + " days."));
        }
        if (projection.whole().isPresent()) {
            section.with(note("The total is forecast from all costs together, so teams may not add up to it."));
        }
        projection.aws().ifPresent(aws -> {
            section.with(note("AWS forecast, " + Formats.shortDate(aws.askedOn()) + ": "
                    + Formats.forecast(aws.mean(), currency) + range(aws, currency)));
        });
        section.getElement().getClassList().add("projection");
        return section;
    }

    private static boolean hasRanges(Projection projection) {
        return projection.whole().flatMap(Forecast::range).isPresent()
                || projection.teams().stream().anyMatch(team -> team.range().isPresent());
    }

    /** How forecasts did, or how the projection is made. */
    private static String note(Projection projection) {
        return projection
                .whole()
                .map(forecast -> ForecastText.past(forecast).orElse("From each team\u2019s daily costs"))
                .orElse(ForecastText.plain(projection.wholeDays()) + " for each day left");
    }

    private static Paragraph note(String words) {
        var note = new Paragraph(words);
        note.addClassNames("note", "table-note");
        return note;
    }

    private static String range(Optional<Forecast.Range> range, String currency) {
        return range.map(one -> ForecastText.range(one, currency)).orElse("");
    }

    private static BigDecimal sum(Projection projection, Function<Projection.Team, BigDecimal> amount) {
        return projection.teams().stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** In the order of the page's own table: the dearest first, Unallocated last. */
    private static List<Row> rows(Projection projection, boolean ranges) {
        String currency = projection.currency();
        return projection.teams().stream()
                .sorted(Comparator.comparing(
                                (Projection.Team team) -> team.key().equals(NOBODY))
                        .thenComparing(Projection.Team::toDate, Comparator.reverseOrder()))
                .map(team -> {
                    var figures = new ArrayList<String>();
                    figures.add(Formats.money(team.toDate(), currency));
                    figures.add(Formats.forecast(team.projected(), currency));
                    if (ranges) {
                        figures.add(range(team.range(), currency));
                    }
                    return new Row(team.name(), figures.getFirst() + " to date", figures);
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
