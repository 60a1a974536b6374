package dev.bursar.chargeback.text;

import dev.bursar.chargeback.split.Bridge;
import dev.bursar.ui.Formats;
import module java.base;

/** The steps of a bridge in words. */
public final class BridgeText {
    private BridgeText() {}

    /** @param pools names by number */
    public static String words(Bridge.Step step, Map<Integer, String> pools, YearMonth month) {
        return switch (step.kind()) {
            case BILLED_ELSEWHERE -> "Charges of " + Formats.month(month) + " that AWS bills with another month";
            case OF_OTHER_DAYS -> "Charges of other months that AWS bills with " + Formats.month(month);
            case CHANGED -> "Changed in Spend since this draft";
            case COVERED_USAGE -> "Usage that Savings Plans and reservations pay for: billed as fees";
            case COMMITMENT_FEES -> "Fees of Savings Plans and reservations, as billed";
            case OTHER_COST -> "Other charges: BilledCost instead of EffectiveCost";
            case TAKEN_BY_POOL -> "Taken into the pool " + pools.getOrDefault(step.pool(), "");
            case PART_OF_POOL -> "Part of the pool " + pools.getOrDefault(step.pool(), "");
            case OF_CLOSED_MONTHS -> "Corrections of closed months";
            case ADJUSTMENTS -> "Adjustments by finance";
            case ROUNDING -> "Rounded to cents";
        };
    }
}
