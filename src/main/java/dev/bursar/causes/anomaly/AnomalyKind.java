package dev.bursar.causes.anomaly;

/** In which way a service costs more than usual. */
public enum AnomalyKind {
    JUMP,
    /** A fee that is new or higher than on the same day of former months. */
    FEE,
    NEW_SERVICE,
    /** Rises a little each day, and much over two weeks. */
    SLOW_CLIMB
}
