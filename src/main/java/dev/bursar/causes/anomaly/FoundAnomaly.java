package dev.bursar.causes.anomaly;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Days on which a service cost more than usual.
 *
 * @param to exclusive
 * @param lasts it still went on on the last whole day
 * @param usualADay of a fee: the fee of former months
 */
public record FoundAnomaly(
        AnomalyKind kind,
        LocalDate from,
        LocalDate to,
        boolean lasts,
        BigDecimal expected,
        BigDecimal actual,
        BigDecimal usualADay) {
    public BigDecimal excess() {
        return actual.subtract(expected);
    }
}
