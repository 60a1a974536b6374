package dev.bursar.causes;

/** What an amount of a change is put down to; each amount is in one of them. Their order is the one in which pages list them. */
public enum ChangeClass {
    /** Resource, time, direction and amount agree with an event. */
    EXPLAINED,
    /** Resource, time and direction agree with an event; the amount isn't proved. */
    CANDIDATE,
    /** The resource was there, unchanged, and was used more or less. */
    USAGE,
    /** The same usage at another rate. */
    PRICE,
    /** What the period has more or fewer days, at the same cost a day. */
    DAYS,
    /** The same charges under another owner; zero over all teams. */
    MOVED,
    /** Tax, support, fees, credits, refunds and corrections: what no use of a resource made. */
    BOOKED,
    /** The rest. */
    UNEXPLAINED
}
