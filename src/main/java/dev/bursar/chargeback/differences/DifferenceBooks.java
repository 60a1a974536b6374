package dev.bursar.chargeback.differences;

import dev.bursar.chargeback.issued.MonthSubjects;
import dev.bursar.chargeback.ledger.Ledger;
import dev.bursar.chargeback.ledger.LedgerAccount.Fixed;
import dev.bursar.chargeback.ledger.LedgerTransaction;
import dev.bursar.chargeback.ledger.LedgerTransaction.Kind;
import dev.bursar.chargeback.ledger.Posting;
import dev.bursar.chargeback.seals.Sealed;
import dev.bursar.chargeback.seals.Seals;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Actor;
import module java.base;
import org.joda.money.BigMoney;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Posts accepted differences and reverses them; who may is up to its callers, who lock the month first. */
@Component
public class DifferenceBooks {
    private final AcceptedDifferences store;
    private final Ledger ledger;
    private final Journal journal;
    private final Seals seals;

    DifferenceBooks(AcceptedDifferences store, Ledger ledger, Journal journal, Seals seals) {
        this.store = store;
        this.ledger = ledger;
        this.journal = journal;
        this.seals = seals;
    }

    /**
     * Posts it: none of the month and currency may stand.
     *
     * @param difference by which documents ask for more than charges and rounding
     * @param documents what they ask for
     * @param bound up to which it may be accepted
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void accept(
            YearMonth month,
            BigMoney difference,
            BigDecimal documents,
            BigDecimal bound,
            String reason,
            Actor by,
            Instant at) {
        String currency = difference.getCurrencyUnit().getCode();
        int number = store.count(month, currency) + 1;
        long id = ledger.post(
                new LedgerTransaction(
                        "difference:" + month + ":" + currency + ":" + number,
                        Kind.DIFFERENCE,
                        month,
                        Optional.empty(),
                        reason,
                        List.of(
                                new Posting(Fixed.ACCEPTED_DIFFERENCES, month, difference, Optional.empty(), ""),
                                new Posting(Fixed.AWS, month, difference.negated(), Optional.empty(), ""))),
                by,
                at);
        store.add(month, currency, difference.getAmount(), documents, bound, reason, id, by, at);
        journal.recordAs(
                by,
                DifferenceAction.ACCEPTED,
                MonthSubjects.subject(month),
                null,
                Map.of(
                        "month",
                        month.toString(),
                        "currency",
                        currency,
                        "amount",
                        difference.getAmount().toPlainString(),
                        "documents",
                        documents.toPlainString(),
                        "bound",
                        bound.toPlainString(),
                        "reason",
                        reason,
                        "transactions",
                        Map.of(String.valueOf(id), ledger.sha256(id)),
                        Seals.FIELD,
                        Seals.all(seals.of(Sealed.TRANSACTION, id), seals.of(Sealed.DIFFERENCE, id))));
    }

    /** Posts the opposite of one that stands. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void reverse(AcceptedDifference accepted, String reason, Actor by, Instant at) {
        long id = ledger.reverse(accepted.transaction(), reason, by, at);
        journal.recordAs(
                by,
                DifferenceAction.TAKEN_BACK,
                MonthSubjects.subject(accepted.month()),
                Map.of(
                        "month", accepted.month().toString(),
                        "currency", accepted.currency(),
                        "amount", accepted.amount().toPlainString()),
                Map.of(
                        "reason",
                        reason,
                        "transactions",
                        Map.of(String.valueOf(id), ledger.sha256(id)),
                        Seals.FIELD,
                        seals.of(Sealed.TRANSACTION, id)));
    }
}
