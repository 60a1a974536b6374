package dev.bursar.ui;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What a chart shows. All amounts are exact; the browser gets a copy of them for drawing and, for reading, strings that
 * {@link Formats} made, so that its tooltip says what the table says.
 *
 * @param currency of all amounts, or {@link #PERCENT}
 * @param categories days or months, in order
 * @param series from the bottom up; each has one amount per category
 * @param compare the other period's totals, one per category, or null
 * @param hint what a click does, {@code Click to see the day's resources}, or null if nothing
 */
public record ChartData(
        Kind kind,
        String currency,
        List<Category> categories,
        List<Series> series,
        @Nullable Compare compare,
        @Nullable String hint) {

    /** In place of a currency: amounts are percent. */
    public static final String PERCENT = "%";

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** How it is drawn. */
    public enum Kind {
        /** Stacked bars for days or months. */
        BARS,
        /** A line for each series. */
        LINES,
        /** Running totals ({@link ChartData#cumulative}) of several series, stacked: the top is the whole. */
        AREAS
    }

    /**
     * A day or month.
     *
     * @param label on the axis, {@code 17 Nov}
     * @param title in the tooltip, {@code Tue 17 Nov 2026}
     * @param estimated whether AWS may still change it
     * @param projected whether it is still to come, and its amounts are what is expected
     */
    public record Category(String label, String title, boolean estimated, boolean projected) {
        public Category(String label, String title, boolean estimated) {
            this(label, title, estimated, false);
        }
    }

    /**
     * A team, service …
     *
     * @param key told with a click; never shown
     * @param name shown as text
     */
    public record Series(String key, String name, Palette.Colour colour, List<BigDecimal> amounts) {
        public Series {
            amounts = List.copyOf(amounts);
        }
    }

    /**
     * Another period's totals, drawn as a dashed line.
     *
     * @param name {@code Total, 1–23 Oct}
     * @param days one per category, null where the other period has none
     */
    public record Compare(String name, List<@Nullable Day> days) {
        public Compare {
            days = java.util.Collections.unmodifiableList(new ArrayList<>(days));
        }
    }

    /** {@code Sat 17 Oct 2026} and its total. */
    public record Day(String title, BigDecimal total) {}

    public ChartData {
        categories = List.copyOf(categories);
        series = List.copyOf(series);
        for (var one : series) {
            if (one.amounts().size() != categories.size()) {
                throw new IllegalArgumentException("%s has %d amounts for %d categories"
                        .formatted(one.key(), one.amounts().size(), categories.size()));
            }
        }
        if (compare != null && compare.days().size() != categories.size()) {
            throw new IllegalArgumentException("The compared period has %d days for %d categories"
                    .formatted(compare.days().size(), categories.size()));
        }
    }

    /** What stands before figures on the axis. */
    String symbol() {
        return currency.equals(PERCENT) ? "" : Formats.symbol(currency);
    }

    /** An amount as a person reads it. */
    String words(BigDecimal amount) {
        return currency.equals(PERCENT) ? Formats.share(amount, HUNDRED).orElse("") : Formats.money(amount, currency);
    }

    /** The exact total of one category. */
    BigDecimal total(int category) {
        return series.stream().map(one -> one.amounts().get(category)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Indexes of the series that have an amount in one category, the largest (whatever its sign) first. */
    List<Integer> bySize(int category) {
        return IntStream.range(0, series.size())
                .boxed()
                .filter(one -> amount(one, category).signum() != 0)
                .sorted(Comparator.comparing(
                                (Integer one) -> amount(one, category).abs())
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** For each place of an order of series its amount in one category with those of all that follow. */
    List<BigDecimal> rests(int category, List<Integer> order) {
        var rests = new ArrayList<BigDecimal>();
        BigDecimal rest = BigDecimal.ZERO;
        for (int one : order.reversed()) {
            rest = rest.add(amount(one, category));
            rests.addFirst(rest);
        }
        return rests;
    }

    private BigDecimal amount(int one, int category) {
        return series.get(one).amounts().get(category);
    }

    /** The same as running totals, drawn as lines. */
    public ChartData cumulative() {
        var sums = series.stream()
                .map(one -> new Series(one.key(), one.name(), one.colour(), running(one.amounts())))
                .toList();
        Compare other = null;
        if (compare != null) {
            var days = new ArrayList<@Nullable Day>();
            var sum = BigDecimal.ZERO;
            for (var day : compare.days()) {
                if (day == null) {
                    days.add(null);
                } else {
                    sum = sum.add(day.total());
                    days.add(new Day(day.title(), sum));
                }
            }
            other = new Compare(compare.name(), days);
        }
        return new ChartData(series.size() > 1 ? Kind.AREAS : Kind.LINES, currency, categories, sums, other, hint);
    }

    private static List<BigDecimal> running(List<BigDecimal> amounts) {
        var sums = new ArrayList<BigDecimal>(amounts.size());
        var sum = BigDecimal.ZERO;
        for (var amount : amounts) {
            sum = sum.add(amount);
            sums.add(sum);
        }
        return sums;
    }
}
