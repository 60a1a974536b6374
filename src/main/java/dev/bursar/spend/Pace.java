package dev.bursar.spend;

import module java.base;

/**
 * What the days that are left of the open month are expected to cost: forecast where enough is known of a row and its question is quickly
 * asked of many days, else each as the mean of the last seven whole days.
 *
 * @param from the first day without costs
 * @param to the first day of the next month
 * @param days for each currency, by the key of a row, what each of these days costs
 */
public record Pace(LocalDate from, LocalDate to, Map<String, Map<String, List<BigDecimal>>> days) {
    public Pace {
        days = Map.copyOf(days);
    }

    /** What a row costs on a day that is left; 0 for a row that cost nothing lately. */
    public BigDecimal of(String currency, String key, LocalDate day) {
        List<BigDecimal> left = days.getOrDefault(currency, Map.of()).getOrDefault(key, List.of());
        int at = (int) ChronoUnit.DAYS.between(from, day);
        return at >= 0 && at < left.size() ? left.get(at) : BigDecimal.ZERO;
    }
}
