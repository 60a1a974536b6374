package dev.bursar.budgets;

import module java.base;
import org.threeten.extra.LocalDateRange;

/**
 * What was spent on the days of a period, in one currency.
 *
 * @param days the period's days from its first one on for which there are sums, those of a day that isn't over too
 * @param whole how many of these days are whole: they are over, and their costs have been read
 * @param daily costs of each day without lumps
 * @param lumps costs of each day that are charged once for more than it: tax, support, upfront fees
 */
public record PeriodCosts(LocalDateRange days, int whole, List<BigDecimal> daily, List<BigDecimal> lumps) {
    public PeriodCosts {
        daily = List.copyOf(daily);
        lumps = List.copyOf(lumps);
        if (daily.size() != days.lengthInDays() || lumps.size() != daily.size() || whole < 0 || whole > daily.size()) {
            throw new IllegalArgumentException("%s has %d days, %d of them whole, and %d lumps"
                    .formatted(days, daily.size(), whole, lumps.size()));
        }
    }

    /** Of a period without costs yet. */
    public static PeriodCosts none(LocalDate period) {
        return new PeriodCosts(LocalDateRange.of(period, period), 0, List.of(), List.of());
    }

    public BigDecimal spent() {
        return sum(daily).add(sum(lumps));
    }

    /** What was spent on each day. */
    public List<BigDecimal> perDay() {
        return java.util.stream.IntStream.range(0, daily.size())
                .mapToObj(day -> daily.get(day).add(lumps.get(day)))
                .toList();
    }

    /** The same as it was known when so many days were whole, and nothing of later ones. */
    public PeriodCosts until(int wholeDays) {
        return new PeriodCosts(
                LocalDateRange.of(days.getStart(), days.getStart().plusDays(wholeDays)),
                wholeDays,
                daily.subList(0, wholeDays),
                lumps.subList(0, wholeDays));
    }

    public static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
