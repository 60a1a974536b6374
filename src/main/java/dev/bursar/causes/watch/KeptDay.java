package dev.bursar.causes.watch;

import module java.base;

/**
 * A day of an anomaly as it was told.
 *
 * @param actual what it cost, as far as it belongs to this anomaly
 * @param charged all that the series' charges of its kind came to that day: whether they have changed is told by it
 * @param whole whether all costs of the day had arrived
 */
record KeptDay(LocalDate day, BigDecimal expected, BigDecimal actual, BigDecimal charged, boolean whole) {
    /** What the day costs now, where its charges have changed. */
    KeptDay charged(BigDecimal now, boolean isWhole) {
        return new KeptDay(day, expected, actual.add(now).subtract(charged), now, isWhole);
    }

    /** While costs arrive they only grow; once they have, any change is one. */
    boolean hasChanged(BigDecimal now) {
        return whole ? now.compareTo(charged) != 0 : now.compareTo(charged) < 0;
    }
}
