package dev.bursar.admin.organisation;

import dev.bursar.org.ChangeRefused.Reason;
import dev.bursar.ownership.RuleRefused;
import dev.bursar.ui.Formats;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the pages of Admin say about days, lists and changes that can't be. */
public final class TeamText {
    /** What began before anybody kept days begins here. */
    private static final LocalDate ALWAYS = LocalDate.of(2000, 1, 1);

    private TeamText() {}

    /** {@code always}, {@code since 1 Nov 2026}, {@code until 31 Oct 2026}, {@code 1 May 2026 – 31 Oct 2026}. */
    static String days(LocalDate from, @Nullable LocalDate to) {
        boolean always = !from.isAfter(ALWAYS);
        if (to == null) {
            return always ? "always" : "since " + Formats.date(from);
        }
        String last = Formats.date(to.minusDays(1));
        return always ? "until " + last : Formats.date(from) + " \u2013 " + last;
    }

    /** {@code Vision}, {@code Vision and Search}, {@code Vision, Search and 3 more}. */
    public static String some(List<String> names, int most) {
        if (names.isEmpty()) {
            return "";
        }
        int shown = names.size() <= most ? names.size() : Math.max(1, most - 1);
        int rest = names.size() - shown;
        String last = rest > 0 ? Formats.count(rest) + " more" : names.get(shown - 1);
        List<String> head = names.subList(0, rest > 0 ? shown : shown - 1);
        return head.isEmpty() ? last : String.join(", ", head) + " and " + last;
    }

    /**
     * Why a change can't be, and what to do.
     *
     * @param what {@code team} or {@code department}
     */
    public static String refusal(Reason reason, String what) {
        return switch (reason) {
            case NAME_EMPTY -> "Enter a name.";
            case NAME_TOO_LONG -> "A name has at most 100 characters; shorten it.";
            case NAME_NOT_VISIBLE -> "A name is one line of visible characters; type it again.";
            case NAME_RESERVED -> "This name is used for costs that no team owns; choose another name.";
            case NAME_TAKEN -> "There is a " + what + " of this name; choose another.";
            case COST_CENTRE_TOO_LONG -> "A cost centre has at most 50 characters; shorten it.";
            case COST_CENTRE_NOT_VISIBLE -> "A cost centre is one line of visible characters; type it again.";
            case DAY_OUT_OF_RANGE -> "Choose a day from 1 Jan 2000 to 31 Dec 2199.";
            case BEFORE_IT_BEGINS -> "The " + what + " is not there yet on this day; choose a later one.";
            case ENDS_BEFORE_IT_BEGINS -> "The " + what + " begins on this day or later; choose a later one.";
            case HAS_ENDED -> "The " + what + " has ended by this day; choose an earlier one.";
            case DEPARTMENT_NOT_THERE ->
                "This department is not there from this day on; choose another, or a later day.";
            case LIES_IN_ITSELF -> "This department lies in the one that you move; choose another.";
            case INTO_ITSELF -> "A team can't go on as itself; choose another.";
            case TARGET_NOT_THERE -> "This team is not there from this day on; choose another, or a later day.";
            case NOT_EMPTY -> "Teams or departments lie in it on this day or later; move them first.";
        };
    }

    /** Why the rules that a change of teams makes can't be. */
    public static String refusal(RuleRefused.Reason reason) {
        return switch (reason) {
            case CLAIMED_ALREADY ->
                "Another ownership rule claims exactly the same on some of these days. Change or end it first.";
            case TEAM_NOT_THERE ->
                "The team that would own the costs is not there on each of these days. Choose another.";
            case NO_CONDITION,
                    VALUE_TOO_LONG,
                    TOO_MANY_VALUES,
                    VALUE_NOT_STORABLE,
                    DAY_OUT_OF_RANGE,
                    ENDS_BEFORE_IT_BEGINS,
                    CHANGES_OUTSIDE_ITS_DAYS ->
                "The ownership rules can\u2019t be changed from this day on. Choose another.";
        };
    }
}
