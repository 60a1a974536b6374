package dev.bursar.efficiency.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.efficiency.query.WorkloadDetails;
import dev.bursar.efficiency.query.WorkloadDetails.PlotGap;
import dev.bursar.efficiency.sizing.CostPerformance;
import dev.bursar.efficiency.sizing.CostPerformance.Curve;
import dev.bursar.efficiency.sizing.CostPerformance.Shortfall;
import dev.bursar.ui.Buttons;
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

/** What more requests a second within the latency cost, and the cheapest instances that are enough. */
final class PlotSection extends Composite<Section> {
    private static final String ON_DEMAND = "On-Demand";
    private static final String PLAN = "Savings Plan";
    private static final double ROOM = 1.15;
    private static final int MOST_SIGNS = 300;

    private final Section section = new Section("Cost and performance");
    private final List<Line> lines = new ArrayList<>();
    private final List<Stop> stops = new ArrayList<>();
    private final Div legend = new Div();

    /** @param setRequirements opens what sets the latency */
    PlotSection(WorkloadDetails details, Runnable setRequirements) {
        if (details.plot().isPresent()) {
            plot(details, details.plot().get());
        } else {
            section.with(UseSection.note(gap(details.plotGap())));
        }
        if (details.mayDecide()) {
            section.actions(Buttons.neutral("Set requirements\u2026", click -> setRequirements.run()));
        }
    }

    @Override
    protected Section initContent() {
        return section;
    }

    private static String gap(@Nullable PlotGap gap) {
        return switch (gap) {
            case null -> "";
            case NO_REQUESTS -> "It answers no requests.";
            case NO_LATENCY ->
                "Set the latency that 99% of answers must meet: it decides how many requests an instance can take.";
            case RATE_NOT_KNOWN ->
                "The number of requests that an instance answers within the latency is not known: either too few hours"
                        + " have requests, or usage doesn\u2019t follow requests closely enough.";
        };
    }

    private void plot(WorkloadDetails details, CostPerformance plot) {
        @Nullable BigDecimal budget = details.target().budgetUsd();
        double across = across(plot);
        double top = top(plot, budget);
        legend.addClassName("legend");
        curve(plot.onDemand(), ON_DEMAND, Colour.C1, Style.SOLID, Style.CIRCLES, Style.HOLLOW_CIRCLES, across, top);
        curve(plot.plan(), PLAN, Colour.C2, Style.DASHED, Style.TRIANGLES, Style.HOLLOW_TRIANGLES, across, top);
        line(
                "Requirement",
                Colour.TEXT,
                Style.DOTTED,
                requests(plot.requirement()) + " needed",
                List.of(new Point(plot.requirement(), 0.0), new Point(plot.requirement(), top)));
        if (budget != null) {
            line(
                    "Budget",
                    Colour.C7,
                    Style.DASHED,
                    "budget " + Formats.money(budget, EfficiencyText.USD),
                    List.of(new Point(0, budget.doubleValue()), new Point(across, budget.doubleValue())));
        }
        optimum(plot.onDemand(), "Cheapest On-Demand", Colour.C1);
        optimum(plot.plan(), "Cheapest with a Savings Plan", Colour.C2);
        stops.sort(Comparator.comparingDouble(Stop::x));
        section.note("requests a second within " + latency(details) + ", $ for 730 hours");
        sentence(section, plot.onDemand(), ON_DEMAND, plot.requirement(), budget);
        sentence(section, plot.plan(), PLAN, plot.requirement(), budget);
        var chart = new XyChart(
                "Cost a month against requests a second, of "
                        + details.workload().name(),
                new XyData(false, 0, across, "requests a second", "$", top, lines, stops));
        var area = new Div(legend, chart);
        area.addClassName("plot-chart");
        section.with(area, new NativeDetails("Show as a table", new Div(table(plot))));
    }

    private static String latency(WorkloadDetails details) {
        return EfficiencyText.number(details.target().latencyMs(), "?") + " ms for 99% of answers";
    }

    private static double across(CostPerformance plot) {
        double most = plot.requirement() * ROOM;
        for (Curve curve : List.of(plot.onDemand(), plot.plan())) {
            CostPerformance.Point optimum = curve.optimum();
            most = Math.max(most, optimum == null ? 0 : optimum.requestsPerSecond() * ROOM);
        }
        return most;
    }

    /** The optimum and the budget are in sight, however much the largest instances cost. */
    private static double top(CostPerformance plot, @Nullable BigDecimal budget) {
        double top = budget == null ? 0 : budget.doubleValue();
        for (Curve curve : List.of(plot.onDemand(), plot.plan())) {
            CostPerformance.Point optimum = curve.optimum();
            top = Math.max(top, optimum == null ? 0 : optimum.usdPerMonth().doubleValue());
        }
        return top * 1.6;
    }

    private int line(String name, Colour colour, Style style, String label, List<Point> points) {
        lines.add(new Line(name, colour, style, label, points));
        legend.add(Legend.of(name, colour, style));
        return lines.size() - 1;
    }

