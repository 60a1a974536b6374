package dev.bursar.spend.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.charges.ChangeLinks;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.LineLinks;
import dev.bursar.charges.TagFacts;
import dev.bursar.spend.spi.CostMarks;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.ChartData;
import dev.bursar.ui.ChartEvents;
import dev.bursar.ui.Formats;
import dev.bursar.ui.KeyFigure;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Segmented;
import dev.bursar.ui.SpendChart;
import dev.bursar.ui.Styled;
import module java.base;
import org.threeten.extra.LocalDateRange;

/** One currency's answer: its sum, its chart, and the same as a table. */
final class SpendBlock extends Div {
    /** What can be done with an answer. */
    interface Actions {
        /** Opens what the chart led to: the focus stays in the chart. */
        void lookInto(SpendUrl url);

        /**
         * Draws all charts so, and remembers it.
         *
         * @param suiting whether it is what suits the number of periods
         */
        void draw(ChartData.Kind kind, boolean suiting);

        void why(SpendLine line);

        /** Says why the figure is another than Cost Explorer's. */
        void compareWithCostExplorer(CurrencySpend spend);
    }

    private final SpendChart chart;
    private final SpendChartData picture;
    private final ChartEvents happened;
    private final Segmented<ChartData.Kind> drawing;
    private final ViewMailText.Table figures;

    SpendBlock(
            SpendUrl url,
            LocalDateRange days,
            SpendLoad.Outcome.Found found,
            CurrencySpend all,
            boolean manyCurrencies,
            SpendNames names,
            TableArrangement arrangement,
            Actions actions) {
        addClassName("spend-block");
        var whole = new SpendChartData(
                found.answer(), all, found.colours(), found.pace(), url.view().barPeriod(days));
        picture = whole.drawn();
        CurrencySpend spend = picture.spend();
        CostQuery question = found.answer().question();
        DayRange before = question.before();
        boolean detailed = !found.answer().exported().isEmpty();
        TagFacts.Kept kept = found.answer().tag().map(TagFacts::kept).orElse(TagFacts.Kept.NOTHING);
        boolean zooms = days.lengthInDays() > 1;
        String bar = url.view().barPeriod(days).word();
        chart = new SpendChart(
                SpendText.by(names.named(url.by())) + ", " + url.view().label().toLowerCase(java.util.Locale.ROOT)
                        + ", " + Formats.range(days) + ", " + spend.currency());
        ChartData.Kind suiting = whole.suiting();
        ChartData.Kind kind = Optional.ofNullable(url.look().drawing()).orElse(suiting);
        drawing = new Segmented<>(
                        "Chart type",
                        List.of(ChartData.Kind.BARS, ChartData.Kind.LINES),
                        one -> one == ChartData.Kind.BARS ? "Bars" : "Lines",
                        one -> actions.draw(one, one == suiting))
                .value(kind);
        // running totals are lines in any case, and one bar is no line
        drawing.setVisible(url.view() != SpendUrl.View.CUMULATIVE
                && found.answer().periods().size() > 1);
        chart.show(whole.data(url.view(), kind, zooms ? "Click to open this " + bar : "Click a segment to open it"));
        happened = new ChartEvents(chart, picture::category);
        chart.onPoint(event -> {
            Optional<String> row = event.series().flatMap(picture::row);
            row.ifPresent(key -> spend.rows().stream()
                    .filter(one -> one.key().equals(key))
                    .findFirst()
                    .ifPresent(one -> names.learn(url.by(), key, one.label())));
            DrillDown.at(url, days, row, zooms ? picture.days(event.category()) : Optional.empty(), detailed)
                    .ifPresent(actions::lookInto);
        });
        figures = ViewMailText.table(names.named(url.by()), days, before, spend, manyCurrencies);
        var table = new SpendTable(
                url,
                days,
                spend,
                before,
                picture,
                arrangement,
                navigation(url, detailed, kept, names, actions),
                names::named);
        String note = Stream.concat(
                        SpendText.spread(question).stream(), TagText.of(found.answer(), names.teamTag()).stream())
                .collect(Collectors.joining(" "));
        add(
                new Section()
                        .with(
                                head(
                                        title(url, found, spend, names)
                                                + (manyCurrencies ? ", " + spend.currency() : ""),
                                        spend,
                                        found.answer(),
                                        whole,
                                        drawing,
                                        actions),
                                chart,
                                happened,
                                chart.values()),
                table.section(manyCurrencies, note));
    }

