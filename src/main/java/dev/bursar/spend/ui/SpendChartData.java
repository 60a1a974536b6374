package dev.bursar.spend.ui;

import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.CostResult.Row;
import dev.bursar.charges.Dimension;
import dev.bursar.spend.Pace;
import dev.bursar.ui.ChartData;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Palette;
import dev.bursar.ui.Palette.Colour;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/**
 * What one currency's chart shows and in which colours: the largest groups, the rest as Other, and what nobody owns or tagged
 * last.
 */
public final class SpendChartData {
    /** Above this, a line is easier to read than bars. */
    private static final int MOST_BARS = 60;
    /** A quarter. */
    private static final int MOST_MARKED_DAYS = 92;

    private static final String OTHER = "other";
    private static final String ROW = "row:";
    private static final Palette TEAMS = Palette.teams();

    private final CostResult answer;
    private final CurrencySpend spend;
    private final TopRows top;
    private final Map<String, Integer> places;
    private final Optional<Pace> pace;
    private final BarPeriod bar;

    /** @param places the palette's places of the rows that are drawn, of other things than teams */
    public SpendChartData(CostResult answer, CurrencySpend spend, Map<String, Integer> places) {
        this(
                answer,
                spend,
                places,
                Optional.empty(),
                BarPeriod.of(answer.question().granularity()));
    }

    /**
     * @param pace what the days left of the month are expected to cost, drawn after those with costs
     * @param bar what the answer's periods are
     */
    SpendChartData(
            CostResult answer, CurrencySpend spend, Map<String, Integer> places, Optional<Pace> pace, BarPeriod bar) {
        this.bar = bar;
        this.pace = pace;
        this.answer = answer;
        this.spend = spend;
        this.places = places;
        top = TopRows.of(answer.question().groupBy(), spend);
    }

    TopRows top() {
        return top;
    }

    /** The colour of a row of the table; the chart has it under the same, or in Other. */
    public Colour colour(String key) {
        Dimension by = answer.question().groupBy();
        if (SpendText.isNobody(by, key)) {
            return Colour.UNALLOCATED;
        }
        if (SpendText.isNotKnown(by, key)) {
            return Colour.OTHER;
        }
        if (top.others().stream().anyMatch(row -> row.key().equals(key))) {
            return Colour.OTHER;
        }
        Integer place = places.get(key);
        return by == Dimension.TEAM ? TEAMS.colour(key) : place == null ? Colour.OTHER : Palette.at(place);
    }

    /** The same to answer clicks with, once the chart is drawn: without the amounts. */
    SpendChartData drawn() {
        CostResult totals = answer.totals();
        return new SpendChartData(
                totals, totals.currencies().get(answer.currencies().indexOf(spend)), places, pace, bar);
    }

    CurrencySpend spend() {
        return spend;
    }

    /** The days of the chart whose costs still arrive, in order. */
    List<LocalDate> arriving() {
        return IntStream.range(0, answer.periods().size())
                .filter(this::isArriving)
                .mapToObj(index -> range(index).getStart())
                .toList();
    }

    private boolean isArriving(int index) {
        LocalDateRange days = range(index);
        return bar == BarPeriod.DAY
                && answer.observedAt()
                        .map(at -> answer.finality()
                                .isArriving(days.getStart(), days.getEnd(), LocalDate.ofInstant(at, ZoneOffset.UTC)))
                        .orElse(false);
    }

    /** As it suits the number of periods. */
    public ChartData data(SpendUrl.View view, @Nullable String hint) {
        return data(view, suiting(), hint);
    }

    /** Bars, or a line for one measure over many periods. */
    ChartData.Kind suiting() {
        return answer.periods().size() > MOST_BARS && spend.rows().size() == 1
                ? ChartData.Kind.LINES
                : ChartData.Kind.BARS;
    }

    /** Whether days that are still to come are drawn. */
    boolean isProjected() {
        return pace.isPresent();
    }

    private boolean isProjected(int index) {
        return pace.filter(left -> !start(index).isBefore(left.from())).isPresent();
    }

    /** How many periods are drawn: those of the answer, and the days left of the month. */
    private int drawnPeriods() {
        return pace.map(left -> (int) ChronoUnit.DAYS.between(answer.question().from(), left.to()))
                .orElse(answer.periods().size());
    }

    /** What a row costs, on the days left what it is expected to. */
    private List<BigDecimal> drawn(List<BigDecimal> perPeriod, BiFunction<Pace, LocalDate, BigDecimal> perDay) {
        return pace.map(left -> IntStream.range(0, drawnPeriods())
                        .mapToObj(index -> isProjected(index) ? perDay.apply(left, start(index)) : perPeriod.get(index))
                        .toList())
                .orElse(perPeriod);
    }

