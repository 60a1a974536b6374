package dev.bursar.spend;

import dev.bursar.charges.Dimension;
import dev.bursar.forecast.Forecast;
import module java.base;

/**
 * What the months of a period cost, or are expected to.
 *
 * @param months in order, those before the first costs left out; the last of them are not over
 */
public record Outlook(String currency, List<Ahead> months) {
    /** A question has at most 20 filters, and two more tell what is booked once a month. */
    public static final int MOST_FILTERS = 18;

    private static final Set<Dimension> KNOWN = Set.of(
            Dimension.TEAM, Dimension.ACCOUNT, Dimension.SERVICE, Dimension.RECORD_TYPE, Dimension.CHARGE_CATEGORY);

    public Outlook {
        months = List.copyOf(months);
    }

    /**
     * A month.
     *
     * @param spent what is read of it; empty while nothing is
     * @param forecast of a month whose costs aren't all read; empty of others
     */
    public record Ahead(YearMonth month, Optional<BigDecimal> spent, Optional<Forecast> forecast) {
        /** What it cost, or is expected to have cost when it is over. */
        public BigDecimal expected() {
            return forecast.map(Forecast::mean).or(() -> spent).orElse(BigDecimal.ZERO);
        }
    }

    /** Whether what a dimension's values cost is forecast: days are kept by it. */
    public static boolean knows(Dimension dimension) {
        return KNOWN.contains(dimension);
    }

    /** What all months come to. */
    public BigDecimal expected() {
        return months.stream().map(Ahead::expected).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Between what all months are expected to come to; empty where more than one of them is forecast, and where its range isn't known. */
    public Optional<Forecast.Range> range() {
        List<Ahead> open =
                months.stream().filter(month -> month.forecast().isPresent()).toList();
        return open.size() != 1
                ? Optional.empty()
                : open.getFirst().forecast().flatMap(Forecast::range).map(range -> {
                    BigDecimal rest = expected().subtract(open.getFirst().expected());
                    return new Forecast.Range(
                            range.low().add(rest), range.high().add(rest));
                });
    }
}
