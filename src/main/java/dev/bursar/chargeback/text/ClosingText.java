package dev.bursar.chargeback.text;

import dev.bursar.chargeback.ledger.Posting;
import dev.bursar.chargeback.ledger.text.LedgerText;
import dev.bursar.chargeback.month.CalendarRefused.Problem;
import dev.bursar.chargeback.month.ClosingDue;
import dev.bursar.chargeback.month.ClosingLook;
import dev.bursar.chargeback.month.ClosingLook.Owed;
import dev.bursar.chargeback.month.ClosingLook.Silent;
import dev.bursar.chargeback.month.ClosingStep;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import module java.base;

/** The closing calendar in words. */
public final class ClosingText {
    private static final int MOST_NAMED = 12;
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_REASON = 500;

    private ClosingText() {}

    public static String name(ClosingStep step) {
        return switch (step) {
            case DOCUMENTS -> "Documents";
            case ISSUED -> "Issue";
            case ANSWERED -> "Answers";
            case CLOSED -> "Close";
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
                        : "Everybody in finance gets this mail, because the closing calendar names nobody in finance"
                                + " for this step who has an e-mail address.")
                + " It comes once a day until the step is done.\n";
    }

    /** {@code AWS rounding}, {@code AWS receivable, September 2026}. */
    public static String posted(Posting posting, YearMonth closed) {
        String account = LedgerText.account(posting.account(), Map.of());
        return posting.ofMonth().equals(closed) ? account : account + ", " + Formats.month(posting.ofMonth());
    }

    /** All that is named once more before a month is closed, a sentence each. */
    public static List<String> look(ClosingLook look, YearMonth month) {
        var sentences = new ArrayList<String>();
        look.owed().forEach(one -> sentences.add(owed(one)));
        if (!look.posted().isEmpty()) {
            sentences.add("Closing posts "
                    + look.posted().stream()
                            .map(one -> posted(one, month) + ": "
                                    + Formats.signed(
                                            one.amount().getAmount(),
                                            one.amount().getCurrencyUnit().getCode()))
                            .collect(Collectors.joining("; "))
                    + ".");
        }
        sentences.addAll(differences(look));
        sentences.addAll(open(look));
        return sentences;
    }

    /** Differences that finance accepted, a sentence each; none where there are none. */
    public static List<String> differences(ClosingLook look) {
        return Stream.concat(
                        look.accepted().stream()
                                .map(one -> Formats.signed(one.amount(), one.currency()) + " is accepted by "
                                        + PlainText.cut(one.by(), LONGEST_NAME) + " and stays on Accepted differences: "
                                        + PlainText.cut(one.reason(), LONGEST_REASON)),
                        look.over().stream()
                                .map(one ->
                                        "Closing reverses the accepted " + Formats.signed(one.amount(), one.currency())
                                                + ", because the difference has changed since."))
                .toList();
    }

    private static String owed(Owed one) {
        return Formats.count(one.teams(), "team owes ", "teams owe ") + Formats.money(one.byTeams(), one.currency())
                + " in all; " + Formats.money(one.unallocated(), one.currency()) + " is unallocated."
                + (one.corrections().signum() == 0
                        ? ""
                        : " That includes corrections of closed months of "
                                + Formats.signed(one.corrections(), one.currency()) + ".")
                + (one.moved() == 0
                        ? ""
                        : " That includes " + Formats.count(one.moved(), "adjustment", "adjustments") + ", "
                                + Formats.signed(one.adjustments(), one.currency()) + " together.");
    }

    /** Disputes that are open and teams that haven't answered, a sentence each; none where there are none. */
    public static List<String> open(ClosingLook look) {
        var sentences = new ArrayList<String>();
        if (!look.disputes().isEmpty()) {
            sentences.add(Formats.count(look.disputes().size(), "dispute is open: ", "disputes are open: ")
                    + named(look.disputes().stream()
                            .map(one -> one.name() + " " + Formats.money(one.amount()))
                            .toList())
                    + ".");
        }
        List<String> asked = look.silent().stream()
                .filter(one -> one.by().isPresent())
                .map(Silent::name)
                .toList();
        if (!asked.isEmpty()) {
            sentences.add(Formats.count(asked.size(), "team has", "teams have") + " not answered yet, asked by "
                    + Formats.date(look.silent().stream()
                            .flatMap(one -> one.by().stream())
                            .max(Comparator.naturalOrder())
                            .orElseThrow())
                    + ": " + named(asked) + ".");
        }
        List<String> never = look.silent().stream()
                .filter(one -> one.by().isEmpty())
                .map(Silent::name)
                .toList();
        if (!never.isEmpty()) {
            sentences.add(
                    Formats.count(never.size(), "team", "teams") + " did not answer in time: " + named(never) + ".");
        }
        return sentences;
    }

    private static String named(List<String> names) {
        return names.size() <= MOST_NAMED
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_NAMED)) + " and "
                        + Formats.count(names.size() - MOST_NAMED, "other", "others");
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
