package dev.bursar.simulator.ml;

/** What may be wrong with a variant's metrics. */
public enum Oddity {
    /** It publishes nothing at all. */
    NO_METRICS,
    /** It publishes no memory. */
    NO_MEMORY,
    /** Points of utilisation come in 61 of 100 hours only. */
    LOST_POINTS,
    /** Every eleventh value is NaN. */
    NAN,
    /** Each point comes twice. */
    DOUBLED,
    /** Utilisation is three times what is possible. */
    ABOVE_CAPACITY,
    /** The first page of its points says PartialData and the rest never comes. */
    PARTIAL
}
