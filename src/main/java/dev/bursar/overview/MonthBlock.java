package dev.bursar.overview;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.Dimension;
import dev.bursar.overview.OverviewUrl.View;
import dev.bursar.spend.SpendLinks;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Section;
import dev.bursar.ui.Segmented;
import dev.bursar.ui.SpendChart;
import dev.bursar.ui.Styled;
import java.util.List;
import java.util.function.Consumer;

/** One currency's month: figures, then the days and teams, then what changed and what needs the person. */
final class MonthBlock extends Div {
    private final Overview overview;
    private final Month month;
    private final TeamChartData picture;
    private final ChangesCard changes;

    /**
     * @param needs shown beside the largest currency only
     * @param view that it begins with
     * @param viewed told when the person chooses another
     */
    MonthBlock(
            Overview overview,
            Month month,
            List<Section> needs,
            Consumer<String> open,
            View view,
            Consumer<View> viewed) {
        this.overview = overview;
        this.month = month;
        this.picture = new TeamChartData(overview, month);
        addClassName("month-block");
        changes = new ChangesCard(overview, month);
        var left = Styled.stack(chart(open, view, viewed), new TeamTable(overview, month, picture).section());
        var right = Styled.stack(changes.section());
        needs.forEach(right::add);
        var columns = Styled.div("columns", left, right);
        add(new MonthFigures(overview, month).strip(), columns);
    }

    ChangesCard changes() {
        return changes;
    }

    private Section chart(Consumer<String> open, View first, Consumer<View> viewed) {
        String currency = overview.months().size() > 1 ? ", " + month.currency() : "";
        var chart = new SpendChart(name(first) + currency)
                .show(first == View.DAILY ? picture.daily() : picture.cumulative());
        var legend = Styled.div("legend");
        SpendChart.arriving(picture.arriving()).ifPresent(legend::add);
        if (picture.isProjected()) {
            legend.add(Styled.span("hatch-light", "Projected"));
        }
        var dashes = new Span(month.before().map(Formats::shortRange).orElse(""));
        dashes.addClassName("dashes");
        dashes.setVisible(first == View.CUMULATIVE && month.before().isPresent());
        legend.add(dashes);
        chart.onPoint(event -> picture.day(event.category())
                .ifPresent(day -> open.accept(event.series()
                        .flatMap(picture::team)
                        .map(team -> SpendLinks.view(
                                day,
                                day.plusDays(1),
                                overview.cost(),
                                Dimension.SERVICE,
                                new CostFilter(Dimension.TEAM, Operator.IS, List.of(team))))
                        .orElseGet(() -> SpendLinks.view(day, day.plusDays(1), overview.cost(), Dimension.TEAM)))));
        return new Section("Spend by team" + currency)
                .actions(
                        legend,
                        new Segmented<>("Granularity", List.of(View.values()), View::label, view -> {
                                    boolean daily = view == View.DAILY;
                                    chart.name(name(view) + currency)
                                            .show(daily ? picture.daily() : picture.cumulative());
                                    dashes.setVisible(!daily && month.before().isPresent());
                                    viewed.accept(view);
                                })
                                .value(first))
                .with(chart, chart.values());
    }

    private String name(View view) {
        return "Spend by team, " + view.label().toLowerCase(java.util.Locale.ROOT) + ", " + Formats.range(month.days());
    }
}
