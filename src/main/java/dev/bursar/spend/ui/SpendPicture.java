package dev.bursar.spend.ui;

import dev.bursar.spend.Dimension;
import dev.bursar.spend.Granularity;
import dev.bursar.spend.SpendAnswer;
import dev.bursar.spend.SpendAnswer.CurrencySpend;
import dev.bursar.spend.SpendAnswer.Row;
import dev.bursar.ui.ChartData;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Palette;
import dev.bursar.ui.Palette.Colour;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/**
 * What one currency's chart shows and in which colours: the largest groups, the rest as Other, and what nobody owns or tagged
 * last.
 */
final class SpendPicture {
    private static final int MOST_TEAMS = 10;
    private static final int MOST = 8;
    private static final int TOP = 7;
    private static final String OTHER = "other";
    private static final String ROW = "row:";
    private static final Palette TEAMS = Palette.teams();

    private final SpendAnswer answer;
    private final CurrencySpend spend;
    private final List<Row> drawn;
    private final List<Row> rest;
    private final @Nullable Row nobody;
    private final Map<String, Colour> colours;

    SpendPicture(SpendAnswer answer, CurrencySpend spend) {
        this.answer = answer;
        this.spend = spend;
        Dimension by = answer.question().groupBy();
        nobody = spend.rows().stream()
                .filter(row -> SpendWords.isNobody(by, row.key()))
                .findFirst()
                .orElse(null);
        List<Row> others = spend.rows().stream()
                .filter(row -> row != nobody)
                .sorted(Comparator.comparing((Row row) -> row.total().abs())
                        .reversed()
                        .thenComparing(Row::label)
                        .thenComparing(Row::key))
                .toList();
        int most = by == Dimension.TEAM ? MOST_TEAMS : MOST;
        int shown = others.size() <= most ? others.size() : TOP;
        drawn = others.subList(0, shown);
        rest = others.subList(shown, others.size());
        colours = (by == Dimension.TEAM ? TEAMS : Palette.byName())
                .distinct(drawn.stream().map(Row::key).sorted().toList());
    }

    /** The colour of a row of the table; the chart has it under the same, or in Other. */
    Colour colour(String key) {
        return SpendWords.isNobody(answer.question().groupBy(), key)
                ? Colour.UNALLOCATED
                : colours.getOrDefault(key, Colour.OTHER);
    }

    boolean isEstimated() {
        return !answer.estimated().isEmpty();
    }

    /** How many rows are drawn as Other. */
    int others() {
        return rest.size();
    }

    ChartData data(SpendUrl.View view, @Nullable String hint) {
        List<ChartData.Category> categories = IntStream.range(
                        0, answer.periods().size())
                .mapToObj(this::category)
                .toList();
        var series = new ArrayList<ChartData.Series>();
        drawn.forEach(row ->
                series.add(new ChartData.Series(ROW + row.key(), row.label(), colour(row.key()), row.perPeriod())));
        if (!rest.isEmpty()) {
            series.add(new ChartData.Series(
                    OTHER,
                    "Other (" + SpendWords.count(answer.question().groupBy(), rest.size()) + ")",
                    Colour.OTHER,
                    sums(rest)));
        }
        if (nobody != null) {
            series.add(
                    new ChartData.Series(ROW + nobody.key(), nobody.label(), Colour.UNALLOCATED, nobody.perPeriod()));
        }
        var data = new ChartData(ChartData.Kind.BARS, spend.currency(), categories, series, null, hint);
        return view == SpendUrl.View.CUMULATIVE ? data.cumulative() : data;
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
        return category < 0 || category >= answer.periods().size() ? Optional.empty() : Optional.of(range(category));
    }

    private LocalDateRange range(int category) {
        LocalDate start = answer.periods().get(category);
        LocalDate end = answer.question().granularity() == Granularity.DAILY ? start.plusDays(1) : start.plusMonths(1);
        LocalDate from = answer.question().from();
        LocalDate to = answer.question().to();
        return LocalDateRange.of(start.isBefore(from) ? from : start, end.isAfter(to) ? to : end);
    }

    private ChartData.Category category(int index) {
        LocalDateRange days = range(index);
        LocalDate start = answer.periods().get(index);
        boolean daily = answer.question().granularity() == Granularity.DAILY;
        return new ChartData.Category(
                daily ? Formats.shortDate(start) : Formats.shortMonth(java.time.YearMonth.from(start)),
                daily ? Formats.weekday(start) : Formats.period(days),
                SpendWords.isEstimated(answer.estimated(), days.getStart(), days.getEnd()));
    }

    private List<BigDecimal> sums(List<Row> rows) {
        var sums = new BigDecimal[answer.periods().size()];
        Arrays.fill(sums, BigDecimal.ZERO);
        for (Row row : rows) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] = sums[i].add(row.perPeriod().get(i));
            }
        }
        return List.of(sums);
    }
}
