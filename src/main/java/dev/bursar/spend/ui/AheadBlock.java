package dev.bursar.spend.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostQuery;
import dev.bursar.spend.Outlook;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.ChartData;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
import dev.bursar.ui.KeyFigure;
import dev.bursar.ui.Palette;
import dev.bursar.ui.Section;
import dev.bursar.ui.SpendChart;
import dev.bursar.ui.Styled;
import module java.base;
import org.threeten.extra.LocalDateRange;

/** One currency's months to come: what they are expected to cost, as a chart and as a table. No cost stands among them. */
final class AheadBlock extends Div {
    private static final String ALL = "All costs that you see";

    private final SpendChart chart;
    private final ViewMailText.Table figures;

    /** @param filters which costs they are, in words; empty for all */
    AheadBlock(Outlook outlook, LocalDateRange months, Optional<String> filters) {
        addClassName("spend-block");
        String currency = outlook.currency();
        chart = new SpendChart("Forecast, monthly, " + Formats.period(months) + ", " + currency);
        chart.show(picture(outlook));
        figures = ViewMailText.table(outlook);
        var figure =
                new KeyFigure("Forecast, " + Formats.period(months), Formats.forecast(outlook.expected(), currency));
        figure.addClassName("inline");
        var legend = Styled.div("legend", Styled.span("hatch-light", "Expected, not spent"));
        add(
                new Section().with(Styled.div("chart-head", figure, legend), chart, chart.values()),
                OutlookSection.of(outlook, filters.orElse(ALL)));
    }

    SpendChart chart() {
        return chart;
    }

    /** Its table, as a mail has it. */
    ViewMailText.Table figures() {
        return figures;
    }

    static ChartData picture(Outlook outlook) {
        List<ChartData.Category> categories = outlook.months().stream()
                .map(month -> new ChartData.Category(
                        Formats.shortMonth(month.month()), Formats.month(month.month()), false, true))
                .toList();
        var expected = new ChartData.Series(
                "expected",
                "Expected",
                Palette.at(1),
                outlook.months().stream()
                        .map(month -> rounded(month.expected()))
                        .toList());
        return new ChartData(ChartData.Kind.BARS, outlook.currency(), categories, List.of(expected), null, null);
    }

    /** As the table says it. */
    static BigDecimal rounded(BigDecimal amount) {
        return Formats.forecast(amount);
    }

    static FactLine facts(LocalDateRange months, CostQuery question, List<Outlook> outlooks) {
        return new FactLine(
                facts(months, question, outlooks, Formats.period(months)).toArray(String[]::new));
    }

    /** {@code 1 Jan – 31 Mar 2027 · EffectiveCost · USD · forecast}. */
    static String words(LocalDateRange months, CostQuery question, List<Outlook> outlooks) {
        return String.join(" \u00B7 ", facts(months, question, outlooks, Formats.range(months)));
    }

    private static List<String> facts(
            LocalDateRange months, CostQuery question, List<Outlook> outlooks, String period) {
        var facts = new ArrayList<String>();
        facts.add(period);
        facts.add(question.cost().label());
        if (!outlooks.isEmpty()) {
            facts.add(outlooks.stream().map(Outlook::currency).collect(Collectors.joining(" and ")));
        }
        SpendText.without(question.without()).ifPresent(facts::add);
        facts.add("forecast");
        return facts;
    }

    /** @param unknown filters of which nothing is forecast */
    static Component nothing(
            SpendUrl url, LocalDateRange months, List<CostFilter> unknown, SpendNames names, Consumer<SpendUrl> open) {
        if (url.filters().size() > Outlook.MOST_FILTERS) {
            return EmptyState.notKnown(
                    "Costs aren\u2019t forecast by so many filters",
                    "A forecast takes at most " + Outlook.MOST_FILTERS + " filters.");
        }
        if (unknown.isEmpty()) {
            return EmptyState.notKnown(
                    "No forecast for " + Formats.period(months) + " yet",
                    "A forecast needs eight weeks of costs"
                            + (url.filters().isEmpty() ? "." : " that match these filters."));
        }
        String guilty = unknown.stream()
                .map(filter -> SpendText.inSentence(names.named(filter.dimension())))
                .distinct()
                .collect(Collectors.joining(" or "));
        return EmptyState.notKnown(
                        "Costs aren\u2019t forecast by " + guilty,
                        "Bursar forecasts costs by team, account, service, record type and charge category. Remove the"
                                + " other filters to see a forecast.")
                .actions(Buttons.primary(
                        unknown.size() == 1 ? "Remove the filter" : "Remove these filters",
                        click -> open.accept(url.with(url.filters().stream()
                                .filter(filter -> !unknown.contains(filter))
                                .toList()))));
    }
}
