package dev.bursar.causes.anomaly;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Days on which a service cost more than usual.
 *
 * <p>Of one series no two of usage begin on the same day, and no two of fees; its first day and kind stay as they are for as long as no
 * cost of its days changes. So what was kept is the same as what is found if it is of the same series and first day, and both or neither
 * are fees. Days of two may overlap: where one rises from another, and where a fee is charged meanwhile.
 *
 * @param to exclusive
 * @param lasts it still went on on the last whole day
 * @param expected of one that rises from another: what that one's days were, so that the excess of both together is counted once
 * @param actual of its days; without what is the excess of one that rises from it
 * @param usualADay of a fee: the fee of former months
 * @param upon the first day of the one in the same series that it rises from; null where it rises from the usual
 */
public record FoundAnomaly(
        AnomalyKind kind,
        LocalDate from,
        LocalDate to,
        boolean lasts,
        BigDecimal expected,
        BigDecimal actual,
        BigDecimal usualADay,
        @Nullable LocalDate upon) {
    public BigDecimal excess() {
        return actual.subtract(expected);
    }
}
