package dev.bursar.chargeback.adjustments;

import dev.bursar.chargeback.adjustments.AdjustmentRefused.Why;
import dev.bursar.chargeback.issued.MonthSubjects;
import dev.bursar.chargeback.ledger.Ledger;
import dev.bursar.chargeback.ledger.LedgerAccount;
import dev.bursar.chargeback.ledger.LedgerTransaction;
import dev.bursar.chargeback.ledger.LedgerTransaction.Kind;
import dev.bursar.chargeback.ledger.Posting;
import dev.bursar.chargeback.seals.Sealed;
import dev.bursar.chargeback.seals.Seals;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.StaleEdit;
import module java.base;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Posts adjustments and records what was decided; who may is up to its callers, who lock the month first. */
@Component
class AdjustmentBooks {
    private final AdjustmentStore store;
    private final Ledger ledger;
    private final Disputes disputes;
    private final Journal journal;
    private final Seals seals;

    AdjustmentBooks(AdjustmentStore store, Ledger ledger, Disputes disputes, Journal journal, Seals seals) {
        this.store = store;
        this.ledger = ledger;
        this.disputes = disputes;
        this.journal = journal;
        this.seals = seals;
    }

    /** Records that it waits for another person. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void proposed(Adjustment added) {
        journal.record(
                AdjustmentAction.ADJUSTMENT_PROPOSED,
                subject(added),
                null,
                sealed(facts(added), seals.of(Sealed.ADJUSTMENT, added.id())));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void reject(Adjustment proposed, String why, Actor by, Instant at) {
        if (!store.decide(proposed.id(), Optional.empty(), why, by, at)) {
            throw new AdjustmentRefused(Why.DECIDED);
        }
        Map<String, Object> after = facts(proposed);
        after.put("rejected", why);
        sealed(after, seals.of(Sealed.DECISION, proposed.id()));
        journal.recordAs(by, AdjustmentAction.ADJUSTMENT_REJECTED, subject(proposed), facts(proposed), after);
    }

    static void refuseUnlessReversible(Adjustment posted) {
        switch (posted.state()) {
            case REVERSED -> throw new AdjustmentRefused(Why.REVERSED);
            case PROPOSED, REJECTED -> throw new AdjustmentRefused(Why.NOT_POSTED);
            case POSTED -> {
                if (posted.reverses().isPresent()) {
                    throw new AdjustmentRefused(Why.IS_REVERSAL);
                }
            }
        }
    }

    /** Posts it; what takes another one back corrects that one's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Adjustment post(Adjustment proposed, Actor by, Instant at) {
        Optional<Adjustment> reversed = proposed.reverses().map(this::find);
        reversed.ifPresent(AdjustmentBooks::refuseUnlessReversible);
        long transaction = ledger.post(
                new LedgerTransaction(
                        "adjustment:" + proposed.id(),
                        reversed.isPresent() ? Kind.REVERSAL : Kind.ADJUSTMENT,
                        proposed.month(),
                        reversed.flatMap(Adjustment::transaction),
                        proposed.reason(),
                        List.of(
                                new Posting(
                                        proposed.from(),
                                        proposed.ofMonth(),
                                        proposed.amount().negated(),
                                        Optional.empty(),
                                        ""),
                                new Posting(
                                        proposed.to(), proposed.ofMonth(), proposed.amount(), Optional.empty(), ""))),
                by,
                at);
        if (!store.decide(proposed.id(), Optional.of(transaction), "", by, at)) {
            throw new AdjustmentRefused(Why.DECIDED);
        }
        proposed.dispute().ifPresent(id -> disputes.answeredByReallocation(id, proposed.reason(), by, at));
        Map<String, Object> after = facts(proposed);
        after.put("transactions", Map.of(String.valueOf(transaction), ledger.sha256(transaction)));
        sealed(
                after,
                Seals.all(
                        seals.of(Sealed.ADJUSTMENT, proposed.id()),
                        seals.of(Sealed.DECISION, proposed.id()),
                        seals.of(Sealed.TRANSACTION, transaction)));
        journal.recordAs(by, AdjustmentAction.ADJUSTMENT_POSTED, subject(proposed), null, after);
        return find(proposed.id());
    }

    private static String subject(Adjustment adjustment) {
        return MonthSubjects.KIND + ":" + adjustment.month();
    }

    private static Map<String, Object> facts(Adjustment adjustment) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("adjustment", adjustment.id());
        facts.put("month", adjustment.month().toString());
        facts.put("ofMonth", adjustment.ofMonth().toString());
        facts.put("from", word(adjustment.from()));
        facts.put("to", word(adjustment.to()));
        facts.put("amount", adjustment.amount().toString());
        facts.put("reason", adjustment.reason());
        adjustment.reverses().ifPresent(id -> facts.put("reverses", id));
        adjustment.dispute().ifPresent(id -> facts.put("dispute", id));
        return facts;
    }

    private static Map<String, Object> sealed(Map<String, Object> facts, Map<String, String> seals) {
        facts.put(Seals.FIELD, seals);
        return facts;
    }

    private static String word(LedgerAccount account) {
        return switch (account) {
            case LedgerAccount.Team(int team) -> "team:" + team;
            case LedgerAccount.Fixed fixed -> fixed.name();
        };
    }

    private Adjustment find(long id) {
        return store.find(id).orElseThrow(() -> new StaleEdit("Adjustment " + id));
    }
}
