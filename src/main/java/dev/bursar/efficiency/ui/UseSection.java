package dev.bursar.efficiency.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.efficiency.query.WorkloadDetails;
import dev.bursar.efficiency.query.WorkloadDetails.Hour;
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
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a workload was asked and used, hour by hour: small charts below each other that share their hours. */
final class UseSection extends Composite<Section> {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Section section = new Section("Use");
    private final String name;
    private final List<Hour> hours;

    /** A figure of an hour, null where it isn't known. */
    private record Measured(String name, Colour colour, Style style, Function<Hour, @Nullable Double> figure) {}

    UseSection(WorkloadDetails details) {
        name = details.workload().name();
        hours = details.hours();
        if (hours.isEmpty()) {
            section.with(note("CloudWatch has no metrics of it."));
            return;
        }
        section.note("by hour, UTC; all production variants together");
        var charts = new Div();
        charts.addClassName("use-charts");
        add(charts, "Requests an hour", new Measured("Requests", Colour.C1, Style.SOLID, Hour::requests));
        add(
                charts,
                "Latency, ms",
                new Measured("99 % of answers within", Colour.C1, Style.SOLID, Hour::latencyP99Ms),
                new Measured("Average", Colour.OTHER, Style.DASHED, Hour::latencyMs));
        add(charts, "Errors an hour", new Measured("Errors", Colour.C1, Style.SOLID, Hour::errors));
        add(
                charts,
                "vCPUs",
                new Measured("Used", Colour.C1, Style.SOLID, Hour::cpu),
                new Measured("Provisioned", Colour.OTHER, Style.DASHED, Hour::cpuProvisioned));
        add(
                charts,
                "Memory, GiB",
                new Measured("Used", Colour.C1, Style.SOLID, Hour::memory),
                new Measured("Provisioned", Colour.OTHER, Style.DASHED, Hour::memoryProvisioned));
        section.with(charts, new NativeDetails("Show as a table", new Div(table())));
    }

    @Override
    protected Section initContent() {
        return section;
    }

    static Paragraph note(String words) {
        var note = new Paragraph(words);
        note.addClassName("note");
        return note;
    }

    private void add(Div charts, String title, Measured... measured) {
        var part = new Div(new H3(title));
        part.addClassName("use-chart");
        charts.add(part);
        boolean known = hours.stream().anyMatch(hour -> measured[0].figure().apply(hour) != null);
        if (!known) {
            part.add(
                    note(
                            "Not known: CloudWatch has no such metric of these hours, or what the instances have is not known."));
            return;
        }
        var lines = new ArrayList<Line>();
        for (Measured one : measured) {
            lines.add(new Line(one.name(), one.colour(), one.style(), "", points(one.figure())));
        }
        part.add(new XyChart(
                title + " of " + name,
                new XyData(
                        true,
                        at(hours.getFirst().hour()),
                        at(hours.getLast().hour()),
                        "",
                        "",
                        null,
                        lines,
                        hours.stream().map(hour -> stop(hour, measured)).toList())));
        if (measured.length > 1) {
            var legend = new Div();
            legend.addClassName("legend");
            for (Measured one : measured) {
                legend.add(Legend.of(one.name(), one.colour(), one.style()));
            }
            part.addComponentAtIndex(1, legend);
        }
    }

    /** An hour that CloudWatch lacks is a gap. */
    private List<Point> points(Function<Hour, @Nullable Double> figure) {
        var points = new ArrayList<Point>();
        @Nullable Instant before = null;
        for (Hour hour : hours) {
            if (before != null && before.plus(HOUR).isBefore(hour.hour())) {
                points.add(new Point(at(before.plus(HOUR)), null));
            }
            points.add(new Point(at(hour.hour()), figure.apply(hour)));
            before = hour.hour();
        }
        return points;
    }

    private static Stop stop(Hour hour, Measured... measured) {
        var texts = new ArrayList<Text>();
        for (int i = 0; i < measured.length; i++) {
            texts.add(new Text(i, EfficiencyText.number(measured[i].figure().apply(hour), EfficiencyText.NOT_KNOWN)));
        }
        return new Stop(at(hour.hour()), Formats.moment(hour.hour()), texts);
    }

    static double at(Instant moment) {
        return moment.toEpochMilli();
    }

    private HtmlTable table() {
        return new HtmlTable(
                "Use by hour",
                List.of(
                        Column.name("HOUR", "Hour", ""),
                        Column.figure("INSTANCES", "Instances", 90, "").onlyWide(),
                        Column.figure("REQUESTS", "Requests", 100, ""),
                        Column.figure("LATENCY", "99 % within, ms", 120, ""),
                        Column.figure("ERRORS", "Errors", 90, "").onlyWide(),
                        Column.figure("CPU", "vCPUs used", 100, "").onlyWide(),
                        Column.figure("VCPUS", "of", 80, "").onlyWide(),
                        Column.figure("MEMORY", "GiB used", 100, "").onlyWide(),
                        Column.figure("GIB", "of", 80, "").onlyWide()),
                List.of(),
                new Rows(hours));
    }

    /** The newest hour first. */
    private record Rows(List<Hour> hours) implements HtmlTable.Source {
        @Override
        public int size() {
            return hours.size();
        }

        @Override
        public HtmlTable.Line line(int at) {
            Hour hour = hours.get(hours.size() - 1 - at);
            return new HtmlTable.Line(
                    at,
                    "",
                    "",
                    false,
                    HtmlTable.Name.of(Formats.moment(hour.hour()), "", ""),
                    "",
                    false,
                    List.of(
                            EfficiencyText.number(hour.instances()),
                            words(hour.requests()),
                            words(hour.latencyP99Ms()),
                            words(hour.errors()),
                            words(hour.cpu()),
                            words(hour.cpuProvisioned()),
                            words(hour.memory()),
                            words(hour.memoryProvisioned())),
                    BigDecimal.ZERO,
                    null,
                    "");
        }

        private static String words(@Nullable Double value) {
            return EfficiencyText.number(value, EfficiencyText.NOT_KNOWN);
        }
    }
}
