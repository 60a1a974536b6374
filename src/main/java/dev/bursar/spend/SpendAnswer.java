package dev.bursar.spend;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a {@link SpendQuestion}, one part for each currency, never added together. Sums are exact.
 *
 * @param periods first days of all periods of the question, in order, those without spend too
 * @param currencies by size, largest first; empty when nothing matches
 * @param estimated half-open ranges of days within the question that AWS may still change, in order
 * @param observedAt when the oldest of the slices shown was read; empty when there is none
 * @param accountsSeen accounts with any data in the range, of those the person may see
 */
public record SpendAnswer(
        SpendQuestion question,
        List<LocalDate> periods,
        List<CurrencySpend> currencies,
        List<DayRange> estimated,
        Optional<Instant> observedAt,
        int accountsSeen) {
    public SpendAnswer {
        periods = List.copyOf(periods);
        currencies = List.copyOf(currencies);
        estimated = List.copyOf(estimated);
    }

    /** One currency's rows, largest total first, ties by label; their sum is {@code total}. */
    public record CurrencySpend(String currency, BigDecimal total, List<BigDecimal> perPeriod, List<Row> rows) {
        public CurrencySpend {
            perPeriod = List.copyOf(perPeriod);
            rows = List.copyOf(rows);
        }
    }

    /**
     * One group.
     *
     * @param key what a filter on the dimension takes: "0" is Unallocated, "" is untagged
     * @param label as shown; AWS's and people's text, never markup
     * @param perPeriod one sum for each of {@link SpendAnswer#periods}, zero where nothing was spent
     */
    public record Row(String key, String label, BigDecimal total, List<BigDecimal> perPeriod) {
        public Row {
            perPeriod = List.copyOf(perPeriod);
        }
    }

    /** Days {@code from} (included) to {@code to} (excluded). */
    public record DayRange(LocalDate from, LocalDate to) {}
}
