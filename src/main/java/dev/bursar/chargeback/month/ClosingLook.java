package dev.bursar.chargeback.month;

import dev.bursar.chargeback.differences.AcceptedDifference;
import dev.bursar.chargeback.ledger.LedgerAccount.Fixed;
import dev.bursar.chargeback.ledger.Posting;
import module java.base;
import org.joda.money.BigMoney;

/**
 * What whoever closes a month reads once more: what its statements ask for, what closing posts, and what stays open.
 *
 * @param owed what statements come to, one a currency
 * @param posted beside documents, as it is posted: rounding and receivable, each with the month it is about
 * @param accepted differences that stand: they are posted already
 * @param over accepted differences that have changed since: closing reverses them
 * @param disputes that finance hasn't answered, whether or not they block closing
 * @param silent teams that haven't answered, by name
 */
public record ClosingLook(
        List<Owed> owed,
        List<Posting> posted,
        List<AcceptedDifference> accepted,
        List<AcceptedDifference> over,
        List<OpenDispute> disputes,
        List<Silent> silent) {
    public ClosingLook {
        owed = List.copyOf(owed);
        posted = posted.stream()
                .filter(one -> one.account() != Fixed.AWS && one.account() != Fixed.AWS_PAYABLE)
                .toList();
        accepted = List.copyOf(accepted);
        over = List.copyOf(over);
        disputes = List.copyOf(disputes);
        silent = List.copyOf(silent);
    }

    /**
     * What a month's newest statements come to in one currency.
     *
     * @param teams how many teams have one
     * @param corrections of closed months, on statements of teams and Unallocated
     * @param adjustments on the same; 0 where they only move amounts between them
     * @param moved how many adjustments there are
     */
    public record Owed(
            String currency,
            int teams,
            BigDecimal byTeams,
            BigDecimal unallocated,
            BigDecimal corrections,
            BigDecimal adjustments,
            int moved) {}

    /** @param team its number */
    public record OpenDispute(int team, String name, long id, BigMoney amount) {}

    /**
     * A team that hasn't answered.
     *
     * @param team its number
     * @param by the answer day; empty where it is over and no answer was recorded
     */
    public record Silent(int team, String name, Optional<LocalDate> by) {}
}
