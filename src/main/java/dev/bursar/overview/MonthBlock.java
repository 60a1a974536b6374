package dev.bursar.overview;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.budgets.BudgetState;
import dev.bursar.budgets.query.BudgetRow;
import dev.bursar.causes.CauseLinks;
import dev.bursar.causes.Change;
import dev.bursar.causes.ChangeQuestion;
import dev.bursar.causes.PartKey;
import dev.bursar.causes.text.CauseText;
import dev.bursar.charges.ChangeLinks;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMove;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.forecast.Forecast;
import dev.bursar.forecast.text.ForecastText;
import dev.bursar.overview.OverviewUrl.View;
import dev.bursar.spend.Outlook;
import dev.bursar.spend.Projection;
import dev.bursar.spend.SpendLinks;
import dev.bursar.ui.FigureStrip;
import dev.bursar.ui.Formats;
import dev.bursar.ui.KeyFigure;
import dev.bursar.ui.LimitBar;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Segmented;
import dev.bursar.ui.SpendChart;
import dev.bursar.ui.Styled;
import module java.base;
import org.threeten.extra.LocalDateRange;

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

    /** The largest changes, and in which service and account each has moved most. */
    static final class ChangesCard {
        private static final int LONGEST = 90;

        private final Overview overview;
        private final Month month;
        /** Where the cause of each change is written once it is known. */
        private final Map<CostMove, Div> causes = new LinkedHashMap<>();

        ChangesCard(Overview overview, Month month) {
            this.overview = overview;
            this.month = month;
        }

        Section section() {
            var section = new Section("What changed").flush();
            month.before().ifPresent(days -> section.endNote("vs " + Formats.shortRange(days)));
            if (month.before().isEmpty()) {
                return section.with(note(MonthFigures.noComparison(overview) + "."));
            }
            if (month.moves().isEmpty()) {
                return section.with(note("No team\u2019s spend changed."));
            }
            var list = new UnorderedList();
            list.addClassName("facts-list");
            month.moves().forEach(move -> list.add(item(move)));
            return section.with(list);
        }

        private static Paragraph note(String words) {
            var note = new Paragraph(words);
            note.addClassNames("card-note", "quiet");
            return note;
        }

        private ListItem item(CostMove move) {
            CostMove.Part moved = move.moved();
            Anchor amount = Styled.pageLink(
                    changes(move), Formats.signed(moved.moved(), move.currency()), "fact-link", "number");
            amount.setTitle("Why it changed");
            var head = Styled.div(
                    "fact-head",
                    move.wholeTeam()
                            ? link(move, moved.label(), Dimension.SERVICE)
                            : link(move, moved.label(), move.within(), is(moved)),
                    amount);
            var item = new ListItem(head);
            if (move.wholeTeam()) {
                move.parts().forEach(part -> item.add(part(move, part)));
            } else if (month.teams().size() > 1) {
                item.add(Styled.div("fact-part", PlainText.name(move.team().label())));
            }
            var cause = new Div();
            cause.addClassName("fact-cause");
            cause.setVisible(false);
            causes.put(move, cause);
            item.add(cause);
            return item;
        }

        private Div part(CostMove move, CostMove.Part part) {
            // it may move further than the whole, where the rest of the team moved the other way
            var amount = new Span(Formats.signed(part.moved(), move.currency()));
            amount.addClassName("number");
            var what = new Span(part.dimension().label() + " ");
            what.add(link(
                    move,
                    part.label(),
                    part.dimension() == Dimension.ACCOUNT ? Dimension.SERVICE : move.within(),
                    is(part)));
            return Styled.div("fact-part", what, amount);
        }

        /** The question about all changes; empty where nothing is compared. */
        Optional<ChangeQuestion> question() {
            return causes.isEmpty()
                    ? Optional.empty()
                    : month.before()
                            .map(before ->
                                    new ChangeQuestion(range(month.days()), range(before), overview.cost(), List.of()));
        }

        /** Writes below each change the event that at least half of it goes back to. */
        void show(Change change) {
            change.currencies().stream()
                    .filter(of -> of.currency().equals(month.currency()))
                    .forEach(of -> causes.forEach((move, line) -> of.main(key -> holds(move, key), change.causes())
                            .filter(main -> main.amount()
                                            .multiply(BigDecimal.TWO)
                                            .abs()
                                            .compareTo(move.moved().moved().abs())
                                    >= 0)
                            .ifPresent(main -> {
                                Anchor what = Styled.pageLink(
                                        CauseLinks.part(changes(move), main.part()),
                                        PlainText.cut(CauseText.whatAndWhen(main), LONGEST),
                                        "fact-link");
                                var amount = new Span(Formats.signed(main.amount(), of.currency()));
                                amount.addClassName("number");
                                line.add(what, amount);
                                line.setVisible(true);
                            })));
        }

        private static boolean holds(CostMove move, PartKey key) {
            return String.valueOf(key.team()).equals(move.team().key())
                    && (move.wholeTeam() || key.service().equals(move.moved().key()));
        }

        private String changes(CostMove move) {
            var filters = new ArrayList<CostFilter>();
            filters.add(new CostFilter(
                    Dimension.TEAM, Operator.IS, List.of(move.team().key())));
            if (!move.wholeTeam()) {
                filters.add(is(move.moved()));
            }
            return ChangeLinks.between(
                    range(month.days()), range(month.before().orElseThrow()), overview.cost(), filters);
        }

        private static DayRange range(LocalDateRange days) {
            return new DayRange(days.getStart(), days.getEnd());
        }

        private static CostFilter is(CostMove.Part part) {
            return new CostFilter(part.dimension(), Operator.IS, List.of(part.key()));
        }

        private Component link(CostMove move, String label, Dimension by, CostFilter... more) {
            var link = new Anchor(
                    TeamTable.address(
                            month,
                            overview.cost(),
                            overview.compare(),
                            move.team().key(),
                            by,
                            more),
                    PlainText.name(label));
            link.addClassName("fact-link");
            return link;
        }
    }

    /** The month in two or three figures: what is spent, where it is heading, and what nobody owns. */
    static final class MonthFigures {
        private static final Set<BudgetState> EXCEEDED = EnumSet.of(BudgetState.OVER, BudgetState.FORECAST_OVER);

        private final Overview overview;
        private final Month month;

        MonthFigures(Overview overview, Month month) {
            this.overview = overview;
            this.month = month;
        }

        FigureStrip strip() {
            var figures = new ArrayList<KeyFigure>();
            figures.add(spend());
            if (!overview.everything()) {
                budget().ifPresent(figures::add);
            }
            forecast().or(this::next).ifPresent(figure -> {
                if (outlook().isPresent()) {
                    figure.add(
                            Styled.pageLink(SpendLinks.thisQuarter(overview.cost()), "See the quarter", "fact-link"));
                }
                figures.add(figure);
            });
            if (overview.everything()) {
                figures.add(unallocated());
            }
            var strip = new FigureStrip(figures.toArray(KeyFigure[]::new));
            strip.addClassName("figures-" + figures.size());
            return strip;
        }

        private KeyFigure spend() {
            var figure = new KeyFigure(
                    named(overview.current() ? "Spend to date" : "Spend"),
                    Formats.money(month.now(), month.currency()));
            return month.before()
                    .map(before -> figure.change(
                            Formats.change(month.now(), month.earlier(), month.currency()), Formats.shortRange(before)))
                    .orElseGet(() -> figure.note(noComparison(overview)));
        }

        /** {@code No comparison: no data before 1 Nov 2026}. */
        static String noComparison(Overview overview) {
            return "No comparison: no data before " + Formats.date(overview.firstDay());
        }

        private Optional<KeyFigure> forecast() {
            return month.projection().map(projection -> {
                var figure = new KeyFigure(
                        named("Month-end projection"), Formats.forecast(projection.projected(), month.currency()));
                Optional<Forecast> whole = projection.whole();
                whole.flatMap(one -> ForecastText.range(one, month.currency())).ifPresent(figure::note);
                projection.aws().map(this::forecast).ifPresent(figure::note);
                if (whole.isEmpty() && projection.aws().isEmpty()) {
                    figure.note(ForecastText.plain(projection.wholeDays()));
                }
                comingMonth().ifPresent(figure::note);
                return figure;
            });
        }

        /** What is left of the month's budgets of the person's teams, together; empty where none has one with costs. */
        private Optional<KeyFigure> budget() {
            List<BudgetRow> rows = month.teams().stream()
                    .flatMap(team -> team.budget().stream())
                    .filter(row -> row.figures().spent().isPresent())
                    .toList();
            if (rows.isEmpty()) {
                return Optional.empty();
            }
            BigDecimal limit = sum(rows, row -> Optional.of(row.figures().limit()));
            BigDecimal left = limit.subtract(sum(rows, row -> row.figures().spent()));
            List<BudgetRow> exceeded = rows.stream()
                    .filter(row -> EXCEEDED.contains(row.figures().state()))
                    .sorted(Comparator.comparing(
                                    (BudgetRow row) -> row.figures().state() != BudgetState.OVER)
                            .thenComparing(MonthFigures::excess, Comparator.reverseOrder()))
                    .toList();
            String together = Formats.money(left.abs(), month.currency()) + (left.signum() < 0 ? " over" : " left");
            String of = "of " + Formats.limit(limit, month.currency()) + " for "
                    + Formats.period(rows.getFirst().period());
            boolean several = rows.size() > 1;
            // one that is over is not made up for by what others have left
            var figure = new KeyFigure(
                    named(
                            several
                                    ? "Budgets of " + Formats.count(rows.size()) + " teams, "
                                            + Formats.period(rows.getFirst().period())
                                    : "Budget of "
                                            + PlainText.cut(rows.getFirst().name(), 40)),
                    several && !exceeded.isEmpty() ? worst(exceeded.getFirst()) : together);
            var bar = new LimitBar(limit.subtract(left).divide(limit, 4, RoundingMode.HALF_UP));
            BigDecimal gone = rows.getFirst().gone();
            if (gone.signum() > 0) {
                bar.marked(gone, "today");
            }
            exceeded.stream()
                    .filter(row -> !several
                            || row != exceeded.getFirst()
                            || row.figures().state() == BudgetState.OVER)
                    .forEach(row -> projected(row).ifPresent(figure::note));
            if (!several || exceeded.isEmpty()) {
                figure.add(bar);
                figure.note(of);
            }
            return Optional.of(figure);
        }

        private static BigDecimal excess(BudgetRow row) {
            return (row.figures().state() == BudgetState.OVER
                            ? row.figures().overBy()
                            : row.figures().difference())
                    .orElse(BigDecimal.ZERO);
        }

        /** {@code Fraud $195.48 over}, {@code Search projected $2,300 over}. */
        private String worst(BudgetRow row) {
            return PlainText.cut(row.name(), 24)
                    + (row.figures().state() == BudgetState.OVER
                            ? " " + Formats.money(excess(row), month.currency()) + " over"
                            : " projected " + Formats.forecast(excess(row), month.currency()) + " over");
        }

        /** {@code Fraud: projected $89,100 over its limit of $3,100}; empty where it isn't projected to be over. */
        private Optional<String> projected(BudgetRow row) {
            BigDecimal limit = row.figures().limit();
            return row.figures()
                    .projected()
                    .map(projected -> projected.subtract(limit))
                    .filter(over -> over.signum() > 0)
                    .map(over -> PlainText.cut(row.name(), 40) + ": projected "
                            + Formats.forecast(over, month.currency()) + " over its limit of "
                            + Formats.limit(limit, month.currency()));
        }

        private static BigDecimal sum(List<BudgetRow> rows, Function<BudgetRow, Optional<BigDecimal>> amount) {
            return rows.stream().flatMap(row -> amount.apply(row).stream()).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private Optional<Outlook> outlook() {
            return overview.outlook().stream()
                    .filter(one -> one.currency().equals(month.currency()))
                    .findFirst();
        }

        /** {@code January 2027: $580,300, 80% range …}; empty where it can't be forecast. */
        private Optional<String> comingMonth() {
            YearMonth next = YearMonth.from(month.days().getStart()).plusMonths(1);
            return outlook().stream()
                    .flatMap(outlook -> outlook.months().stream())
                    .filter(ahead ->
                            ahead.month().equals(next) && ahead.forecast().isPresent())
                    .findFirst()
                    .map(ahead -> Formats.month(next) + ": " + Formats.forecast(ahead.expected(), month.currency())
                            + ahead.forecast()
                                    .flatMap(one -> ForecastText.range(one, month.currency()))
                                    .map(range -> ", " + range)
                                    .orElse(""));
        }

        /** Until the present month has costs, the last one is shown, and beside it where the present one is heading. */
        private Optional<KeyFigure> next() {
            return outlook().stream()
                    .flatMap(outlook -> outlook.months().stream())
                    .filter(ahead -> ahead.spent().isEmpty() && ahead.forecast().isPresent())
                    .findFirst()
                    .map(ahead -> {
                        var figure = new KeyFigure(
                                named(Formats.month(ahead.month()) + ", projected"),
                                Formats.forecast(ahead.expected(), month.currency()));
                        ahead.forecast()
                                .flatMap(one -> ForecastText.range(one, month.currency()))
                                .ifPresent(figure::note);
                        return figure;
                    });
        }

        /** {@code AWS forecast, 27 Nov: $565,300 ($553,000 to $581,000, 80% range)}. */
        private String forecast(Projection.Aws aws) {
            BigDecimal lower = aws.lower();
            BigDecimal upper = aws.upper();
            String range = lower == null || upper == null
                    ? ""
                    : " (" + Formats.forecast(lower, month.currency()) + " to "
                            + Formats.forecast(upper, month.currency()) + ")";
            return "AWS forecast, " + Formats.shortDate(aws.askedOn()) + ": "
                    + Formats.forecast(aws.mean(), month.currency()) + range;
        }

        private KeyFigure unallocated() {
            Optional<Month.Team> row = month.unallocated();
            BigDecimal now = row.map(Month.Team::now).orElse(BigDecimal.ZERO);
            var figure = new KeyFigure(named("Unallocated"), Formats.money(now, month.currency()));
            if (row.isEmpty()) {
                return figure.note("Every cost has an owner");
            }
            String share = Formats.share(now, month.now())
                    .map(part -> part + " of spend")
                    .orElse("");
            Optional<LocalDateRange> before = month.before();
            String change = before.flatMap(
                            days -> Formats.changePercent(now, row.get().before())
                                    .map(percent -> (share.isEmpty() ? "" : " \u00B7 ") + percent + " vs "
                                            + Formats.shortRange(days)))
                    .orElse("");
            return figure.note(share + change);
        }

        private String named(String name) {
            return overview.months().size() > 1 ? name + ", " + month.currency() : name;
        }
    }
}
