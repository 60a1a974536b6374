package dev.bursar.chargeback.answers;

import dev.bursar.chargeback.adjustments.Disputes;
import dev.bursar.chargeback.answers.Dispute.Settled.Kind;
import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.issued.MonthSubjects;
import dev.bursar.chargeback.seals.Sealed;
import dev.bursar.chargeback.seals.Seals;
import dev.bursar.journal.Journal;
import dev.bursar.journal.JournalAction;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.StaleEdit;
import module java.base;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Answers disputes with what finance does elsewhere: new versions and re-allocations. Who may is up to its callers. */
@Component
public class Answers implements Disputes {
    private final AnswerStore store;
    private final IssueStore issues;
    private final StatementNews mails;
    private final Journal journal;
    private final Seals seals;

    Answers(AnswerStore store, IssueStore issues, StatementNews mails, Journal journal, Seals seals) {
        this.store = store;
        this.issues = issues;
        this.mails = mails;
        this.journal = journal;
        this.seals = seals;
    }

    /**
     * A new version answers all open disputes of the one that it replaces; call it where that is issued, with the month locked.
     *
     * @param replaced numbers, in the database, of the versions that were the newest until now
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void answeredByVersion(List<Long> replaced, Actor by, Instant at) {
        for (long id : replaced) {
            List<Dispute> open =
                    store.disputes(id).stream().filter(Dispute::open).toList();
            open.forEach(dispute -> store.settle(dispute.id(), Kind.NEW_VERSION, "", by, at));
            issues.statement(id)
                    .filter(any -> !open.isEmpty())
                    .ifPresent(statement -> journal.recordAs(
                            by,
                            AnswerAction.DISPUTES_REPLACED,
                            subject(statement),
                            null,
                            Map.of(
                                    "statement",
                                    called(statement),
                                    "disputes",
                                    open.size(),
                                    Seals.FIELD,
                                    seals.of(
                                            Sealed.DISPUTE_ANSWER,
                                            open.stream().map(Dispute::id).toList()))));
        }
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void answeredByReallocation(long dispute, String reason, Actor by, Instant at) {
        settle(dispute, Kind.REALLOCATED, reason, by, at, AnswerAction.DISPUTE_REALLOCATED);
    }

    /** @throws StaleEdit where it was settled already */
    void settle(long id, Kind kind, String reason, Actor by, Instant at, JournalAction action) {
        Dispute dispute = store.dispute(id).orElseThrow(() -> new StaleEdit("dispute:" + id));
        IssuedStatement statement = issues.statement(dispute.statement()).orElseThrow();
        store.lock(statement.month());
        if (!store.settle(id, kind, reason, by, at)) {
            throw new StaleEdit("dispute:" + id);
        }
        Map<String, Object> after = fields(statement, dispute);
        after.put("reason", reason);
        after.put(Seals.FIELD, seals.of(Sealed.DISPUTE_ANSWER, id));
        journal.recordAs(by, action, subject(statement), null, after);
        if (kind != Kind.WITHDRAWN) {
            mails.answered(statement, dispute, at);
        }
    }

    static String subject(IssuedStatement statement) {
        return MonthSubjects.KIND + ":" + statement.month();
    }

    /** {@code 2026-10-007 v1}. */
    static String called(IssuedStatement statement) {
        return statement.number() + " v" + statement.version();
    }

    static Map<String, Object> fields(IssuedStatement statement, Dispute dispute) {
        return fields(statement, dispute.line(), dispute.amount().toString());
    }

    static Map<String, Object> fields(IssuedStatement statement, String line, String amount) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("statement", called(statement));
        fields.put("team", statement.name());
        fields.put("line", line);
        fields.put("amount", amount);
        return fields;
    }
}
