package dev.bursar.chargeback.text;

import dev.bursar.chargeback.issued.IssueRefused;

/** Why statements can't be issued or a month can't be closed, and what to do. */
public final class IssueText {
    private IssueText() {}

    public static String refused(IssueRefused.Why why) {
        return switch (why) {
            case NO_COSTS -> "The month has no costs. Nothing was issued.";
            case BLOCKED -> "A check fails now. Nothing was changed. Look at the checks and try again.";
            case CHANGED -> "Costs, pools or names changed since you looked. Nothing was changed. Look again.";
            case NOTHING_TO_ISSUE -> "No statement differs from what was issued. Nothing was issued.";
            case NO_REASON -> "Enter a reason.";
            case REASON_TOO_LONG -> "Enter at most 500 characters.";
            case ANSWER_DAY -> "Enter a day from today on, at most 90 days ahead.";
            case CLOSED -> "Someone else closed the month in the meantime. Nothing was changed. Reload the page.";
        };
    }
}
