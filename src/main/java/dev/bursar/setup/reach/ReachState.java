package dev.bursar.setup.reach;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What is chosen about reading member accounts and how they answered last.
 *
 * @param own the account of Bursar's own credentials; null before AWS has said it
 * @param principal whose these credentials are; null where AWS has not said it, or named neither a user nor a role
 * @param accounts that of Bursar's own credentials first, then by name
 * @param mayEdit whether the person may change and test it
 */
public record ReachState(
        ReachSettings settings,
        @Nullable String own,
        @Nullable OwnPrincipal principal,
        ReachSummary summary,
        List<AccountReach> accounts,
        boolean mayEdit) {
    public ReachState {
        accounts = List.copyOf(accounts);
    }
}
