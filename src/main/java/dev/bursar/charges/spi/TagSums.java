package dev.bursar.charges.spi;

import dev.bursar.charges.Dimension;
import module java.base;

/** Sums by the values of tags that the charges themselves don't state, kept beside them. */
public interface TagSums {
    /** All that are kept, in a stable order. */
    List<Kept> kept();

    /** A tag's values, each by the values of one more dimension. */
    record Kept(int id, String tagKey, Dimension dimension) {}

    /** The sums of the periods that begin in the range. A month is kept by day or as a whole, never both. */
    List<Sum> of(Kept kept, LocalDate from, LocalDate to);

    /**
     * What all accounts together spent, in EffectiveCost.
     *
     * @param period the day, or the first day of the month
     * @param daily whether it is of a day
     * @param tagValue "" is untagged
     * @param value of the dimension
     */
    record Sum(
            LocalDate period,
            boolean daily,
            String tagValue,
            String value,
            String currency,
            BigDecimal effectiveCost) {}
}