    /** What happened on these days, on the chart and below it. */
    void happened(List<CostMarks.Mark> marks) {
        happened.show(marks.stream()
                .filter(mark -> mark.currency().equals(picture.spend().currency()))
                .map(mark ->
                        new ChartEvents.Event(mark.day(), mark.words(), mark.amount(), mark.currency(), mark.address()))
                .toList());
    }

    void draw(ChartData.Kind kind) {
        drawing.value(kind);
        chart.draw(kind);
    }

    SpendChart chart() {
        return chart;
    }

    /** Its table, as a mail has it. */
    ViewMailText.Table figures() {
        return figures;
    }

    void focusChart() {
        chart.focus();
    }

    private static Div head(
            String title,
            CurrencySpend spend,
            CostResult answer,
            SpendChartData picture,
            Segmented<?> drawing,
            Actions actions) {
        DayRange before = answer.question().before();
        var figure = new KeyFigure(title, Formats.money(spend.total(), spend.currency()));
        figure.addClassName("inline");
        if (before != null) {
            figure.change(
                    Formats.change(spend.total(), spend.before(), spend.currency()),
                    Formats.money(spend.before(), spend.currency()) + " in " + SpendText.compared(before));
        }
        var differs = Buttons.link(
                "Why does this differ from Cost Explorer?", click -> actions.compareWithCostExplorer(spend));
        differs.addClassName("differs");
        var why = new Anchor();
        why.addClassName("why-changed");
        CostQuery asked = answer.question();
        why.setVisible(before != null && asked.without().isEmpty());
        if (before != null) {
            why.setText("Why did it change?");
            why.setHref(
                    ChangeLinks.between(new DayRange(asked.from(), asked.to()), before, asked.cost(), asked.filters()));
            why.getElement().setAttribute("router-link", true);
        }
        Anchor lines = Styled.pageLink(
                LineLinks.of(new DayRange(asked.from(), asked.to()), asked.cost(), asked.without(), asked.filters()),
                LineLinks.OPEN,
                "open-lines");
        lines.setVisible(!answer.exported().isEmpty());
        var legend = Styled.div("legend");
        if (before != null) {
            legend.add(mark("dashes", "Total, " + SpendText.compared(before)));
        }
        SpendChart.arriving(picture.arriving()).ifPresent(legend::add);
        if (picture.isProjected()) {
            legend.add(mark("hatch-light", "Projected"));
        }
        legend.add(drawing);
        return Styled.div("chart-head", figure, why, lines, differs, legend);
    }

    private static Span mark(String className, String words) {
        return Styled.span(className, words);
    }

    private static SpendTable.Navigation navigation(
            SpendUrl url, boolean detailed, TagFacts.Kept kept, SpendNames names, Actions actions) {
        return new SpendTable.Navigation() {
            @Override
            public Optional<SpendUrl> into(SpendLine line) {
                String within = line.within();
                if (within == null) {
                    names.learn(url.by(), line.key(), line.label());
                    if (!saysWhy() && url.by() instanceof Dimension.Tag && url.thenBy() == null) {
                        return Optional.of(
                                DrillDown.only(url, line.key()).with(kept.by().getFirst()));
                    }
                    return DrillDown.into(url, line.key(), detailed);
                }
                if (url.thenBy() != null) {
                    names.learn(url.thenBy(), line.key(), line.label());
                }
                return DrillDown.into(url, within, line.key(), detailed);
            }

            @Override
            public void why(SpendLine line) {
                actions.why(line);
            }

            /** What a breakdown says of a tag, no rule has looked at. */
            @Override
            public boolean saysWhy() {
                return kept.days().isEmpty();
            }
        };
    }

    /** {@code Spend, 3 teams}. */
    private static String title(SpendUrl url, SpendLoad.Outcome.Found found, CurrencySpend spend, SpendNames names) {
        Optional<String> named = SpendText.teams(url.filters())
                .or(() -> url.filters().stream()
                        .filter(filter -> filter.dimension() == Dimension.TEAM
                                && filter.operator() == dev.bursar.charges.CostFilter.Operator.IS)
                        .findFirst()
                        .map(filter -> PlainText.cut(
                                names.label(Dimension.TEAM, filter.values().getFirst()), 40)));
        if (named.isPresent()) {
            return "Spend, " + named.get();
        }
        if (url.by() == Dimension.TEAM) {
            var rows = spend.rows();
            return "Spend, "
                    + (rows.size() == 1
                            ? PlainText.cut(rows.getFirst().label(), 40)
                            : SpendText.count(
                                    url.by(),
                                    rows.stream().map(row -> row.key()).toList()));
        }
        return found.all() ? "Spend, all teams" : "Spend, your teams";
    }
}
