package dev.bursar.chargeback.ledger.proof;

import java.time.YearMonth;
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

    /** What statements were issued from isn't there as a whole any more. */
    record CutGone(YearMonth month, int issue) implements LedgerFlaw {}
}
