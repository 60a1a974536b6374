package dev.bursar.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.access.LedTeam;
import dev.bursar.access.NewPerson;
import dev.bursar.access.People;
import dev.bursar.access.PersonRow;
import dev.bursar.access.SignedInAs;
import dev.bursar.admin.TeamsFixture;
import dev.bursar.budgets.alerts.BudgetWatch;
import dev.bursar.budgets.plan.BudgetEdits;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamId;
import dev.bursar.tagging.ResourceRows;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestClock;
import dev.bursar.testing.TestDatabase;
import dev.bursar.trail.TrailRows;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/** What an alert's mail says of the event behind it: an endpoint of Vision that costs $200 a day since 10 November. */
@BursarTest
@SignedInAs(Role.ADMIN)
class BudgetCausesTest {
    private static final LocalDate NOVEMBER = LocalDate.parse("2026-11-01");
    private static final String TIDE = endpoint("tide");

    @Autowired
    ApplicationContext portal;

    @Autowired
    BudgetEdits edits;

    @Autowired
    BudgetWatch watch;

    @Autowired
    BackgroundScope background;

    @Autowired
    People people;

    @Autowired
    TestClock clock;

    @Autowired
    TestDatabase database;

    private TrailRows trail;

    private static String endpoint(String name) {
        return "arn:aws:sagemaker:eu-central-1:" + TrailRows.ACCOUNT + ":endpoint/" + name;
    }

    @BeforeEach
    void costs() {
        clear();
        TeamsFixture.load(portal);
        clock.forward(Duration.between(clock.instant(), TestClock.START));
        trail = new TrailRows(portal, database.jdbc());
        trail.account(TrailRows.ACCOUNT, "Vision");
        trail.read(TrailRows.ACCOUNT, "2026-08-25T00:00:00Z", "2026-11-24T09:00:00Z");
        charges();
        own("tide", team("Vision"));
        person("vision-lead", Role.LEAD, team("Vision"));
        PersonId finance = person("finance", Role.FINANCE, null);
        edits.create(new BudgetDraft(
                new BudgetScope.OfTeam(team("Vision")),
                Cadence.MONTH,
                "USD",
                NOVEMBER,
                List.of(new BigDecimal("1000")),
                BudgetBasis.USUAL,
                BudgetDraft.USUAL_THRESHOLDS,
                true,
                Set.of(finance)));
    }

    @AfterEach
    void clear() {
        try (var owner = database.owner()) {
            JdbcClient jdbc = JdbcClient.create(owner);
            BudgetTables.clear(jdbc);
            jdbc.sql("delete from outbox").update();
            jdbc.sql("delete from charge where account_id in (select id from term where kind = 1 and value = :account)")
                    .param("account", TrailRows.ACCOUNT)
                    .update();
            TrailRows.clear(jdbc);
            ResourceRows.clear(jdbc);
        }
    }

    private <T> T system(Supplier<T> work) {
        SecurityContext signedIn = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        try {
            return background.call(work);
        } finally {
            SecurityContextHolder.setContext(signedIn);
        }
    }

    private TeamId team(String name) {
        return new TeamId(database.jdbc()
                .sql("select id from team where name = ?")
                .param(name)
                .query(Integer.class)
                .single());
    }

    private PersonId person(String name, Role role, @org.jspecify.annotations.Nullable TeamId led) {
        PersonId person = system(() -> people.find(name)
                .map(PersonRow::id)
                .orElseGet(() -> people.create(new NewPerson(name, name, Set.of(role)))));
        try (var owner = database.owner()) {
            JdbcClient.create(owner)
                    .sql("update person set email = :mail where id = :id")
                    .param("mail", name + "@example.org")
                    .param("id", person.value())
                    .update();
        }
        if (led != null) {
            system(() -> {
                people.assignLead(person, new LedTeam(led, LocalDate.parse("2026-01-01"), null));
                return true;
            });
        }
        return person;
    }

    private void own(String name, TeamId team) {
        new ResourceRows(database.jdbc())
                .of("sagemaker:endpoint", name)
                .arn(endpoint(name))
                .ownedBy(team.value())
                .add();
    }

