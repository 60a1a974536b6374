package dev.bursar.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import dev.bursar.access.SignedInAs;
import dev.bursar.kernel.Role;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.WhoMayOpen;
import module java.base;
import org.junit.jupiter.api.Test;

/** Before anything was read or set: no page says that nothing is wrong, and each says which of the states it is in. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class FirstUseStatesTest extends OpenedPages {
    /** By the state; what isn't named shows forms or settings. */
    private static final Set<String> NOT_SET_UP = Set.of(
            "",
            "admin",
            "admin/imports",
            "admin/rules",
            "admin/teams",
            "anomalies",
            "budgets",
            "budgets/all-teams",
            "changes",
            "changes-in-cost",
            "chargeback/adjustments",
            "chargeback/ledger",
            "efficiency/prices",
            "exports",
            "spend",
            "spend/breakdown",
            "spend/clusters",
            "spend/lines",
            "spend/models",
            "spend/reconciliation",
            "spend/views",
            "tags",
            "tags/coverage",
            "tags/exemptions",
            "tags/policies",
            "tags/values");

    private static final Set<String> NOT_READ = Set.of(
            "admin/accounts",
            "admin/reach/regions",
            "budgets/aws",
            "chargeback",
            "chargeback/documents",
            "chargeback/pools",
            "chargeback/pools/new",
            "chargeback/pools/usual",
            "cloudtrail",
            "efficiency",
            "efficiency/provisioned",
            "sync",
            "tags/keys");

    private Map<String, String> states(Role role) {
        var states = new TreeMap<String, String>();
        WhoMayOpen.ROUTES.forEach((route, roles) -> {
            if (roles.contains(role) && !route.contains(":")) {
                String found = states(route);
                if (!found.isEmpty()) {
                    states.put(route, found);
                }
            }
        });
        return states;
    }

    private void areAsTheyShould(Role role) {
        Map<String, String> states = states(role);
        assertThat(states).isNotEmpty();
        states.forEach((route, state) -> {
            // Bursar's own record is whole from its first day on
            String expected = route.equals("admin/journal")
                    ? "nothing-found"
                    : NOT_READ.contains(route) && !isOfFinance(role, route) ? "not-read" : "not-set-up";
            assertThat(state).as(route + " as " + role).isEqualTo(expected);
        });
        assertThat(states.keySet())
                .containsAll(WhoMayOpen.ROUTES.keySet().stream()
                        .filter(route -> NOT_SET_UP.contains(route) || NOT_READ.contains(route))
                        .filter(route -> WhoMayOpen.ROUTES.get(route).contains(role) && !isListed(role, route))
                        .toList());
    }

    /** Set-up lists tag keys, where an admin has opened it before; Admin opens with People, of whom there is one. */
    private static boolean isListed(Role role, String route) {
        return role == Role.ADMIN && route.equals("tags/keys") || role != Role.FINANCE && route.equals("admin");
    }

    /** A lead sees statements once finance shows them. */
    private static boolean isOfFinance(Role role, String route) {
        return role == Role.LEAD && route.equals("chargeback");
    }

    @Test
    @SignedInAs(Role.LEAD)
    void noPageOfALeadSaysThatNothingIsWrong() {
        areAsTheyShould(Role.LEAD);
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void noPageOfFinanceSaysThatNothingIsWrong() {
        areAsTheyShould(Role.FINANCE);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void noPageOfAnAdminSaysThatNothingIsWrong() {
        areAsTheyShould(Role.ADMIN);
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void noPageOfAnAuditorSaysThatNothingIsWrong() {
        areAsTheyShould(Role.AUDITOR);
    }
}
