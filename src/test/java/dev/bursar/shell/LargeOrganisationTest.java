package dev.bursar.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.html.Span;
import dev.bursar.access.SignedInAs;
import dev.bursar.admin.TeamsFixture;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.kernel.Role;
import dev.bursar.org.Organisation;
import dev.bursar.ownership.OwnershipRules;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestDatabase;
import dev.bursar.ui.Search;
import dev.bursar.ui.WaitingList;
import module java.base;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Forty teams whose names are long, written from right to left or markup, 300 accounts, and 2,000 teams that wait for an admin. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class LargeOrganisationTest extends OpenedPages {
    private static final int TEAMS = 40;
    private static final int ACCOUNTS = 300;
    private static final int WAITING = 2000;
    private static final List<String> NAMES = List.of(
            "Personalisation of Recommendations in the Northern Countries",
            "\u0641\u0631\u064A\u0642 \u0627\u0644\u062A\u0639\u0644\u0645 \u0627\u0644\u0622\u0644\u064A",
            "<b>Ranking</b> & \"Search\"",
            "Vision");
    /** Of pages that list teams, accounts or what waits, those that an admin may open. */
    private static final List<String> PAGES = List.of(
            "",
            "spend",
            "changes-in-cost",
            "anomalies",
            "budgets",
            "budgets/new",
            "budgets/all-teams",
            "chargeback",
            "chargeback/pools",
            "tags",
            "tags/coverage",
            "tags/values",
            "efficiency",
            "admin/teams",
            "admin/accounts",
            "admin/reach",
            "admin/rules",
            "admin/rules/new",
            "admin/people",
            "admin/set-up");

    @Autowired
    ApplicationContext portal;

    @Autowired
    TestDatabase database;

    @Autowired
    WaitingList waiting;

    @Autowired
    Search search;

    private static String name(int team) {
        String name = NAMES.get(team % NAMES.size());
        return team < NAMES.size() ? name : name.substring(0, Math.min(57, name.length())) + " " + team;
    }

    @BeforeEach
    void organisation() {
        TeamsFixture.empty(portal);
        var organisation = portal.getBean(Organisation.class);
        portal.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
            for (int team = 0; team < TEAMS; team++) {
                portal.getBean(OwnershipRules.class)
                        .append(organisation.teamNamed(name(team)), List.of("value-" + team), false, null, null);
            }
        });
        database.jdbc().sql("""
                        insert into account (id, name, payer, state, observed_at, seen_at)
                        select '222222222' || lpad(n::text, 3, '0'), 'account <i>' || n || '</i>', '111111111111', 'ACTIVE', now(), now()
                          from generate_series(1, :accounts) n
                        """).param("accounts", ACCOUNTS).update();
        for (int account = 1; account <= ACCOUNTS; account += 3) {
            ChargeFixture.load(
                    portal,
                    "2026-11-20",
                    "222222222%03d".formatted(account),
                    "Amazon EC2",
                    "value-" + account % TEAMS,
                    String.valueOf(account));
        }
        database.jdbc().sql("""
                        insert into team (name, confirmed) select 'New ' || n, false from generate_series(1, :waiting) n
                        """).param("waiting", WAITING).update();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void eachPageShowsItAndNamesAreTexts() {
        open("");
        assertThat(page().getTextRecursively()).contains("2,000 new teams to confirm");
        assertThat(find(Span.class).withClassName("menu-count").all())
                .extracting(Span::getText)
                .anyMatch(count -> count.equals("2,000") || count.equals("999+"));
        assertThat(waiting.look().failed()).isEmpty();
        for (String page : PAGES) {
            open(page);
            assertThat(page().getOuterHTML()).as(page).doesNotContain("<b>Ranking", "account <i>");
        }
        for (int team = 0; team < NAMES.size(); team++) {
            String name = name(team);
            assertThat(search.find(List.of(), name).hits())
                    .as(name)
                    .anyMatch(hit -> hit.name().equals(name));
        }
        assertThat(search.find(List.of(), "e").hits()).as("one letter").hasSizeLessThan(100);
        assertThat(search.find(List.of(), "x".repeat(10_000)).hits()).isEmpty();
    }
}
