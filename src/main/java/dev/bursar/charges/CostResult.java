package dev.bursar.charges;

import module java.base;
import org.threeten.extra.LocalDateRange;

/**
 * The answer to a {@link CostQuery}, one part for each currency, never added together. Sums are exact.
 *
 * @param periods first days of all periods of the question, in order, those without spend too
 * @param currencies by size, largest first; empty when nothing matches
 * @param finality of the days within the question
 * @param observedAt when the oldest of the slices shown was read; empty when there is none
 * @param accountsSeen accounts with any data in the range, of those the person may see
 * @param exported days whose costs, or some of them, are from an export
 * @param tag of questions that are about the values of a tag
 */
public record CostResult(
        CostQuery question,
        List<LocalDate> periods,
        List<CurrencySpend> currencies,
        Finality finality,
        Optional<Instant> observedAt,
        int accountsSeen,
        List<LocalDateRange> exported,
        Optional<TagFacts> tag) {
    public CostResult {
        periods = List.copyOf(periods);
        currencies = List.copyOf(currencies);
        exported = List.copyOf(exported);
    }

    /** Of costs that are all from Cost Explorer. */
    public CostResult(
            CostQuery question,
            List<LocalDate> periods,
            List<CurrencySpend> currencies,
            Finality finality,
            Optional<Instant> observedAt,
            int accountsSeen) {
        this(question, periods, currencies, finality, observedAt, accountsSeen, List.of(), Optional.empty());
    }

    /** The same without periods and their sums: what a page keeps once its chart is drawn, its names shared by all pages. */
    public CostResult totals() {
        return new CostResult(
                question,
                List.of(),
                currencies.stream().map(CurrencySpend::totals).toList(),
                finality,
                observedAt,
                accountsSeen,
                exported,
                tag);
    }

    /** The same with other labels of its groups, made of their keys and labels. */
    public CostResult labelled(BinaryOperator<String> label) {
        return labelled(label, (key, part) -> part);
    }

    /** The same with other labels of its groups and their parts. */
    public CostResult labelled(BinaryOperator<String> label, BinaryOperator<String> part) {
        return new CostResult(
                question,
                periods,
                currencies.stream().map(spend -> spend.labelled(label, part)).toList(),
                finality,
                observedAt,
                accountsSeen,
                exported,
                tag);
    }

    /**
     * One currency's rows, largest total first, ties by label; their sum is {@code total}.
     *
     * @param before the sum of the days compared with, zero where nothing is compared
     * @param beforePerPeriod the same for each of {@link CostResult#periods}: of the day, or month, in the same place of the days compared
     *     with; what those have more is in {@code before} alone
     */
    public record CurrencySpend(
            String currency,
            BigDecimal total,
            List<BigDecimal> perPeriod,
            BigDecimal before,
            List<BigDecimal> beforePerPeriod,
            List<Row> rows) {
        public CurrencySpend {
            perPeriod = List.copyOf(perPeriod);
            beforePerPeriod = List.copyOf(beforePerPeriod);
            rows = List.copyOf(rows);
        }

        private CurrencySpend labelled(BinaryOperator<String> label, BinaryOperator<String> part) {
            return new CurrencySpend(
                    currency,
                    total,
                    perPeriod,
                    before,
                    beforePerPeriod,
                    rows.stream()
                            .map(row -> new Row(
                                    row.key(),
                                    label.apply(row.key(), row.label()),
                                    row.total(),
                                    row.perPeriod(),
                                    row.before(),
                                    row.parts().stream()
                                            .map(one -> new Part(
                                                    one.key(),
                                                    part.apply(one.key(), one.label()),
                                                    one.total(),
                                                    one.perPeriod(),
                                                    one.before()))
                                            .toList()))
                            .toList());
        }

        private CurrencySpend totals() {
            return new CurrencySpend(
                    currency,
                    total,
                    List.of(),
                    before,
                    List.of(),
                    rows.stream().map(Row::totals).toList());
        }
    }

    /**
     * One group.
     *
     * @param key what a filter on the dimension takes: "0" is Unallocated, "" is untagged
     * @param label as shown; AWS's and people's text, never markup
     * @param perPeriod one sum for each of {@link CostResult#periods}, zero where nothing was spent
     * @param before the sum of the days compared with, zero where nothing is compared
     * @param parts what it is made of by the second dimension, in the order of rows; empty without one
     */
    public record Row(
            String key,
            String label,
            BigDecimal total,
            List<BigDecimal> perPeriod,
            BigDecimal before,
            List<Part> parts) {
        public Row {
            perPeriod = List.copyOf(perPeriod);
            parts = List.copyOf(parts);
        }

        private Row totals() {
            return new Row(
                    key.intern(),
                    label.intern(),
                    total,
                    List.of(),
                    before,
                    parts.stream().map(Part::totals).toList());
        }
    }

    /**
     * What a group is made of by the second dimension.
     *
     * @param perPeriod one sum for each of {@link CostResult#periods} of monthly questions; empty for daily ones, where days
     *     times groups times parts would be without bounds
     */
    public record Part(String key, String label, BigDecimal total, List<BigDecimal> perPeriod, BigDecimal before) {
        public Part {
            perPeriod = List.copyOf(perPeriod);
        }

        private Part totals() {
            return new Part(key.intern(), label.intern(), total, List.of(), before);
        }
    }

    /** Days {@code from} (included) to {@code to} (excluded). */
    public record DayRange(LocalDate from, LocalDate to) {}
}
