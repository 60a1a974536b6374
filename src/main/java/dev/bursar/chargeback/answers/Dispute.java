package dev.bursar.chargeback.answers;

import dev.bursar.kernel.PersonId;
import module java.base;
import org.joda.money.BigMoney;

/**
 * A line that somebody doesn't want to pay, or not all of it.
 *
 * @param line which one, as {@link DisputeLine#key} names it
 * @param words the line when it was disputed
 * @param whose it is, as they see it; empty where they don't say
 * @param settled empty while it is open
 */
public record Dispute(
        long id,
        long statement,
        String line,
        String words,
        BigMoney amount,
        String whose,
        String why,
        Instant at,
        PersonId person,
        String by,
        Optional<Settled> settled) {
    /**
     * How it ended.
     *
     * @param reason empty where none was asked for
     */
    public record Settled(Kind kind, String reason, Instant at, String by) {
        public enum Kind {
            REJECTED,
            REALLOCATED,
            NEW_VERSION,
            WITHDRAWN
        }
    }

    public boolean open() {
        return settled.isEmpty();
    }

    public boolean withdrawn() {
        return settled.filter(any -> any.kind() == Settled.Kind.WITHDRAWN).isPresent();
    }
}
