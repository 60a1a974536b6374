package dev.bursar.efficiency.formula;

import module java.base;

/**
 * How much of the hours that AWS bills was measured, so that no finding rests on metrics with holes. Seconds that CloudWatch counts and AWS
 * doesn't bill are no coverage: up to {@link #MOST} all hours are measured, and the share is 1.
 */
public record Coverage(Measure share) {
    public static final double LEAST = 0.90;
    public static final double MOST = 1.05;

    /** What coverage means for findings. */
    public enum Standing {
        ENOUGH,
        TOO_LOW,
        TOO_HIGH,
        /** There are no charges by resource: findings carry the cost at list price. */
        NOT_KNOWN
    }

    /**
     * Compares hours.
     *
     * @param measured instance-hours
     * @param charged instance-hours that charges of the resource say; 0 where there are none
     */
    public static Coverage of(double measured, double charged) {
        return new Coverage(
                charged > 0
                        ? Measure.ratio(measured, charged, Reason.NO_CHARGES)
                                .map(share -> share > MOST ? share : Math.min(1, share))
                        : Measure.notKnown(Reason.NO_CHARGES));
    }

    public static Coverage notKnown() {
        return new Coverage(Measure.notKnown(Reason.NO_CHARGES));
    }

    public Standing standing() {
        return switch (share) {
            case NotKnown unknown -> Standing.NOT_KNOWN;
            case Measure.Known(double value) when value < LEAST -> Standing.TOO_LOW;
            case Measure.Known(double value) when value > MOST -> Standing.TOO_HIGH;
            case Measure.Known known -> Standing.ENOUGH;
        };
    }

    /** Why there is no finding; empty where there may be one. */
    public Optional<Reason> objection() {
        return switch (standing()) {
            case TOO_LOW -> Optional.of(Reason.COVERAGE_TOO_LOW);
            case TOO_HIGH -> Optional.of(Reason.COVERAGE_TOO_HIGH);
            case ENOUGH, NOT_KNOWN -> Optional.empty();
        };
    }
}
