package dev.bursar.causes;

/** What somebody who knows says of an anomaly. */
public enum Rating {
    /** Right as it is; the same again is none. */
    EXPECTED,
    /** Wanted until a day; if it lasts longer, it comes back. */
    PLANNED,
    /** Nobody wanted it. */
    MISTAKE,
    /** It has been stopped; if it goes on, it comes back. */
    FIXED
}
