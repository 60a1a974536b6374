package dev.bursar.spend;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;

/**
 * What the days that are left of the open month are expected to cost, by a plain projection: each as the mean of the last seven whole
 * days ({@link Projection}).
 *
 * @param from the first day without costs
 * @param to the first day of the next month
 * @param perDay for each currency, by the key of a row, what each of these days costs
 */
public record Pace(LocalDate from, LocalDate to, Map<String, Map<String, BigDecimal>> perDay) {
    public Pace {
        perDay = Map.copyOf(perDay);
    }

    /** What a row costs on each day left; 0 for a row that cost nothing lately. */
    public BigDecimal of(String currency, String key) {
        return perDay.getOrDefault(currency, Map.of()).getOrDefault(key, BigDecimal.ZERO);
    }
}
