package dev.bursar.chargeback.answers;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of answers to statements. */
public enum AnswerAction implements JournalAction {
    STATEMENT_ACCEPTED("statement-accepted", "Statement accepted"),
    ACCEPTANCE_WITHDRAWN("statement-acceptance-withdrawn", "Acceptance of a statement withdrawn"),
    LINE_DISPUTED("line-disputed", "Statement line disputed"),
    DISPUTE_WITHDRAWN("dispute-withdrawn", "Dispute withdrawn"),
    DISPUTE_REJECTED("dispute-rejected", "Dispute rejected"),
    DISPUTE_REALLOCATED("dispute-reallocated", "Disputed amount re-allocated"),
    DISPUTES_REPLACED("disputes-replaced", "Disputes answered by a new version"),
    NO_ANSWER("no-answer", "Missing answer recorded"),
    NEWS_SENT_AGAIN("statement-mail-sent-again", "Mail about a statement sent again");

    private final Called called;

    AnswerAction(String code, String label) {
        called = new Called(code, label, false);
    }

    @Override
    public Called called() {
        return called;
    }

    /** Offers them to the Activity log page. */
    @Component
    static class Offered extends JournalActions {
        Offered() {
            super(values());
        }
    }
}
