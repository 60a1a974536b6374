package dev.bursar.admin;

import dev.bursar.setup.reach.AccountReach;
import dev.bursar.setup.reach.PlaceState;
import dev.bursar.ui.Icons;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import module java.base;

/** How an account, or something in it, answered last: an icon and a word. */
public final class AccessBadge {
    private AccessBadge() {}

    /** One state for an account with all that is in it. */
    public static StatusBadge of(AccountReach account) {
        return account.inPart() ? new StatusBadge(Kind.WARNING, Icons.TRIANGLE_ALERT, "Partial") : of(account.role());
    }

    /** @param state empty for what was never checked */
    public static StatusBadge of(Optional<PlaceState> state) {
        return state.map(known -> of(known.state()))
                .orElseGet(() -> new StatusBadge(Kind.NEUTRAL, Icons.CIRCLE_DASHED, "Not checked"));
    }

    private static StatusBadge of(PlaceState.State state) {
        return switch (state) {
            case ANSWERS -> new StatusBadge(Kind.SUCCESS, Icons.CIRCLE_CHECK, "Connected");
            case DENIED -> new StatusBadge(Kind.DANGER, Icons.CIRCLE_ALERT, "Refused");
            case OFF -> new StatusBadge(Kind.NEUTRAL, Icons.CIRCLE_PAUSE, "Region off");
            case SUSPENDED -> new StatusBadge(Kind.NEUTRAL, Icons.CIRCLE_PAUSE, "Suspended");
            case LIMITED -> new StatusBadge(Kind.WARNING, Icons.HOURGLASS, "Throttled");
            case FAILED -> new StatusBadge(Kind.WARNING, Icons.TRIANGLE_ALERT, "No answer");
            case INCOMPLETE -> new StatusBadge(Kind.WARNING, Icons.TRIANGLE_ALERT, "Incomplete");
        };
    }

    /** Whether there is nothing to do about the account. */
    public static boolean answers(AccountReach account) {
        return !account.inPart()
                && account.role()
                        .filter(known -> known.state() == PlaceState.State.ANSWERS)
                        .isPresent();
    }

    /** For sorting. */
    public static int rank(AccountReach account) {
        return account.inPart()
                ? 0
                : account.role().map(known -> known.state().ordinal() + 1).orElse(-1);
    }
}
