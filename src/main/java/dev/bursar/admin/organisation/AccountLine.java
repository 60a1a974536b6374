package dev.bursar.admin.organisation;

import dev.bursar.kernel.NoCosts;
import dev.bursar.setup.reach.AccountReach;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * An account with what teams spend in it.
 *
 * @param name AWS's; the id where AWS lists no such account
 * @param payer the paying account's name
 * @param paysItself whether it is the payer
 * @param state AWS's word; null where AWS lists no such account
 * @param reach how the account and what is in it answered when Bursar checked it last
 * @param seen the first day on which it was listed or had costs; null when neither is known
 * @param teams largest first
 * @param thisMonth what was spent in it in the month so far
 * @param none why it may have no costs this month
 */
record AccountLine(
        String id,
        String name,
        String payer,
        boolean paysItself,
        @Nullable String state,
        AccountReach reach,
        @Nullable LocalDate seen,
        List<TeamCosts> teams,
        Amounts thisMonth,
        NoCosts none) {
    AccountLine {
        teams = List.copyOf(teams);
    }

    /** Whether AWS lists it as in use, so that Bursar asks it. */
    boolean active() {
        return "ACTIVE".equals(state);
    }

    /** A team's costs in an account. */
    record TeamCosts(String team, Amounts amounts) {}
}