    private int term(int kind, String text) {
        JdbcClient jdbc = database.jdbc();
        jdbc.sql("""
                        insert into term (kind, value, hash) values (:kind, :text, sha256(convert_to(:text, 'UTF8')))
                        on conflict do nothing
                        """).param("kind", kind).param("text", text).update();
        return jdbc.sql("select id from term where kind = :kind and value = :text")
                .param("kind", kind)
                .param("text", text)
                .query(Integer.class)
                .single();
    }

    private void charges() {
        database.jdbc()
                .sql("""
                        insert into charge (charge_day, account_id, service_id, record_type_id, tag_value_id, team_id, rule_id, currency,
                               billed_cost, effective_cost, unblended_cost, amortized_cost, net_unblended_cost, usage_quantity, usage_unit,
                               export_id, region_id, usage_type_id, resource_id)
                        select day::date, :account, :service, :type, :tag, :team, 0, 'USD', 200, 200, 200, 200, 200, 24, 'Hrs', 1, :region,
                               :usage, :resource
                          from generate_series(date '2026-11-10', date '2026-11-23', interval '1 day') day
                        """)
                .param("account", term(1, TrailRows.ACCOUNT))
                .param("service", term(2, "Amazon SageMaker"))
                .param("type", term(3, "Usage"))
                .param("tag", term(4, "vision"))
                .param("team", team("Vision").value())
                .param("region", term(5, "eu-central-1"))
                .param("usage", term(6, "EUC1-Host:ml.g5.xlarge"))
                .param("resource", term(10, TIDE))
                .update();
    }

    private List<String> mails() {
        ChargeFixture.load(portal, "2026-11-20", "111111111111", "Amazon EC2", "vision", "2000");
        for (int i = 0; i < 2; i++) { // it decides at the second look that sees the same
            system(() -> {
                watch.look();
                return true;
            });
        }
        return database.jdbc()
                .sql("select recipient || E'\\n' || body from outbox order by recipient")
                .query(String.class)
                .list();
    }

    @Test
    void theEventWithItsPersonAndDayIsNamedAndWhatItCostsADay() {
        trail.event("CreateEndpoint", "2026-11-09T23:46:00Z").making(TIDE).add();
        assertThat(mails())
                .hasSize(2)
                .allSatisfy(mail -> assertThat(mail)
                        .contains("Largest increases: ")
                        .contains("Largest cause: ada@example.org created tide on 9 Nov, about $200 a day.")
                        .contains("What changed: ", "/changes-in-cost?from=2026-11-01&to="));
    }

    @Test
    void anEventThatALeadMayNotSeeWholeIsNoCauseForThem() {
        own("foreign", team("Fraud"));
        trail.event("CreateEndpoint", "2026-11-09T23:46:00Z")
                .on(TIDE, endpoint("foreign"))
                .add();
        assertThat(mails())
                .satisfiesExactly(
                        finance -> assertThat(finance)
                                .startsWith("finance@example.org")
                                .contains("ada@example.org created tide"),
                        lead -> assertThat(lead)
                                .startsWith("vision-lead@example.org")
                                .contains("Largest increases: ")
                                .doesNotContain("ada@example.org", "cause", "What changed"));
    }

    @Test
    void noAlertIsToldOfAMonthThatIsStillReadForTheFirstTime() {
        database.jdbc().sql("""
                        insert into sync_run (job, started_by, started_at, state) values ('exports', 'test', '2026-11-24T06:00Z', 'running')
                        """).update();
        assertThat(mails()).isEmpty();
        database.jdbc()
                .sql("update sync_run set state = 'done-with-failures', ended_at = '2026-11-24T06:10Z'")
                .update();
        assertThat(mails()).hasSize(2);
    }

    @Test
    void withoutAnEventTheMailIsAsItWas() {
        assertThat(mails())
                .hasSize(2)
                .allSatisfy(
                        mail -> assertThat(mail).contains("Largest increases: ").doesNotContain("cause"));
    }
}
