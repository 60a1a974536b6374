package dev.bursar.budgets.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.bursar.budgets.BudgetFigures;
import dev.bursar.budgets.PeriodCosts;
import dev.bursar.budgets.query.BudgetRow;
import dev.bursar.budgets.query.BudgetService.Sheet;
import dev.bursar.spend.spi.CostMarks;
import dev.bursar.ui.ChartData;
import dev.bursar.ui.ChartEvents;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Palette.Colour;
import dev.bursar.ui.Section;
import dev.bursar.ui.SpendChart;
import dev.bursar.ui.Styled;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/** What is spent so far and projected to the end of the period, day by day, against the limit. */
final class BudgetChart extends Composite<Section> {
    private final Section section = new Section("Spent against the limit");
    private final String currency;
    private @Nullable ChartEvents happened;

    BudgetChart(Sheet sheet) {
        BudgetRow row = sheet.row();
        currency = row.budget().currency();
        if (sheet.costs().daily().isEmpty()) {
            var none = new Paragraph("No costs of " + Formats.period(row.period()) + " have been read yet.");
            none.addClassName("quiet");
            section.with(none);
            return;
        }
        ChartData data = data(sheet);
        var legend = Styled.div("legend", legend("limit-line", "Limit"));
        if (data.categories().stream().anyMatch(ChartData.Category::projected)) {
            legend.add(legend("projected-line", "Projected"));
        }
        SpendChart chart = new SpendChart("Spent against the limit, " + Formats.range(row.period())).show(data);
        LocalDate first = row.period().getStart();
        int days = shown(sheet);
        happened = new ChartEvents(
                chart,
                day -> day.isBefore(first) || !day.isBefore(first.plusDays(days))
                        ? OptionalInt.empty()
                        : OptionalInt.of((int) ChronoUnit.DAYS.between(first, day)));
        section.actions(legend).with(chart, happened, chart.values());
    }

    @Override
    protected Section initContent() {
        return section;
    }

    /** What happened in the period, on the chart and below it. */
    void happened(List<CostMarks.Mark> marks) {
        if (happened != null) {
            happened.show(marks.stream()
                    .filter(mark -> mark.currency().equals(currency))
                    .map(mark -> new ChartEvents.Event(
                            mark.day(), mark.words(), mark.amount(), mark.currency(), mark.address()))
                    .toList());
        }
    }

    private static Span legend(String className, String words) {
        return Styled.span(className, words);
    }

    private static ChartData data(Sheet sheet) {
        BudgetRow row = sheet.row();
        LocalDateRange period = row.period();
        var amounts = new ArrayList<BigDecimal>();
        var categories = new ArrayList<ChartData.Category>();
        var limits = new ArrayList<ChartData.@Nullable Day>();
        BigDecimal sum = BigDecimal.ZERO;
        List<BigDecimal> known = sheet.costs().perDay();
        int shown = shown(sheet);
        List<BigDecimal> steps = steps(sheet, shown);
        for (int i = 0; i < shown + steps.size(); i++) {
            LocalDate day = period.getStart().plusDays(i);
            boolean projected = i >= shown;
            sum = sum.add(projected ? steps.get(i - shown) : known.get(i));
            amounts.add(sum);
            categories.add(new ChartData.Category(Formats.shortDate(day), Formats.weekday(day), false, projected));
            limits.add(new ChartData.Day("Limit", row.figures().limit()));
        }
        return new ChartData(
                ChartData.Kind.LINES,
                row.budget().currency(),
                categories,
                List.of(new ChartData.Series("spent", "Spent", Colour.C1, amounts)),
                new ChartData.Compare("Limit", limits),
                null);
    }

    /** How many days are drawn as they are; a day that isn't over yet is projected with those that follow. */
    private static int shown(Sheet sheet) {
        int whole = sheet.costs().whole();
        return whole == 0 ? sheet.costs().daily().size() : whole;
    }

    /** What each projected day adds; none where nothing is projected. */
    private static List<BigDecimal> steps(Sheet sheet, int shown) {
        BudgetFigures figures = sheet.row().figures();
        int left = figures.period().lengthInDays() - shown;
        if (left == 0 || figures.projected().isEmpty()) {
            return List.of();
        }
        BigDecimal rest = figures.projected()
                .get()
                .subtract(PeriodCosts.sum(sheet.costs().perDay().subList(0, shown)));
        if (figures.forecast().isEmpty()) {
            return Collections.nCopies(left, rest.divide(BigDecimal.valueOf(left), MathContext.DECIMAL64));
        }
        List<BigDecimal> toCome = figures.forecast().get().toCome();
        var steps = new ArrayList<>(toCome.subList(toCome.size() - left, toCome.size()));
        // a day that isn't over may have cost more than was forecast of it
        steps.set(0, steps.getFirst().add(rest).subtract(PeriodCosts.sum(steps)));
        return steps;
    }
}
