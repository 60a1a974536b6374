package dev.bursar.efficiency.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.efficiency.formula.Hardware;
import dev.bursar.efficiency.formula.Reason;
import dev.bursar.efficiency.query.WorkloadDetails;
import dev.bursar.efficiency.query.WorkloadDetails.Hour;
import dev.bursar.efficiency.query.WorkloadDetails.Use;
import dev.bursar.efficiency.query.WorkloadRow;
import dev.bursar.efficiency.query.WorkloadRow.Figure;
import dev.bursar.efficiency.text.ReasonText;
import dev.bursar.efficiency.workload.WorkloadKind;
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
            section.with(note(none(details.workload().kind())));
            return;
        }
        boolean endpoint = details.workload().kind() == WorkloadKind.ENDPOINT;
        boolean provisioned = details.workload().kind() == WorkloadKind.PROVISIONED;
        section.note("by hour, UTC");
        var charts = new Div();
        charts.addClassName("use-charts");
        if (endpoint || provisioned) {
            add(charts, "Requests an hour", new Measured("Requests", Colour.C1, Style.SOLID, Hour::requests));
        }
        if (endpoint) {
            add(
                    charts,
                    "Latency, ms",
                    new Measured("99th percentile", Colour.C1, Style.SOLID, Hour::latencyP99Ms),
                    new Measured("Average", Colour.OTHER, Style.DASHED, Hour::latencyMs));
            add(charts, "Errors an hour", new Measured("Errors", Colour.C1, Style.SOLID, Hour::errors));
        }
        List<Hardware> shown = provisioned ? List.of() : resources();
        shown.forEach(resource -> add(
                charts,
                titled(resource),
                new Measured("Used", Colour.C1, Style.SOLID, hour -> used(hour, resource)),
                new Measured("Provisioned", Colour.OTHER, Style.DASHED, hour -> provisioned(hour, resource))));
        section.with(charts);
        unknown(details.row()).ifPresent(words -> section.with(note(words)));
        section.with(new NativeDetails("Show as a table", new Div(table(endpoint, endpoint || provisioned, shown))));
    }

    @Override
    protected Section initContent() {
        return section;
    }

    private static String none(WorkloadKind kind) {
        return switch (kind) {
            case NOTEBOOK, APP ->
                "AWS publishes no CPU, memory or GPU metrics for it. Who opened it is known from CloudTrail.";
            case PROVISIONED -> "CloudWatch has no values of it. Bedrock publishes them only when the model is called.";
            case ENDPOINT, JOB_FAMILY, EC2 -> "CloudWatch has no metrics for it.";
        };
    }

    /** CPU and memory always: where they aren't known, the page says so. */
    private List<Hardware> resources() {
        return Arrays.stream(Hardware.values())
                .filter(resource -> resource == Hardware.CPU
                        || resource == Hardware.MEMORY
                        || hours.stream().anyMatch(hour -> hour.uses().containsKey(resource)))
                .toList();
    }

    /** What there are no charts of, in one line, with the reason. */
    private Optional<String> unknown(WorkloadRow row) {
        if (row.kind() == WorkloadKind.PROVISIONED) {
            return Optional.of(ReasonText.of(Reason.MODEL_UNITS));
        }
        var requests = new ArrayList<String>();
        if (row.kind() == WorkloadKind.ENDPOINT) {
            missing(requests, "requests", Hour::requests);
            missing(requests, "latency", Hour::latencyP99Ms);
            missing(requests, "errors", Hour::errors);
        }
        var lines = new ArrayList<String>();
        if (!requests.isEmpty()) {
            lines.add("CloudWatch has no values for " + joined(requests)
                    + " in these hours. SageMaker publishes them only when requests arrive.");
        }
        var uses = new LinkedHashMap<String, List<String>>();
        noted(uses, Hardware.CPU, "CPU", row.cpu());
        noted(uses, Hardware.MEMORY, "memory", row.memory());
        uses.forEach((reason, names) -> lines.add("Use of " + joined(names) + " is not known. " + reason));
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", lines));
    }

    private void missing(List<String> names, String name, Function<Hour, @Nullable Double> figure) {
        if (hours.stream().noneMatch(hour -> figure.apply(hour) != null)) {
            names.add(name);
        }
    }

    private void noted(Map<String, List<String>> uses, Hardware resource, String name, Figure figure) {
        if (hours.stream().noneMatch(hour -> hour.uses().containsKey(resource))) {
            String reason = ReasonText.of(Objects.requireNonNullElse(figure.reason(), Reason.NO_METRICS));
            uses.computeIfAbsent(reason, any -> new ArrayList<>()).add(name);
        }
    }

    /** {@code requests, latency and errors}. */
    static String joined(List<String> names) {
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }

    private static String titled(Hardware resource) {
        return switch (resource) {
            case CPU -> "vCPUs";
            case MEMORY -> "Memory, GiB";
            case GPU -> "GPUs";
            case GPU_MEMORY -> "GPU memory, GiB";
        };
    }

    private static @Nullable Double used(Hour hour, Hardware resource) {
        @Nullable Use use = hour.uses().get(resource);
        return use == null ? null : Double.valueOf(use.used());
    }

    private static @Nullable Double provisioned(Hour hour, Hardware resource) {
        @Nullable Use use = hour.uses().get(resource);
        return use == null ? null : Double.valueOf(use.provisioned());
    }

    static Paragraph note(String words) {
        var note = new Paragraph(words);
        note.addClassName("note");
        return note;
    }

    private void add(Div charts, String title, Measured... measured) {
        boolean known = hours.stream().anyMatch(hour -> measured[0].figure().apply(hour) != null);
        if (!known) {
            return;
        }
        var part = new Div(new H3(title));
        part.addClassName("use-chart");
        charts.add(part);
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

    private HtmlTable table(boolean endpoint, boolean requests, List<Hardware> resources) {
        var columns = new ArrayList<Column>();
        columns.add(Column.name("HOUR", "Hour", ""));
        if (endpoint || !requests) {
            columns.add(Column.figure("INSTANCES", "Instances", 90, "").onlyWide());
        }
        if (requests) {
            columns.add(Column.figure("REQUESTS", "Requests", 100, ""));
        }
        if (endpoint) {
            columns.add(Column.figure("LATENCY", "p99, ms", 120, ""));
            columns.add(Column.figure("ERRORS", "Errors", 90, "").onlyWide());
        }
        for (Hardware resource : resources) {
            Column used = Column.figure(resource.name(), titled(resource) + " used", 110, "");
            columns.add(endpoint ? used.onlyWide() : used);
            columns.add(Column.figure(resource.name() + "_OF", "of", 80, "").onlyWide());
        }
        return new HtmlTable("Use by hour", columns, List.of(), new Rows(hours, endpoint, requests, resources));
    }

    /** The newest hour first. */
    private record Rows(List<Hour> hours, boolean endpoint, boolean requests, List<Hardware> resources)
            implements HtmlTable.Source {
        @Override
        public int size() {
            return hours.size();
        }

        @Override
        public HtmlTable.Line line(int at) {
            Hour hour = hours.get(hours.size() - 1 - at);
            var cells = new ArrayList<String>();
            if (endpoint || !requests) {
                cells.add(EfficiencyText.number(hour.instances()));
            }
            if (requests) {
                cells.add(words(hour.requests()));
            }
            if (endpoint) {
                cells.add(words(hour.latencyP99Ms()));
                cells.add(words(hour.errors()));
            }
            for (Hardware resource : resources) {
                cells.add(words(used(hour, resource)));
                cells.add(words(provisioned(hour, resource)));
            }
            return new HtmlTable.Line(
                    at,
                    "",
                    "",
                    false,
                    HtmlTable.Name.of(Formats.moment(hour.hour()), "", ""),
                    "",
                    false,
                    cells,
                    BigDecimal.ZERO,
                    null,
                    "");
        }

        private static String words(@Nullable Double value) {
            return EfficiencyText.number(value, EfficiencyText.NOT_KNOWN);
        }
    }
}
