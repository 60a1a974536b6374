package dev.bursar.chargeback.answers;

import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.kernel.PersonId;
import dev.bursar.notify.MailProblem;
import module java.base;

/**
 * What was said of a version, as far as the person may know it.
 *
 * @param statement the version that is looked at
 * @param versions all of them, the first one first
 * @param state of the newest version
 * @param closed whether finance has closed the month: what is re-allocated of it stands on a later statement
 * @param disputes of this version; a lead's own only
 * @param lines that the person can dispute; empty where they can't
 * @param leads whether the person is one of those who answer it
 * @param mayAccept whether they can accept it now
 * @param mayWithdraw whether they can take their acceptance back
 * @param issuedIt whether they issued it, so that somebody else has to accept it
 * @param mayReject whether they answer disputes
 * @param told who was told by mail, for those who see all statements
 * @param mails whether mails can be sent
 * @param person who looks at it
 */
public record AnswerPage(
        IssuedStatement statement,
        List<IssuedStatement> versions,
        AnswerState state,
        boolean closed,
        List<Dispute> disputes,
        List<DisputeLine> lines,
        boolean leads,
        boolean mayAccept,
        boolean mayWithdraw,
        boolean issuedIt,
        boolean mayReject,
        List<Told> told,
        boolean mails,
        PersonId person) {
    public AnswerPage {
        versions = List.copyOf(versions);
        disputes = List.copyOf(disputes);
        lines = List.copyOf(lines);
        told = List.copyOf(told);
    }

    /** The version after this one; empty of the newest. */
    public Optional<IssuedStatement> next() {
        return versions.stream()
                .filter(one -> one.version() == statement.version() + 1)
                .findFirst();
    }

    /** Whether the person disputed it. */
    public boolean own(Dispute dispute) {
        return dispute.person().equals(person);
    }

    public boolean newest() {
        return next().isEmpty();
    }

    /** What is told. */
    public enum News {
        ISSUED,
        NEW_VERSION,
        REMINDER,
        ANSWERED
    }

    /**
     * A mail to one person.
     *
     * @param at when it was handed to the outbox
     * @param sent when the mail server took it
     * @param waiting whether it is being tried
     * @param problem of the last try
     */
    public record Told(
            long id,
            News news,
            String person,
            Instant at,
            Optional<Instant> sent,
            boolean waiting,
            Optional<MailProblem> problem) {
        /** Whether it has not left and is tried no more. */
        public boolean failed() {
            return sent.isEmpty() && !waiting;
        }
    }
}
