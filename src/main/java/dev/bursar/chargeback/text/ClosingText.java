package dev.bursar.chargeback.text;

import dev.bursar.chargeback.calendar.CalendarRefused.Problem;
import dev.bursar.chargeback.calendar.ClosingDue;
import dev.bursar.chargeback.calendar.ClosingStep;
import dev.bursar.ui.Formats;

/** The closing calendar in words. */
public final class ClosingText {
    private ClosingText() {}

    public static String name(ClosingStep step) {
        return switch (step) {
            case DOCUMENTS -> "Documents agree";
            case ISSUED -> "Issued";
            case ANSWERED -> "Answered";
            case CLOSED -> "Closed";
        };
    }

    /** What open disputes mean for closing a month. */
    public static String disputes(boolean block) {
        return block ? "Block closing until finance has answered them" : "Don\u2019t block closing";
    }

    /** {@code September 2026 isn't closed: 3 days late}. */
    public static String headline(ClosingDue due) {
        String month = Formats.month(due.month());
        return switch (due.step()) {
                    case DOCUMENTS -> month + " doesn\u2019t agree with AWS\u2019s documents yet: ";
                    case ISSUED -> "Statements of " + month + " aren\u2019t issued: ";
                    case ANSWERED -> "Statements of " + month + " wait for answers: ";
                    case CLOSED -> month + " isn\u2019t closed: ";
                }
                + when(due);
    }

    /** {@code 3 days late}, {@code due today}, {@code due 6 Dec}. */
    public static String when(ClosingDue due) {
        if (due.isLate()) {
            return Formats.count(due.late(), "day", "days") + " late";
        }
        return due.late() == 0
                ? "due today"
                : due.late() == -1 ? "due tomorrow" : "due " + Formats.shortDate(due.day());
    }

    /** {@code It was due on 12 Oct 2026.} */
    public static String day(ClosingDue due) {
        return (due.isLate() ? "It was due on " : "It is due on ") + Formats.date(due.day()) + ".";
    }

    /**
     * The text of a reminder.
     *
     * @param owner whether it goes to the step's owner, and not to everybody in finance
     */
    public static String mail(ClosingDue due, boolean owner, String link) {
        return headline(due) + ".\n  " + day(due) + "\n  Month: " + link + "\n\n"
                + (owner
                        ? "You get this mail because the closing calendar names you for this step."
                        : "Everybody in finance gets this mail, because the closing calendar names nobody in finance for"
                                + " this step who has an e-mail address.")
                + " It comes once a day until the step is done.\n";
    }

    public static String refused(Problem problem) {
        return switch (problem) {
            case NOT_A_NUMBER -> "Enter a number of days, such as 5.";
            case OUT_OF_RANGE -> "Enter 1 to 90 days.";
            case BEFORE_EARLIER_STEP -> "This step can\u2019t be due before the step above it.";
            case NOT_FINANCE -> "This person is no longer in finance. Choose someone else.";
        };
    }
}
