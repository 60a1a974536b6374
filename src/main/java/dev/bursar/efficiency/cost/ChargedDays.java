package dev.bursar.efficiency.cost;

import module java.base;

/**
 * The days of which charges by resource are known. They are all from one source: charges of two sources are never added.
 *
 * @param first that is known without a gap up to the last one
 * @param last included
 */
public record ChargedDays(Origin origin, LocalDate first, LocalDate last) {
    /** Who says what a resource cost. */
    public enum Origin {
        EXPORT,
        /** Cost Explorer, which knows the last 14 days by resource. */
        COST_EXPLORER;

        /** As the database has it. */
        public String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Origin of(String stored) {
            return valueOf(stored.toUpperCase(Locale.ROOT));
        }
    }

    /** How many of the latest {@code most} days up to the last one are known. */
    public int among(int most) {
        return (int) Math.clamp(ChronoUnit.DAYS.between(first, last) + 1, 1, most);
    }
}
