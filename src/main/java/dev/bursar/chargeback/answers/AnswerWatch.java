package dev.bursar.chargeback.answers;

import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.seals.Sealed;
import dev.bursar.chargeback.seals.Seals;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Actor;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Reminds those who haven't answered two days before the answer day, and records after it that nobody has. */
@Service
@PreAuthorize("hasRole('SYSTEM')")
public class AnswerWatch {
    private static final int DAYS_BEFORE = 2;
    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);

    private final AnswerStore store;
    private final IssueStore issues;
    private final StatementNews mails;
    private final Journal journal;
    private final Seals seals;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AnswerWatch(
            AnswerStore store,
            IssueStore issues,
            StatementNews mails,
            Journal journal,
            Seals seals,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.issues = issues;
        this.mails = mails;
        this.journal = journal;
        this.seals = seals;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Does what is due; a second time nothing. */
    public void look() {
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        store.awaited(FIRST, today.minusDays(1)).forEach(this::noAnswer);
        for (long id : store.awaited(today, today.plusDays(DAYS_BEFORE))) {
            IssuedStatement statement = issues.statement(id).orElseThrow();
            // whoever was told within these days needs no reminder
            if (StatementNews.day(statement).isBefore(statement.answerBy().minusDays(DAYS_BEFORE))) {
                transaction.executeWithoutResult(status -> mails.remind(List.of(id)));
            }
        }
    }

    private void noAnswer(long id) {
        IssuedStatement statement = issues.statement(id).orElseThrow();
        transaction.executeWithoutResult(status -> {
            store.lock(statement.month());
            // somebody may have answered since
            if (store.state(statement) instanceof AnswerState.Awaiting
                    && store.answer(id, Optional.empty(), clock.instant())) {
                journal.recordAs(
                        Actor.SYSTEM,
                        AnswerAction.NO_ANSWER,
                        Answers.subject(statement),
                        null,
                        Map.of(
                                "statement",
                                Answers.called(statement),
                                "team",
                                statement.name(),
                                Seals.FIELD,
                                seals.of(Sealed.ANSWER, id)));
            }
        });
    }
}
