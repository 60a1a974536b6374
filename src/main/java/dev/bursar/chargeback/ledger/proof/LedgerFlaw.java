package dev.bursar.chargeback.ledger.proof;

import dev.bursar.chargeback.seals.Sealed;
import module java.base;
import org.joda.money.BigMoney;

/** Something that isn't as it was posted. Transactions are named by their number, statements by theirs and the version. */
public sealed interface LedgerFlaw {
    /** It has no postings, or they don't add up to zero in some currency. */
    record Unbalanced(long transaction) implements LedgerFlaw {}

    /** Its postings, or what it says itself, aren't what its hash was made of. */
    record Changed(long transaction) implements LedgerFlaw {}

    /** The activity log doesn't tell of it. */
    record NotInLog(long transaction) implements LedgerFlaw {}

    /** The activity log tells of it, and it isn't there. */
    record Gone(long transaction) implements LedgerFlaw {}

    /** The activity log has another hash of it. */
    record OtherInLog(long transaction) implements LedgerFlaw {}

    /** Its content isn't what its hash was made of. */
    record StatementChanged(String number, int version) implements LedgerFlaw {}

    /** The activity log doesn't tell of it with this hash. */
    record StatementNotInLog(String number, int version) implements LedgerFlaw {}

    /** The activity log tells of a version that isn't there, or that has another hash. */
    record StatementGone(String number) implements LedgerFlaw {}

    /** A closed month whose AWS account isn't zero. */
    record NotZero(YearMonth month, BigMoney amount) implements LedgerFlaw {}

    /**
     * A statement asks for something else than is posted.
     *
     * @param team 0 for Unallocated
     */
    record OtherTotal(YearMonth month, int team, BigMoney total, BigMoney posted) implements LedgerFlaw {}

    /** The charges of a cut, the allocation and the figures that were kept with an issue aren't the same. */
    record OtherAllocation(YearMonth month, int issue) implements LedgerFlaw {}

    /**
     * The last allocation of a month gives a team something else than is posted of the month's charges.
     *
     * @param team 0 for Unallocated
     */
    record OtherShare(YearMonth month, int team, BigMoney allocated, BigMoney posted) implements LedgerFlaw {}

    /**
     * Corrections of a closed month on a later month's statements aren't what is posted of them.
     *
     * @param month with whose statements they were posted
     * @param team 0 for Unallocated
     */
    record OtherCorrection(YearMonth month, YearMonth ofMonth, int team, BigMoney kept, BigMoney posted)
            implements LedgerFlaw {}

    /**
     * It isn't as the activity log sealed it.
     *
     * @param month that it belongs to; empty where what it belonged to is gone
     * @param called which of that month's it is; empty where there is one
     * @param entry of the activity log that has its last seal; 0 where none has
     */
    record Unsealed(Sealed kind, How how, Optional<YearMonth> month, String called, long entry) implements LedgerFlaw {
        public enum How {
            /** It is there with other fields. */
            CHANGED,
            /** It is there, and no entry tells of it. */
            ADDED,
            /** An entry tells of it, and it isn't there. */
            GONE,
            /** Two entries have different seals of what never changes. */
            SEALED_AGAIN
        }
    }

    /** What statements were issued from isn't there as a whole any more. */
    record CutGone(YearMonth month, int issue) implements LedgerFlaw {}
}