    ChartData data(SpendUrl.View view, ChartData.Kind kind, @Nullable String hint) {
        int periods = answer.periods().size();
        List<ChartData.Category> categories =
                IntStream.range(0, drawnPeriods()).mapToObj(this::category).toList();
        var series = new ArrayList<ChartData.Series>();
        top.shown()
                .forEach(row ->
                        series.add(new ChartData.Series(ROW + row.key(), row.label(), colour(row.key()), drawn(row))));
        if (!top.others().isEmpty()) {
            series.add(new ChartData.Series(
                    OTHER,
                    SpendText.other(answer.question().groupBy(), top.others().size()),
                    Colour.OTHER,
                    drawn(
                            top.othersPerPeriod(periods),
                            (left, day) -> top.others().stream()
                                    .map(row -> left.of(spend.currency(), row.key(), day))
                                    .reduce(BigDecimal.ZERO, BigDecimal::add))));
        }
        top.last()
                .forEach(row ->
                        series.add(new ChartData.Series(ROW + row.key(), row.label(), colour(row.key()), drawn(row))));
        var data = new ChartData(kind, spend.currency(), categories, series, compared(), hint);
        return view == SpendUrl.View.CUMULATIVE ? data.cumulative() : data;
    }

    private List<BigDecimal> drawn(Row row) {
        return drawn(row.perPeriod(), (left, day) -> left.of(spend.currency(), row.key(), day));
    }

    private ChartData.@Nullable Compare compared() {
        DayRange before = answer.question().before();
        if (before == null) {
            return null;
        }
        var days = new ArrayList<ChartData.@Nullable Day>();
        for (int i = 0; i < drawnPeriods(); i++) {
            LocalDate start = before(before, start(i));
            if (i >= answer.periods().size() || isProjected(i) || !start.isBefore(before.to())) {
                days.add(null); // the days compared with are fewer
                continue;
            }
            LocalDate end = before(before, start(i + 1));
            String title = switch (bar) {
                case DAY -> Formats.weekday(start);
                case MONTH -> Formats.month(YearMonth.from(start));
                case QUARTER, YEAR ->
                    Formats.period(LocalDateRange.of(
                            start.isBefore(before.from()) ? before.from() : start,
                            end.isAfter(before.to()) ? before.to() : end));
            };
            days.add(new ChartData.Day(title, spend.beforePerPeriod().get(i)));
        }
        return new ChartData.Compare("Total, " + SpendText.compared(before), days);
    }

    /** The day or month compared with {@code day}, which begins a bar: the one in the same place. */
    private LocalDate before(DayRange before, LocalDate day) {
        LocalDate from = answer.question().from();
        if (bar == BarPeriod.DAY) {
            return before.from().plusDays(ChronoUnit.DAYS.between(from, day));
        }
        LocalDate first = from.withDayOfMonth(1);
        return before.from().withDayOfMonth(1).plusMonths(Math.max(0, ChronoUnit.MONTHS.between(first, day)));
    }

    /** The row's key of a clicked series; empty for Other and for what this picture has not. */
    Optional<String> row(String series) {
        return Optional.of(series)
                .filter(text -> text.startsWith(ROW))
                .map(text -> text.substring(ROW.length()))
                .filter(key -> spend.rows().stream().anyMatch(row -> row.key().equals(key)));
    }

    /** The days of a clicked bar, within the question; empty where the browser names one that is not there. */
    Optional<LocalDateRange> days(int category) {
        return category < 0
                        || isProjected(category)
                        || !start(category).isBefore(answer.question().to())
                ? Optional.empty()
                : Optional.of(range(category));
    }

    /** The bar that a day is of; empty where it isn't among the days asked for. */
    OptionalInt category(LocalDate day) {
        return IntStream.iterate(
                        0, index -> start(index).isBefore(answer.question().to()), index -> index + 1)
                .filter(index -> range(index).contains(day))
                .findFirst();
    }

    private LocalDate start(int category) {
        return bar.plus(bar.first(answer.question().from()), category);
    }

    private LocalDateRange range(int category) {
        LocalDate start = start(category);
        LocalDate end = bar.next(start);
        LocalDate from = answer.question().from();
        LocalDate to = answer.question().to();
        return LocalDateRange.of(start.isBefore(from) ? from : start, end.isAfter(to) ? to : end);
    }

    /** Many days are marked at the first of each month. */
    private String mark(LocalDate day) {
        if (answer.periods().size() <= MOST_MARKED_DAYS) {
            return Formats.shortDate(day);
        }
        return day.getDayOfMonth() == 1 ? Formats.shortMonth(YearMonth.from(day)) : "";
    }

    /** Whether only a part of a quarter or year is asked for, which is named by its months, so that nobody takes it for the whole. */
    private boolean isPart(LocalDateRange days) {
        LocalDate first = bar.first(days.getStart());
        return (bar == BarPeriod.QUARTER || bar == BarPeriod.YEAR)
                && !days.equals(LocalDateRange.of(first, bar.next(first)));
    }

    private ChartData.Category category(int index) {
        LocalDate start = start(index);
        if (isProjected(index)) {
            return new ChartData.Category(mark(start), Formats.weekday(start), false, true);
        }
        LocalDateRange days = range(index);
        boolean daily = bar == BarPeriod.DAY;
        return new ChartData.Category(
                daily ? mark(start) : isPart(days) ? Formats.period(days) : bar.label(start),
                daily ? Formats.weekday(start) : Formats.period(days),
                isArriving(index));
    }
}
