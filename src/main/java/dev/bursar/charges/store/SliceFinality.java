package dev.bursar.charges.store;

import dev.bursar.charges.spi.BillingMonths;
import module java.base;
import org.jspecify.annotations.Nullable;

/** The finality of slices, whichever source they come from. */
final class SliceFinality {
    static final String ESTIMATED = "estimated";
    static final String SETTLED = "settled";
    static final String RESTATED = "restated";

    private SliceFinality() {}

    /**
     * What was settled and changes is restated, and stays so.
     *
     * @param before what is stored; null where nothing is
     * @param same whether the content is the one that is stored
     * @param open whether the source may still change it
     */
    static String of(@Nullable String before, boolean same, boolean open) {
        if (before != null && !before.equals(ESTIMATED)) {
            return same ? before : RESTATED;
        }
        return open ? ESTIMATED : SETTLED;
    }

    /** For a source that doesn't say it: whether it may still change the month. */
    static boolean open(YearMonth month, LocalDate today) {
        return today.isBefore(BillingMonths.finalOn(month));
    }
}
