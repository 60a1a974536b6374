package dev.bursar.chargeback.cut;

/** What a charge is, for pools and for the bridge between EffectiveCost and BilledCost. */
public enum ChargeKind {
    USAGE,
    /** Usage that a Savings Plan or reservation pays for: it has an EffectiveCost and a BilledCost of 0. */
    COVERED_USAGE,
    /** FOCUS's row for what nothing used of a commitment; its BilledCost is 0. */
    UNUSED_COMMITMENT,
    COMMITMENT_FEE,
    SUPPORT,
    TAX,
    CREDIT,
    OTHER
}
