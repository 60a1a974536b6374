package dev.bursar.spend.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.Row;
import dev.bursar.charges.Dimension;
import dev.bursar.costexplorer.Breakdown;
import dev.bursar.spend.BreakdownAnswer;
import dev.bursar.spend.SpendService;
import dev.bursar.ui.Formats;
import dev.bursar.ui.KeyFigure;
import dev.bursar.ui.Section;
import dev.bursar.ui.SpendChart;
import dev.bursar.ui.Styled;
import java.util.List;
import java.util.Map;
import org.threeten.extra.LocalDateRange;

/** One currency of a breakdown's month: its sum, its chart where it was read by day, whether it agrees, and its table. */
final class BreakdownBlock extends Div {
    BreakdownBlock(
            BreakdownAnswer answered, CurrencySpend one, LocalDateRange days, boolean many, SpendService colours) {
        addClassName("spend-block");
        Breakdown breakdown = answered.breakdown();
        List<String> drawn = TopRows.of(Dimension.TAG_VALUE, one).shown().stream()
                .map(Row::key)
                .toList();
        var picture = new SpendChartData(
                answered.answer(), one, drawn.isEmpty() ? Map.of() : colours.colours(Dimension.TAG_VALUE, drawn));
        var figure = new KeyFigure(
                "Spend by " + breakdown.label() + (many ? ", " + one.currency() : ""),
                Formats.money(one.total(), one.currency()));
        figure.addClassName("inline");
        var head = Styled.div("chart-head", figure);
        var section = new Section().with(head);
        if (answered.answer().periods().size() > 1) {
            var chart = new SpendChart(
                    "By " + breakdown.tagKey() + ", daily, " + Formats.range(days) + ", " + one.currency());
            chart.show(picture.data(SpendUrl.View.DAILY, null));
            section.with(chart, chart.values());
            SpendChart.arriving(picture.arriving()).ifPresent(mark -> {
                head.add(Styled.div("legend", mark));
            });
        }
        var check = new Paragraph(BreakdownText.check(answered, one.currency()).orElse(""));
        check.addClassNames("note", "check-note");
        add(section.with(check), new BreakdownTable(breakdown, days, one, picture).section(many));
    }
}
