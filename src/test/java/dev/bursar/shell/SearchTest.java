package dev.bursar.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.access.SignedInAs;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.efficiency.WorkloadRows;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.SearchText;
import dev.bursar.org.Organisation;
import dev.bursar.tagging.ResourceRows;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestDatabase;
import dev.bursar.trail.TrailRows;
import dev.bursar.ui.Finding;
import dev.bursar.ui.Finding.Hit;
import dev.bursar.ui.Search;
import dev.bursar.ui.Search.Found;
import module java.base;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

/** What each role finds of two teams: the pages, a workload, a budget, statements and events of each. */
@BursarTest
class SearchTest {
    private static final List<Hit> PAGES =
            List.of(new Hit("Spend", "", "spend", List.of()), new Hit("Violations", "Tags", "tags", List.of("Tags")));
    private static final String ACCOUNT = "012345678901";

    @Autowired
    ApplicationContext portal;

    @Autowired
    Search search;

    @Autowired
    List<Finding> findings;

    @Autowired
    Scope scope;

    @Autowired
    TestDatabase database;

    private final Map<String, UUID> events = new HashMap<>();

    @BeforeEach
    void twoTeams() {
        try (var owner = database.owner()) {
            var jdbc = JdbcClient.create(owner);
            jdbc.sql("""
                            truncate ownership_rule, charge, charge_slice, spend_by_service, spend_by_account, spend_by_team,
                              spend_by_month, account cascade
                            """).update();
            WorkloadRows.clear(jdbc);
            TrailRows.clear(jdbc);
            ResourceRows.clear(jdbc);
            jdbc.sql("truncate budget, chargeback_cut, chargeback_shown cascade")
                    .update();
            for (var month : List.of("2026-09-01", "2026-10-01")) {
                jdbc.sql("""
                                insert into chargeback_cut (billing_month, fingerprint, made_at, observed_at, charges, estimated,
                                       from_exports, from_cost_explorer)
                                values (cast(:month as date), sha256('x'), now(), now(), 0, 0, false, true)
                                """).param("month", month).update();
            }
            jdbc.sql(
                            "insert into chargeback_shown (billing_month, shown_at, shown_by) values ('2026-10-01', now(), 'x')")
                    .update();
        }
        ChargeFixture.load(portal);
        var rows = new WorkloadRows(database.jdbc());
        rows.judged();
        for (var team : List.of("Research", "Vision")) {
            int number = portal.getBean(Organisation.class).teamNamed(team).value();
            String word = team.toLowerCase(Locale.ROOT);
            rows.endpoint(word + "-ranking").ownedBy(number).add();
            database.jdbc().sql("""
                            with b as (insert into budget (scope, team_id, cadence, year_start, currency, tell_leads)
                                       values ('team', :team, 'MONTH', 1, 'USD', false) returning id),
                                 l as (insert into budget_limit select id, '2026-11-01', 100 from b)
                            insert into budget_basis select id, '2026-11-01', 'EFFECTIVE', '{}', false from b
                            """).param("team", number).update();
            var resource =
                    new ResourceRows(database.jdbc()).instance("i-" + word).ownedBy(number);
            resource.add();
            events.put(
                    team,
                    new TrailRows(portal, database.jdbc())
                            .event("StopInstances", "2026-11-10T10:00:00Z")
                            .on(resource.arn())
                            .add());
        }
    }

    private Found find(String typed) {
        return search.find(PAGES, typed);
    }

    private List<String> addresses(String typed) {
        return find(typed).hits().stream().map(Hit::address).toList();
    }

