package dev.bursar.budgets.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.bursar.budgets.BudgetFigures;
import dev.bursar.budgets.BudgetRow;
import dev.bursar.budgets.BudgetService.Sheet;
import dev.bursar.budgets.PeriodCosts;
import dev.bursar.ui.ChartData;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Palette.Colour;
import dev.bursar.ui.Section;
import dev.bursar.ui.SpendChart;
import dev.bursar.ui.Styled;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/** What is spent so far and projected to the end of the period, day by day, against the limit. */
final class BudgetChart {
    private BudgetChart() {}

    static Component section(Sheet sheet) {
        BudgetRow row = sheet.row();
        var section = new Section("Spent against the limit");
        if (sheet.costs().daily().isEmpty()) {
            var none = new Paragraph("No costs of " + Formats.period(row.period()) + " have been read yet.");
            none.addClassName("quiet");
            return section.with(none);
        }
        ChartData data = data(sheet);
        var legend = Styled.div("legend", legend("limit-line", "Limit"));
        if (data.categories().stream().anyMatch(ChartData.Category::projected)) {
            legend.add(legend("projected-line", "Projected"));
        }
        SpendChart chart = new SpendChart("Spent against the limit, " + Formats.range(row.period())).show(data);
        return section.actions(legend).with(chart, chart.values());
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
        BigDecimal rest = figures.projected().get().subtract(PeriodCosts.sum(sheet.costs().perDay().subList(0, shown)));
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
