package dev.bursar.chargeback.adjustments;

import module java.base;

/** An adjustment can't be made, posted, rejected or reversed as it was asked for: what is wrong of each field. */
public final class AdjustmentRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public enum Field {
        OF_MONTH,
        FROM,
        TO,
        CURRENCY,
        AMOUNT,
        REASON,
        /** All of it. */
        ADJUSTMENT
    }

    public enum Why {
        MISSING,
        TOO_LONG,
        CONTROL_CHARACTERS,
        /** Nobody has chosen the ledger's first month. */
        NO_LEDGER,
        /** The month in which it would stand has no costs yet, so no statements. */
        NO_COSTS,
        /** The month in which it stands was closed in the meantime. */
        MONTH_CLOSED,
        BEFORE_LEDGER,
        /** A later month than the one in which it stands. */
        LATER_MONTH,
        /** An account that no adjustment moves anything from or to. */
        OTHER_ACCOUNT,
        /** The team isn't there in the month in which it stands. */
        NO_SUCH_TEAM,
        SAME_ACCOUNT,
        /** The month that it is about has no charges in it. */
        OTHER_CURRENCY,
        NOT_ABOVE_ZERO,
        TOO_MANY_DECIMALS,
        TOO_LARGE,
        NO_SUCH_DISPUTE,
        /** Somebody else has to post it. */
        OWN_PROPOSAL,
        /** Posted or rejected already. */
        DECIDED,
        NOT_POSTED,
        REVERSED,
        /** A reversal is proposed already. */
        REVERSAL_WAITS,
        IS_REVERSAL,
        /** Fewer than two people have the role Finance. */
        TOO_FEW_PEOPLE
    }

    private final transient Map<Field, Why> problems;

    AdjustmentRefused(Map<Field, Why> problems) {
        super(problems.toString());
        this.problems = Map.copyOf(problems);
    }

    AdjustmentRefused(Field field, Why why) {
        this(Map.of(field, why));
    }

    AdjustmentRefused(Why why) {
        this(Field.ADJUSTMENT, why);
    }

    public Map<Field, Why> problems() {
        return problems;
    }
}
