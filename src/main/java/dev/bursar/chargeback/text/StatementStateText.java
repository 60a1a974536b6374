package dev.bursar.chargeback.text;

import dev.bursar.chargeback.answers.AnswerState;
import dev.bursar.chargeback.answers.Dispute;
import dev.bursar.chargeback.answers.Dispute.Settled;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.StatusBadge;

/** Says what was said of a statement, for its page, lists and mails. */
public final class StatementStateText {
    private StatementStateText() {}

    /** {@code Accepted}, {@code Disputed, 2 open}: one or two words for lists. */
    public static String word(AnswerState state) {
        return switch (state) {
            case AnswerState.NotAsked any -> "Issued";
            case AnswerState.Awaiting any -> "Waiting for the team";
            case AnswerState.Accepted any -> "Accepted";
            case AnswerState.Disputed disputed ->
                disputed.open() == 0 ? "Disputed" : "Disputed, " + disputed.open() + " open";
            case AnswerState.Answered any -> "Disputes answered";
            case AnswerState.NoAnswer any -> "No answer";
        };
    }

    public static StatusBadge badge(AnswerState state) {
        return new StatusBadge(status(state));
    }

    public static StatusBadge.Status status(AnswerState state) {
        return switch (state) {
            case AnswerState.NotAsked any -> status(StatusBadge.Kind.NEUTRAL, Icons.LOCK, state);
            case AnswerState.Awaiting any -> status(StatusBadge.Kind.WARNING, Icons.HOURGLASS, state);
            case AnswerState.Accepted any -> status(StatusBadge.Kind.SUCCESS, Icons.CIRCLE_CHECK, state);
            case AnswerState.Disputed any -> status(StatusBadge.Kind.WARNING, Icons.CIRCLE_ALERT, state);
            case AnswerState.Answered any -> status(StatusBadge.Kind.INFO, Icons.CIRCLE_DOT, state);
            case AnswerState.NoAnswer any -> status(StatusBadge.Kind.NEUTRAL, Icons.MINUS, state);
        };
    }

    private static StatusBadge.Status status(StatusBadge.Kind kind, Icons icon, AnswerState state) {
        return new StatusBadge.Status(kind, icon, word(state));
    }

    /** A sentence: {@code Answer due 7 Dec 2026.} */
    public static String sentence(AnswerState state) {
        return switch (state) {
            case AnswerState.NotAsked any -> "No team is asked to answer it.";
            case AnswerState.Awaiting(var by) -> "Answer due " + Formats.date(by) + ".";
            case AnswerState.Accepted(var by, var at) -> by + " accepted it on " + Formats.momentWithYear(at) + ".";
            case AnswerState.Disputed(var open) ->
                open == 0
                        ? "A lead of the team disputes lines of it."
                        : Formats.count(open, "dispute waits", "disputes wait") + " for finance.";
            case AnswerState.Answered(var disputes) ->
                disputes == 0
                        ? "Finance has answered all disputes."
                        : "Finance has answered "
                                + (disputes == 1 ? "the dispute." : "all " + Formats.count(disputes) + " disputes.");
            case AnswerState.NoAnswer(var at) ->
                "Nobody answered in time. This was recorded on " + Formats.momentWithYear(at) + ".";
        };
    }

    /** {@code Finance rejected it: the account is yours.}; nothing of an open one. */
    public static String answered(Dispute dispute) {
        return dispute.settled().map(StatementStateText::settled).orElse("Finance hasn\u2019t answered yet.");
    }

    private static String settled(Settled settled) {
        String reason = settled.reason().isEmpty() ? "." : ": " + settled.reason();
        return switch (settled.kind()) {
            case REJECTED -> "Finance rejected the dispute" + reason;
            case REALLOCATED -> "Finance re-allocated the amount" + reason;
            case NEW_VERSION -> "Finance issued a new version of the statement" + reason;
            case WITHDRAWN -> "The dispute was withdrawn" + reason;
        };
    }
}
