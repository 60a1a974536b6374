package dev.bursar.admin.organisation;

import dev.bursar.setup.reach.PlaceState;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An account with what teams spend in it.
 *
 * @param name AWS's; the id where AWS lists no such account
 * @param payer the paying account's name
 * @param paysItself whether it is the payer
 * @param state AWS's word; null where AWS lists no such account
 * @param access how the account answered when Bursar checked it last; empty where it never did
 * @param seen the first day on which it was listed or had costs; null when neither is known
 * @param teams largest first
 * @param thisMonth what was spent in it in the month so far
 */
record AccountLine(
        String id,
        String name,
        String payer,
        boolean paysItself,
        @Nullable String state,
        Optional<PlaceState> access,
        @Nullable LocalDate seen,
        List<TeamCosts> teams,
        Amounts thisMonth) {
    AccountLine {
        teams = List.copyOf(teams);
    }

    /** A team's costs in an account. */
    record TeamCosts(String team, Amounts amounts) {}
}
