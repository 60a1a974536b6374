package dev.bursar.causes.anomaly;

import module java.base;

/** From what an excess counts: an amount a day and a share of what was expected (0.20 is 20 %), both reached. */
public record AnomalyBounds(BigDecimal leastADay, BigDecimal leastShare) {
    public static final AnomalyBounds USUAL = new AnomalyBounds(new BigDecimal("25"), new BigDecimal("0.20"));

    public AnomalyBounds {
        if (leastADay.signum() < 0 || leastShare.signum() < 0) {
            throw new IllegalArgumentException("bounds below zero");
        }
    }

    /** Whether a day is over the bounds. A day without excess never is, whatever the bounds. */
    public boolean reached(BigDecimal actual, BigDecimal expected) {
        BigDecimal excess = actual.subtract(expected);
        return excess.signum() > 0
                && excess.compareTo(leastADay) >= 0
                && excess.compareTo(expected.multiply(leastShare)) >= 0;
    }
}
