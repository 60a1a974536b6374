package dev.bursar.causes;

/** What is booked and not used. */
public enum Booked {
    TAX,
    SUPPORT,
    /** Of commitments, upfront or monthly, and of subscriptions. */
    FEE,
    CREDIT,
    REFUND,
    /** Of charges of earlier months. */
    CORRECTION,
    ADJUSTMENT
}
