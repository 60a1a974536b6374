package dev.bursar.causes;

/** Whether it is known when Savings Plans begin and end. */
public enum PlansRead {
    READ,
    NOT_READ,
    /** AWS refused the last time. */
    REFUSED
}
