package dev.bursar.spend;

import dev.bursar.forecast.DailySeries;
import module java.base;

/**
 * What groups of costs cost on each whole day of the last months, by currency and the group's key.
 *
 * @param from the first day
 * @param to the first day that isn't whole
 */
public record CostHistory(LocalDate from, LocalDate to, Map<String, Map<String, DailySeries>> groups) {
    public CostHistory {
        groups = Map.copyOf(groups);
    }

    static CostHistory none(LocalDate day) {
        return new CostHistory(day, day, Map.of());
    }

    public Map<String, DailySeries> of(String currency) {
        return groups.getOrDefault(currency, Map.of());
    }

    /** From its first day with costs on; empty where there is none. */
    public Optional<DailySeries> of(String currency, String key) {
        return Optional.ofNullable(of(currency).get(key)).flatMap(CostHistory::begun);
    }

    /** All groups of a currency together. */
    public Optional<DailySeries> sum(String currency) {
        return sum(of(currency).values());
    }

    /** Several groups together, each of the same days. */
    public static Optional<DailySeries> sum(Collection<DailySeries> all) {
        return all.stream().findFirst().flatMap(first -> {
            var usage = zeros(first.usage().size());
            var lumps = zeros(first.usage().size());
            for (DailySeries one : all) {
                add(usage, one.usage());
                add(lumps, one.lumps());
            }
            return begun(new DailySeries(first.from(), usage, lumps));
        });
    }

    static List<BigDecimal> zeros(int days) {
        return new ArrayList<>(Collections.nCopies(days, BigDecimal.ZERO));
    }

    private static void add(List<BigDecimal> sums, List<BigDecimal> days) {
        for (int i = 0; i < sums.size(); i++) {
            if (days.get(i).signum() != 0) {
                sums.set(i, sums.get(i).add(days.get(i)));
            }
        }
    }

    /** Days before a group had any costs are no history of it. */
    private static Optional<DailySeries> begun(DailySeries series) {
        int first = 0;
        int days = series.usage().size();
        while (first < days
                && series.usage().get(first).signum() == 0
                && series.lumps().get(first).signum() == 0) {
            first++;
        }
        return first == days
                ? Optional.empty()
                : Optional.of(new DailySeries(
                        series.from().plusDays(first),
                        series.usage().subList(first, days),
                        series.lumps().subList(first, days)));
    }
}