    private void curve(
            Curve curve,
            String name,
            Colour colour,
            Style style,
            Style filled,
            Style hollow,
            double across,
            double top) {
        if (curve.steps().isEmpty()) {
            return;
        }
        int place = line(name, colour, style, "", corners(curve, across));
        curve.steps().stream()
                .filter(step -> step.requestsPerSecond() <= across)
                .forEach(step -> stops.add(new Stop(
                        step.requestsPerSecond(),
                        requests(step.requestsPerSecond()),
                        List.of(new Text(place, words(step))))));
        signs(curve, name + ", known", colour, filled, false, across, top);
        signs(curve, name + ", estimated", colour, hollow, true, across, top);
    }

    /** For each rate the least cost: up to a step's rate that step's cost. */
    private static List<Point> corners(Curve curve, double across) {
        var corners = new ArrayList<Point>();
        double from = 0;
        for (CostPerformance.Point step : curve.steps()) {
            double cost = step.usdPerMonth().doubleValue();
            corners.add(new Point(from, cost));
            from = Math.min(step.requestsPerSecond(), across);
            corners.add(new Point(from, cost));
            if (from >= across) {
                break;
            }
        }
        return corners;
    }

    private void signs(
            Curve curve, String name, Colour colour, Style style, boolean estimated, double across, double top) {
        List<Point> points = curve.points().stream()
                .filter(point -> point.hollow() == estimated
                        && point.requestsPerSecond() <= across
                        && point.usdPerMonth().doubleValue() <= top)
                .sorted(Comparator.comparing(CostPerformance.Point::usdPerMonth))
                .limit(MOST_SIGNS)
                .map(point ->
                        new Point(point.requestsPerSecond(), point.usdPerMonth().doubleValue()))
                .toList();
        if (!points.isEmpty()) {
            line(name, colour, style, "", points);
        }
    }

    private void optimum(Curve curve, String name, Colour colour) {
        CostPerformance.Point optimum = curve.optimum();
        if (optimum != null) {
            line(
                    name,
                    colour,
                    Style.DIAMOND,
                    instances(optimum),
                    List.of(new Point(
                            optimum.requestsPerSecond(), optimum.usdPerMonth().doubleValue())));
        }
    }

    private static String instances(CostPerformance.Point point) {
        return Formats.count(point.instances()) + " \u00D7 " + point.type();
    }

    private static String requests(double rate) {
        return EfficiencyText.number(rate) + " requests a second";
    }

    private static String month(BigDecimal usd) {
        return Formats.money(usd, EfficiencyText.USD) + " a month";
    }

    private static String words(CostPerformance.Point point) {
        return instances(point) + ", " + Formats.money(point.usdPerMonth(), EfficiencyText.USD) + ", "
                + point.evidence().word();
    }

    private static void sentence(
            Section section, Curve curve, String name, double requirement, @Nullable BigDecimal budget) {
        CostPerformance.Point optimum = curve.optimum();
        if (optimum == null) {
            section.with(UseSection.note(
                    name + ": not known. No instance type has both a price and a known number of requests."));
            return;
        }
        var words = new StringBuilder(name + ": the cheapest that meets " + requests(requirement) + " is "
                + instances(optimum) + " at " + month(optimum.usdPerMonth()) + " ("
                + optimum.evidence().word() + ").");
        Shortfall shortfall = curve.shortfall();
        if (shortfall != null && budget != null) {
            CostPerformance.Point most = shortfall.most();
            words.append(" That is ")
                    .append(Formats.money(shortfall.missingUsd(), EfficiencyText.USD))
                    .append(" over the budget, which buys ")
                    .append(
                            most == null
                                    ? "no instance."
                                    : instances(most) + " with " + requests(most.requestsPerSecond()) + ", "
                                            + EfficiencyText.number(shortfall.missingRequests()) + " too few.");
        }
        var paragraph = new Paragraph(words.toString());
        paragraph.addClassName("plot-words");
        section.with(paragraph);
    }

    private static HtmlTable table(CostPerformance plot) {
        var rows = new FixedRows();
        rows(rows, plot.onDemand(), ON_DEMAND, plot.requirement());
        rows(rows, plot.plan(), PLAN, plot.requirement());
        return new HtmlTable(
                "Cheapest instances by requests a second",
                List.of(
                        Column.name("INSTANCES", "Instances", ""),
                        Column.text("PAID", "Paid by", 110),
                        Column.figure("RATE", "Requests a second", 140, ""),
                        Column.figure("COST", "Cost a month", 120, ""),
                        Column.text("EVIDENCE", "Rate is", 100).onlyWide(),
                        Column.text("ENOUGH", "Meets the requirement", 170).onlyWide()),
                List.of(),
                rows);
    }

    private static void rows(FixedRows rows, Curve curve, String name, double requirement) {
        for (CostPerformance.Point step : curve.steps()) {
            boolean enough = step.requestsPerSecond() >= requirement;
            rows.line(
                    instances(step),
                    "",
                    step.evidence().word(),
                    name,
                    EfficiencyText.number(step.requestsPerSecond()),
                    Formats.money(step.usdPerMonth(), EfficiencyText.USD),
                    step.evidence().word(),
                    step.equals(curve.optimum()) ? "yes, the cheapest" : enough ? "yes" : "no");
        }
    }
}