    private List<String> names(String typed) {
        return find(typed).kinds().stream()
                .flatMap(kind -> kind.hits().stream().map(hit -> kind.kind() + ": " + hit.name()))
                .toList();
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Research")
    void aLeadFindsTheirTeamAndNothingOfAnother() {
        assertThat(names("research"))
                .containsExactly(
                        "Teams: Research",
                        "Budgets: Research",
                        "Workloads: research-ranking",
                        "Statements: Research, October 2026");
        assertThat(addresses("research").getFirst()).startsWith("spend?by=service&f=team.is.");
        assertThat(names(ACCOUNT)).containsExactly("Accounts: " + ACCOUNT);
        assertThat(addresses(ACCOUNT)).containsExactly("spend?by=service&f=account.is." + ACCOUNT);
        assertThat(names("stopinstances")).containsExactly("CloudTrail events: StopInstances");
        assertThat(addresses("StopInstances")).containsExactly("cloudtrail?event=" + events.get("Research"));
        assertThat(addresses(events.get("Research").toString())).hasSize(1);

        for (var others : List.of("vision", "Vision, October", "vision-ranking", "Unallocated", "September 2026")) {
            assertThat(find(others)).usingRecursiveComparison().isEqualTo(nothing(others));
        }
        String event = events.get("Vision").toString();
        assertThat(find(event)).usingRecursiveComparison().isEqualTo(nothing(event));
        assertThat(find("no such name").searched())
                .containsExactly(
                        "Pages", "Teams", "Accounts", "Workloads", "Statements", "Budgets", "CloudTrail events");
    }

    /** What is said where there is nothing of the name at all. */
    private Found nothing(String typed) {
        return new Found(SearchText.of(typed), List.of(), find("no such name").searched(), List.of());
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void financeFindsAllTeamsAndNeitherPeopleNorEvents() {
        assertThat(names("vision"))
                .containsExactly(
                        "Teams: Vision",
                        "Budgets: Vision",
                        "Workloads: vision-ranking",
                        "Statements: Vision, October 2026",
                        "Statements: Vision, September 2026");
        assertThat(addresses("vision").getFirst()).startsWith("admin/teams/");
        assertThat(addresses(ACCOUNT)).containsExactly("spend?by=service&f=account.is." + ACCOUNT);
        assertThat(names("unallocated oct")).containsExactly("Statements: Unallocated, October 2026");
        assertThat(names("StopInstances")).isEmpty();
        assertThat(find("x y z").searched())
                .containsExactly("Pages", "Teams", "Accounts", "Workloads", "Statements", "Budgets");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "\\", "%%", "_ision", "vis%on", "<b>", "\u202Eisiv", "' or 1=1", "\0"})
    @SignedInAs(Role.AUDITOR)
    void whatStandsForMoreElsewhereIsAText(String typed) {
        assertThat(find(typed).failed()).isEmpty();
        assertThat(typed.equals("\0") ? List.of() : find(typed).hits()).isEmpty();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anAdminFindsPeopleAccountsAndEvents() {
        assertThat(addresses(ACCOUNT)).containsExactly("admin/accounts?q=" + ACCOUNT);
        assertThat(find("stopinstances").hits()).hasSize(2);
        String self = scope.actor().name();
        assertThat(find(self).kinds())
                .anySatisfy(kind -> assertThat(kind.kind()).isEqualTo("People"));
        assertThat(names("tags")).containsExactly("Pages: Violations");
        assertThat(find("").hits()).isEqualTo(PAGES);
        // one letter finds names that begin with it
        assertThat(names("v"))
                .contains("Teams: Vision", "Pages: Violations")
                .doesNotContain("Workloads: research-ranking");
        assertThat(find("v".repeat(10_000)).hits()).isEmpty();
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Research")
    void kindsAnswerALeadWhereTheySaySo() {
        answersWhomItSays(Role.LEAD);
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void kindsAnswerFinanceWhereTheySaySo() {
        answersWhomItSays(Role.FINANCE);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void kindsAnswerAnAdminWhereTheySaySo() {
        answersWhomItSays(Role.ADMIN);
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void kindsAnswerAnAuditorWhereTheySaySo() {
        answersWhomItSays(Role.AUDITOR);
    }

    private void answersWhomItSays(Role role) {
        var text = SearchText.of("some name");
        assertThat(findings).hasSizeGreaterThanOrEqualTo(7);
        for (var finding : findings) {
            if (finding.roles().contains(role)) {
                assertThat(finding.find(text, 5)).as(finding.kind()).isEmpty();
            } else {
                assertThatThrownBy(() -> finding.find(text, 5))
                        .as(finding.kind())
                        .isInstanceOf(AccessDeniedException.class);
            }
        }
    }
}
