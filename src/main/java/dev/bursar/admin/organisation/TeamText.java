package dev.bursar.admin.organisation;

import dev.bursar.org.ChangeRefused.Reason;
import dev.bursar.ownership.RuleRefused;
import dev.bursar.ui.Formats;
import module java.base;
import org.jspecify.annotations.Nullable;

/** What the pages of Admin say about days, lists and changes that can't be. */
public final class TeamText {
    /** What began before anybody kept days begins here. */
    private static final LocalDate ALWAYS = LocalDate.of(2000, 1, 1);

    private TeamText() {}

    static boolean always(LocalDate from, @Nullable LocalDate to) {
        return to == null && !from.isAfter(ALWAYS);
    }

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
            case NAME_TOO_LONG -> "A name can have at most 100 characters. Shorten it.";
            case NAME_NOT_VISIBLE -> "A name must be one line of visible characters. Enter it again.";
            case NAME_RESERVED -> "This name is used for costs that no team owns. Choose another name.";
            case NAME_TAKEN -> "A " + what + " with this name already exists. Choose another name.";
            case COST_CENTRE_TOO_LONG -> "A cost centre can have at most 50 characters. Shorten it.";
            case COST_CENTRE_NOT_VISIBLE -> "A cost centre must be one line of visible characters. Enter it again.";
            case DAY_OUT_OF_RANGE -> "Choose a date from 1 Jan 2000 to 31 Dec 2199.";
            case BEFORE_IT_BEGINS -> "The " + what + " doesn\u2019t exist yet on this date. Choose a later date.";
            case ENDS_BEFORE_IT_BEGINS -> "The " + what + " starts on or after this date. Choose a later date.";
            case HAS_ENDED -> "The " + what + " has already ended by this date. Choose an earlier date.";
            case DEPARTMENT_NOT_THERE ->
                "This department doesn\u2019t exist from this date. Choose another department or a later date.";
            case LIES_IN_ITSELF -> "This department is inside the one that you move. Choose another department.";
            case INTO_ITSELF -> "A team can\u2019t be its own successor. Choose another team.";
            case TARGET_NOT_THERE ->
                "This team doesn\u2019t exist from this date. Choose another team or a later date.";
            case NOT_EMPTY -> "It contains teams or departments on this date or later. Move them first.";
        };
    }

    /** Why the rules that a change of teams makes can't be. */
    public static String refusal(RuleRefused.Reason reason) {
        return switch (reason) {
            case CLAIMED_ALREADY ->
                "Another ownership rule has the same conditions on some of these days. Change or end it first.";
            case TEAM_NOT_THERE ->
                "The team that would own the costs doesn\u2019t exist on all of these days. Choose another team.";
            case NO_CONDITION,
                    VALUE_TOO_LONG,
                    TOO_MANY_VALUES,
                    VALUE_NOT_STORABLE,
                    NOT_A_CALLER,
                    NOT_A_PROFILE,
                    NOT_A_CLUSTER,
                    NOTHING_NAMED,
                    DAY_OUT_OF_RANGE,
                    ENDS_BEFORE_IT_BEGINS,
                    CHANGES_OUTSIDE_ITS_DAYS ->
                "The ownership rules can\u2019t be changed from this date. Choose another date.";
        };
    }
}
