package dev.bursar.efficiency.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.NativeDetails;
import dev.bursar.efficiency.query.WorkloadDetails;
import dev.bursar.efficiency.query.WorkloadDetails.Day;
import dev.bursar.efficiency.text.ReasonText;
import dev.bursar.efficiency.workload.WorkloadKind;
import dev.bursar.ui.FixedRows;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.Palette.Colour;
import dev.bursar.ui.Section;
import dev.bursar.ui.XyChart;
import dev.bursar.ui.XyData;
import dev.bursar.ui.XyData.Line;
import dev.bursar.ui.XyData.Point;
import dev.bursar.ui.XyData.Stop;
import dev.bursar.ui.XyData.Style;
import dev.bursar.ui.XyData.Text;
import module java.base;
import org.jspecify.annotations.Nullable;

/** What a workload cost day by day, and what each inference cost; a day without requests is a gap and no zero. */
final class CostSection extends Composite<Section> {
    private static final double HALF_A_DAY = Duration.ofHours(12).toMillis();

    private final Section section = new Section("Cost");
    private final String currency;
    private final String symbol;
    private final List<Day> days;
    private final boolean endpoint;

    CostSection(WorkloadDetails details) {
        days = details.days();
        endpoint = details.workload().kind() == WorkloadKind.ENDPOINT;
        currency = EfficiencyText.currency(details.row().currency());
        symbol = currency.equals(EfficiencyText.USD) ? "$" : currency + " ";
        boolean known = days.stream().anyMatch(day -> day.cost() != null);
        if (!known) {
            section.with(UseSection.note("Its cost by day is not known. " + reason(details)));
            if (days.isEmpty()) {
                return;
            }
        } else {
            section.note("by day, UTC; " + currency + " "
                    + details.row().costSource().label());
            var charts = new Div();
            charts.addClassName("use-charts");
            String name = details.workload().name();
            charts.add(chart(
                    "Cost a day",
                    name,
                    Style.BARS,
                    Day::cost,
                    day -> day.cost() == null ? EfficiencyText.NOT_KNOWN : Formats.money(day.cost(), currency)));
            boolean requests = days.stream().anyMatch(day -> day.perInference() != null);
            if (requests) {
                charts.add(chart("Cost per inference", name, Style.SOLID, Day::perInference, day -> perInference(day)));
            } else if (endpoint) {
                charts.add(UseSection.note("Cost per inference is not known. "
                        + ReasonText.of(details.row().perInferenceReason())));
            }
            section.with(charts);
        }
        section.with(new NativeDetails("Show as a table", new Div(table())));
    }

    @Override
    protected Section initContent() {
        return section;
    }

    private static String reason(WorkloadDetails details) {
        String reason = EfficiencyText.costReason(details.row());
        return reason.isEmpty() ? "No charge names resources." : reason;
    }

    private String perInference(Day day) {
        return day.perInference() == null ? missing(day) : Formats.price(day.perInference(), currency);
    }

    private static String missing(Day day) {
        return EfficiencyText.words(new dev.bursar.efficiency.query.WorkloadRow.Figure(null, day.reason()));
    }

    private Div chart(
            String title,
            String name,
            Style style,
            Function<Day, @Nullable BigDecimal> amount,
            Function<Day, String> words) {
        List<Point> points = days.stream()
                .map(day -> {
                    BigDecimal value = amount.apply(day);
                    return new Point(at(day.day()), value == null ? null : Double.valueOf(value.doubleValue()));
                })
                .toList();
        List<Stop> stops = days.stream()
                .map(day -> new Stop(at(day.day()), Formats.weekday(day.day()), List.of(new Text(0, words.apply(day)))))
                .toList();
        var part = new Div(
                new H3(title),
                new XyChart(
                        title + " of " + name,
                        new XyData(
                                true,
                                at(days.getFirst().day()) - HALF_A_DAY,
                                at(days.getLast().day()) + HALF_A_DAY,
                                "",
                                symbol,
                                null,
                                List.of(new Line(title, Colour.C1, style, "", points)),
                                stops)));
        part.addClassName("use-chart");
        return part;
    }

    private static double at(LocalDate day) {
        return UseSection.at(day.atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    private HtmlTable table() {
        var rows = new FixedRows();
        for (Day day : days.reversed()) {
            var cells = new ArrayList<String>();
            cells.add(day.cost() == null ? EfficiencyText.NOT_KNOWN : Formats.money(day.cost(), currency));
            if (endpoint) {
                cells.add(EfficiencyText.number(day.invocations(), EfficiencyText.NOT_KNOWN));
                cells.add(perInference(day));
            }
            cells.add(EfficiencyText.number(day.instanceHours()));
            cells.add(day.chargedHours() == 0 ? "none" : EfficiencyText.number(day.chargedHours()));
            rows.line(Formats.weekday(day.day()), "", "", cells.toArray(String[]::new));
        }
        var columns = new ArrayList<Column>();
        columns.add(Column.name("DAY", "Day", ""));
        columns.add(Column.figure("COST", "Cost", 120, ""));
        if (endpoint) {
            columns.add(Column.figure("REQUESTS", "Requests", 110, "").onlyWide());
            columns.add(Column.figure("EACH", "Cost per inference", 140, ""));
        }
        columns.add(Column.figure("MEASURED", "Measured hours", 130, "").onlyWide());
        columns.add(Column.figure("BILLED", "Billed hours", 110, "").onlyWide());
        return new HtmlTable("Cost by day", columns, List.of(), rows);
    }
}
