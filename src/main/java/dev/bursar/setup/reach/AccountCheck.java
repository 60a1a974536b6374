package dev.bursar.setup.reach;

import dev.bursar.org.Account;
import dev.bursar.setup.reach.PlaceState.State;
import dev.bursar.setup.spi.MemberAccounts;
import dev.bursar.setup.spi.MemberRole;
import dev.bursar.sync.Problem;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tries whether an account lets Bursar in and which Regions it has, and stores what came of it. */
@Component
class AccountCheck {
    private final MemberAccounts source;
    private final PlaceStates states;

    AccountCheck(MemberAccounts source, PlaceStates states) {
        this.source = source;
        this.states = states;
    }

    /**
     * An account to check.
     *
     * @param role null for the account of Bursar's own credentials
     * @param closed whether it is closed or suspended, and therefore not asked
     */
    record Target(String account, @Nullable MemberRole role, boolean closed) {
        static Target of(Account account, MemberRole role) {
            return new Target(account.id(), role, Reach.isClosed(account));
        }
    }

    /**
     * Asks outside of a transaction and stores in those of the caller.
     *
     * @param transaction runs a change in a transaction of its own
     * @return what AWS refused first; stored too
     */
    Optional<SourceProblem> check(Target target, RequestMeter meter, Consumer<Runnable> transaction) {
        String account = target.account();
        if (target.closed()) {
            transaction.accept(() -> closed(account));
            return Optional.empty();
        }
        MemberRole role = target.role();
        try {
            if (role != null) {
                source.enter(account, role, meter);
            }
            transaction.accept(() -> states.answered(account, "", PlaceState.ROLE));
        } catch (SourceProblem e) {
            transaction.accept(() -> states.problem(account, "", PlaceState.ROLE, e));
            return Optional.of(e);
        }
        try {
            List<String> regions = source.regions(account, role, meter);
            transaction.accept(() -> states.listed(account, regions));
            return Optional.empty();
        } catch (SourceProblem e) {
            transaction.accept(() -> states.problem(account, "", PlaceState.REGIONS, e));
            return Optional.of(e);
        }
    }

    private void closed(String account) {
        states.forgetAllBut(account, PlaceState.ROLE);
        states.store(
                account,
                "",
                PlaceState.ROLE,
                State.SUSPENDED,
                new Problem.AtPlace(Problem.Why.ACCOUNT_CLOSED, account, "", null, "", ""));
    }
}
