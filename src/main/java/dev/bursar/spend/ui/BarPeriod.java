package dev.bursar.spend.ui;

import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.Part;
import dev.bursar.charges.CostResult.Row;
import dev.bursar.charges.Granularity;
import dev.bursar.ui.Formats;
import module java.base;

/** What a bar of the chart, and a column of its file, stands for. Quarters and years are those of the calendar, made of months. */
enum BarPeriod {
    DAY("day"),
    MONTH("month"),
    QUARTER("quarter"),
    YEAR("year");

    private final String word;

    BarPeriod(String word) {
        this.word = word;
    }

    static BarPeriod of(Granularity granularity) {
        return granularity == Granularity.DAILY ? DAY : MONTH;
    }

    /** {@code quarter}. */
    String word() {
        return word;
    }

    /** The first day of the one that holds {@code day}. */
    LocalDate first(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1);
            case YEAR -> day.withDayOfYear(1);
        };
    }

    /** The first day of the next one. */
    LocalDate next(LocalDate first) {
        return plus(first, 1);
    }

    LocalDate plus(LocalDate first, long number) {
        return switch (this) {
            case DAY -> first.plusDays(number);
            case MONTH -> first.plusMonths(number);
            case QUARTER -> first.plusMonths(3 * number);
            case YEAR -> first.plusYears(number);
        };
    }

    /** On the axis: {@code Nov 2026}, {@code Q4 2026}, {@code 2026}. */
    String label(LocalDate first) {
        return switch (this) {
            case DAY -> Formats.shortDate(first);
            case MONTH -> Formats.shortMonth(YearMonth.from(first));
            case QUARTER -> "Q" + first.get(IsoFields.QUARTER_OF_YEAR) + " " + first.getYear();
            case YEAR -> String.valueOf(first.getYear());
        };
    }

    /** In files: {@code 2026-11-30}, {@code 2026-11}, {@code 2026-Q4}, {@code 2026}. */
    String column(LocalDate first) {
        return switch (this) {
            case DAY -> first.toString();
            case MONTH -> YearMonth.from(first).toString();
            case QUARTER -> first.getYear() + "-Q" + first.get(IsoFields.QUARTER_OF_YEAR);
            case YEAR -> String.valueOf(first.getYear());
        };
    }

    /**
     * A monthly answer as sums of quarters or years: of each only the months within the question. The days compared with are added up by
     * the same places.
     */
    CostResult of(CostResult monthly) {
        if (this == DAY || this == MONTH) {
            return monthly;
        }
        List<LocalDate> periods =
                monthly.periods().stream().map(this::first).distinct().toList();
        int[] places = monthly.periods().stream()
                .mapToInt(month -> periods.indexOf(first(month)))
                .toArray();
        UnaryOperator<List<BigDecimal>> sums = months -> sums(months, places, periods.size());
        return new CostResult(
                monthly.question(),
                periods,
                monthly.currencies().stream().map(spend -> of(spend, sums)).toList(),
                monthly.finality(),
                monthly.observedAt(),
                monthly.accountsSeen(),
                monthly.exported(),
                monthly.tag());
    }

    private static CurrencySpend of(CurrencySpend spend, UnaryOperator<List<BigDecimal>> sums) {
        return new CurrencySpend(
                spend.currency(),
                spend.total(),
                sums.apply(spend.perPeriod()),
                spend.before(),
                sums.apply(spend.beforePerPeriod()),
                spend.rows().stream()
                        .map(row -> new Row(
                                row.key(),
                                row.label(),
                                row.total(),
                                sums.apply(row.perPeriod()),
                                row.before(),
                                row.parts().stream()
                                        .map(part -> new Part(
                                                part.key(),
                                                part.label(),
                                                part.total(),
                                                sums.apply(part.perPeriod()),
                                                part.before()))
                                        .toList()))
                        .toList());
    }

    private static List<BigDecimal> sums(List<BigDecimal> months, int[] places, int size) {
        if (months.isEmpty()) {
            return months;
        }
        var sums = new ArrayList<>(Collections.nCopies(size, BigDecimal.ZERO));
        for (int i = 0; i < months.size(); i++) {
            sums.set(places[i], sums.get(places[i]).add(months.get(i)));
        }
        return sums;
    }
}
