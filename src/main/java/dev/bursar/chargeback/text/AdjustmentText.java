package dev.bursar.chargeback.text;

import dev.bursar.chargeback.adjustments.Adjustment;
import dev.bursar.chargeback.adjustments.AdjustmentRefused.Field;
import dev.bursar.chargeback.adjustments.AdjustmentRefused.Why;
import dev.bursar.chargeback.ledger.text.LedgerText;
import dev.bursar.chargeback.month.MonthChanges.Correction;
import dev.bursar.ui.Formats;
import module java.base;

/** Adjustments in words, and why one can't be made, posted, rejected or reversed. */
public final class AdjustmentText {
    private AdjustmentText() {}

    public static String state(Adjustment.State state) {
        return switch (state) {
            case PROPOSED -> "Proposed";
            case POSTED -> "Posted";
            case REJECTED -> "Rejected";
            case REVERSED -> "Reversed";
        };
    }

    /** {@code From Research to Vision}. */
    public static String accounts(Adjustment adjustment, Map<Integer, String> teams) {
        return "From " + LedgerText.account(adjustment.from(), teams) + " to "
                + LedgerText.account(adjustment.to(), teams);
    }

    /** {@code $12.30 from Research to Vision}. */
    public static String moved(Adjustment adjustment, Map<Integer, String> teams) {
        return Formats.money(adjustment.amount()) + " from " + LedgerText.account(adjustment.from(), teams) + " to "
                + LedgerText.account(adjustment.to(), teams);
    }

    /** {@code Adjustment 12 moved $12.30 from Research to Vision by hand}. */
    public static String byHand(Adjustment adjustment, Map<Integer, String> teams) {
        return "Adjustment " + adjustment.id() + " moved " + moved(adjustment, teams) + " by hand";
    }

    /** {@code AWS changed October 2026 for Vision by +$1.50 itself. That stands in November 2026 already.} */
    public static String corrected(Correction correction) {
        return "AWS changed " + Formats.month(correction.ofMonth()) + " for " + correction.name() + " by "
                + Formats.signed(correction.amount(), correction.currency()) + " itself. "
                + Formats.month(correction.in()) + " already includes that.";
    }

    public static String refused(Field field, Why why) {
        return switch (why) {
            case MISSING -> missing(field);
            case TOO_LONG -> "Enter at most 500 characters.";
            case CONTROL_CHARACTERS -> "Remove the characters that can\u2019t be shown.";
            case NO_LEDGER -> "The ledger has no first month yet. Choose it on the Ledger page. Nothing was changed.";
            case NO_COSTS ->
                "The open month has no costs yet, so no statement could show the adjustment. Nothing was changed.";
            case MONTH_CLOSED ->
                "Someone closed the month in the meantime. Nothing was changed. Reject the proposal and make a new one.";
            case BEFORE_LEDGER -> "Choose a month of the ledger.";
            case LATER_MONTH -> "Choose the open month or an earlier one.";
            case OTHER_ACCOUNT -> "Choose a team, Unallocated or Internal.";
            case NO_SUCH_TEAM -> "Choose a team that exists in the open month.";
            case SAME_ACCOUNT -> "Choose an account other than the one that the amount comes from.";
            case OTHER_CURRENCY -> "The month has no charges in this currency.";
            case NOT_ABOVE_ZERO -> "Enter an amount above 0.";
            case TOO_MANY_DECIMALS -> "The currency doesn\u2019t have that many decimals.";
            case TOO_LARGE -> "Enter a smaller amount.";
            case NO_SUCH_DISPUTE -> "The dispute doesn\u2019t exist. Nothing was changed.";
            case OWN_PROPOSAL ->
                "You proposed it, so another person with the role Finance approves it. Nothing was changed.";
            case DECIDED -> "Someone else has decided on it in the meantime. Nothing was changed.";
            case NOT_POSTED -> "It isn\u2019t posted, so there is nothing to reverse.";
            case REVERSED -> "Someone else has reversed it in the meantime. Nothing was changed.";
            case REVERSAL_WAITS -> "Its reversal is already proposed. Nothing was changed.";
            case IS_REVERSAL -> "A reversal can\u2019t be reversed. Post a new adjustment.";
            case TOO_FEW_PEOPLE ->
                "At least two people need the role Finance, one to propose and one to approve. Nothing was changed.";
        };
    }

    private static String missing(Field field) {
        return switch (field) {
            case OF_MONTH -> "Choose a month.";
            case FROM, TO -> "Choose an account.";
            case CURRENCY -> "Choose a currency.";
            case AMOUNT -> "Enter an amount.";
            case REASON, ADJUSTMENT -> "Enter a reason.";
        };
    }
}
