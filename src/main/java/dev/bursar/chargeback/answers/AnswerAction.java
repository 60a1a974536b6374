package dev.bursar.chargeback.answers;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of answers to statements. */
@Component
public final class AnswerAction extends JournalActions {
    public static final JournalAction STATEMENT_ACCEPTED = action("statement-accepted", "Statement accepted");
    public static final JournalAction ACCEPTANCE_WITHDRAWN =
            action("statement-acceptance-withdrawn", "Acceptance of a statement withdrawn");
    public static final JournalAction LINE_DISPUTED = action("line-disputed", "Statement line disputed");
    public static final JournalAction DISPUTE_WITHDRAWN = action("dispute-withdrawn", "Dispute withdrawn");
    public static final JournalAction DISPUTE_REJECTED = action("dispute-rejected", "Dispute rejected");
    public static final JournalAction DISPUTE_REALLOCATED =
            action("dispute-reallocated", "Disputed amount re-allocated");
    public static final JournalAction DISPUTES_REPLACED =
            action("disputes-replaced", "Disputes answered by a new version");
    public static final JournalAction NO_ANSWER = action("no-answer", "Missing answer recorded");
    public static final JournalAction NEWS_SENT_AGAIN =
            action("statement-mail-sent-again", "Mail about a statement sent again");
}
