package dev.bursar.chargeback.adjustments;

import dev.bursar.chargeback.ledger.LedgerAccount;
import dev.bursar.kernel.Actor;
import module java.base;
import org.joda.money.BigMoney;

/**
 * An amount that is moved from an account to another.
 *
 * @param month in which it stands
 * @param ofMonth that it is about
 * @param reverses the number of the one that it takes back
 * @param reversal what takes this one back; empty where nothing does, or it was rejected
 * @param dispute the number of the dispute that it answers
 * @param decision empty while it is proposed
 */
public record Adjustment(
        long id,
        YearMonth month,
        YearMonth ofMonth,
        LedgerAccount from,
        LedgerAccount to,
        BigMoney amount,
        String reason,
        Optional<Long> reverses,
        Optional<Reversal> reversal,
        Optional<Long> dispute,
        Instant at,
        Actor by,
        Optional<Decision> decision) {
    public enum State {
        PROPOSED,
        POSTED,
        REJECTED,
        REVERSED
    }

    /** @param posted false while it is proposed */
    public record Reversal(long id, boolean posted) {}

    /**
     * @param transaction its number in the ledger; empty where it was rejected
     * @param reason why it was rejected; empty of what was posted
     */
    public record Decision(Instant at, Actor by, Optional<Long> transaction, String reason) {}

    public State state() {
        if (decision.isEmpty()) {
            return State.PROPOSED;
        }
        if (transaction().isEmpty()) {
            return State.REJECTED;
        }
        return reversal.filter(Reversal::posted).isPresent() ? State.REVERSED : State.POSTED;
    }

    /** Its number in the ledger; empty until it is posted. */
    public Optional<Long> transaction() {
        return decision.flatMap(Decision::transaction);
    }

    /** Whether another one can take it back: one that takes one back itself can't be. */
    public boolean mayBeReversed() {
        return state() == State.POSTED && reverses.isEmpty() && reversal.isEmpty();
    }
}
