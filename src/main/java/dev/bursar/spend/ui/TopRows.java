package dev.bursar.spend.ui;

import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.Row;
import dev.bursar.charges.Dimension;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * One currency's rows as chart and table both show them: the largest by themselves, the others as one that can be opened, and
 * what nobody owns or tagged, and what isn't known, always by itself. Together they are all rows, each once.
 *
 * @param shown the largest, whatever their sign, the largest first
 * @param others what is shown together; none or at least two
 * @param nobody Unallocated or untagged, null where there is none
 * @param notKnown of which the source doesn't say what it is grouped by, null where there is none
 */
public record TopRows(
        List<Row> shown,
        List<Row> others,
        @Nullable Row nobody,
        @Nullable Row notKnown) {
    private static final int MOST_TEAMS = 10;
    private static final int MOST = 8;
    private static final int TOP = 7;

    public TopRows {
        shown = List.copyOf(shown);
        others = List.copyOf(others);
    }

    /** Up to eight groups (ten teams) are all shown; of more, the seven largest. */
    public static TopRows of(Dimension by, CurrencySpend spend) {
        return of(by, spend, Row::total);
    }

    /** The same with those that changed most. */
    public static TopRows ofChanges(Dimension by, CurrencySpend spend) {
        return of(by, spend, row -> row.total().subtract(row.before()));
    }

    private static TopRows of(Dimension by, CurrencySpend spend, Function<Row, BigDecimal> size) {
        Row nobody = first(spend, row -> SpendText.isNobody(by, row.key()));
        Row notKnown = first(spend, row -> SpendText.isNotKnown(by, row.key()));
        List<Row> named = spend.rows().stream()
                .filter(row -> row != nobody && row != notKnown)
                .sorted(Comparator.comparing((Row row) -> size.apply(row).abs())
                        .reversed()
                        .thenComparing(Row::label)
                        .thenComparing(Row::key))
                .toList();
        int most = by == Dimension.TEAM ? MOST_TEAMS : MOST;
        int top = named.size() <= most ? named.size() : TOP;
        return new TopRows(named.subList(0, top), named.subList(top, named.size()), nobody, notKnown);
    }

    private static @Nullable Row first(CurrencySpend spend, Predicate<Row> wanted) {
        return spend.rows().stream().filter(wanted).findFirst().orElse(null);
    }

    /** What is shown last, whatever its size. */
    public List<Row> last() {
        return Stream.of(Optional.ofNullable(nobody), Optional.ofNullable(notKnown))
                .flatMap(Optional::stream)
                .toList();
    }

    public BigDecimal othersTotal() {
        return sum(others.stream().map(Row::total));
    }

    public BigDecimal othersBefore() {
        return sum(others.stream().map(Row::before));
    }

    public List<BigDecimal> othersPerPeriod(int periods) {
        var sums = new BigDecimal[periods];
        Arrays.fill(sums, BigDecimal.ZERO);
        for (Row row : others) {
            for (int i = 0; i < periods; i++) {
                sums[i] = sums[i].add(row.perPeriod().get(i));
            }
        }
        return List.of(sums);
    }

    private static BigDecimal sum(Stream<BigDecimal> amounts) {
        return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
