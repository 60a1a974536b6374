package dev.bursar.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.setup.KeyRefused.Reason;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.http.RequestLog;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.sync.CapReached;
import dev.bursar.sync.control.SyncService;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Set-up asks the simulated AWS over HTTP, what that costs, and what is kept of it. */
class SetupQuestionsTest {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final Organisation organisation = Organisation.seeded(7, clock);
    private SyncRig rig;
    private SetupService service;
    private SetupQuestions questions;

    @BeforeEach
    void start() {
        start(Map.of());
    }

    private void start(Map<String, Object> settings) {
        rig = new SyncRig(clock, organisation, settings);
        service = rig.bean(SetupService.class);
        questions = rig.bean(SetupQuestions.class);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private BigDecimal spent() {
        return rig.bean(SyncService.class).meter().today();
    }

    private long paid() {
        return rig.simulator.requests().count("GetCostAndUsage", RequestLog.OK)
                + rig.simulator.requests().count("GetCostForecast", RequestLog.OK);
    }

    private Check.Outcome outcome(Permission permission) {
        return service.state().check(permission).orElseThrow().outcome();
    }

    private List<String> journal() {
        return rig.database
                .jdbc()
                .sql("select action from journal order by id")
                .query(String.class)
                .list();
    }

    @Test
    void lookingAsksNothing() {
        SetupState state = service.state();
        assertThat(state.checks()).isEmpty();
        assertThat(state.keys()).isEmpty();
        assertThat(state.place().endpoint()).startsWith("http://127.0.0.1:");
        assertThat(state.teamKey().key()).isEqualTo("team");
        assertThat(state.teamKey().by()).isNull();
        assertThat(rig.simulator.requests().entries()).isEmpty();
    }

    private void answered(String api, String startedAt, String outcome) {
        long run = rig.database
                .jdbc()
                .sql("""
                        insert into sync_run (job, started_by, started_at, ended_at, state)
                        values ('costs', 'schedule', cast(:at as timestamptz), cast(:at as timestamptz), 'done') returning id
                        """)
                .param("at", startedAt)
                .query(Long.class)
                .single();
        rig.database
                .jdbc()
                .sql("""
                        insert into sync_request (day, run_id, api, account, outcome, requests, cost_usd)
                        values (cast(cast(:at as timestamptz) as date), :run, :api, '111111111111', :outcome, 3, 0)
                        """)
                .param("at", startedAt)
                .param("run", run)
                .param("api", api)
                .param("outcome", outcome)
                .update();
    }

    @Test
    void aRequestThatAwsAnsweredNeedsNoTest() {
        answered("ce:GetCostAndUsage", "2026-11-20T06:00:00Z", "answered");
        answered("ce:GetCostAndUsage", "2026-11-22T06:00:00Z", "answered");
        answered("ce:GetCostAndUsage", "2026-11-23T06:00:00Z", "failed");
        answered("ce:GetCostForecast", "2026-11-23T06:00:00Z", "failed");
        SetupState state = service.state();
        assertThat(state.check(Permission.GET_COST_AND_USAGE))
                .hasValueSatisfying(check -> assertThat(check.at()).isEqualTo("2026-11-22T06:00:00Z"));
        assertThat(outcome(Permission.GET_COST_AND_USAGE)).isEqualTo(Check.Outcome.GRANTED);
        assertThat(state.check(Permission.GET_COST_FORECAST)).isEmpty();
        rig.database.jdbc().sql("delete from sync_request").update();
    }

    @Test
    void whatIsFreeSaysWhoWeAreAndWhichTagsThereAre() {
        questions.askFree();

        SetupState state = service.state();
        assertThat(state.identity()).isNotNull();
        assertThat(state.identity().account()).isEqualTo(Organisation.PAYER);
        assertThat(state.identity().arn()).isEqualTo("arn:aws:iam::" + Organisation.PAYER + ":user/bursar");
        assertThat(state.checks().keySet())
                .isEqualTo(Arrays.stream(Permission.values())
                        .filter(one -> one.tested()
                                && one != Permission.GET_COST_AND_USAGE
                                && one != Permission.GET_COST_FORECAST)
                        .collect(Collectors.toSet()));
        assertThat(state.checks().values()).allMatch(check -> check.outcome() == Check.Outcome.GRANTED);
        assertThat(state.keys().stream()
                        .filter(found -> found.tag().active())
                        .map(found -> found.tag().key()))
                .containsExactlyInAnyOrder(Organisation.TEAM_TAG, Organisation.ENVIRONMENT_TAG);
        assertThat(state.keys().stream()
                        .filter(found -> found.tag().key().equals("team"))
                        .map(found -> found.tag().lastUsed()))
                .containsExactly(LocalDate.of(2026, 11, 1));
        assertThat(spent()).isZero();
        assertThat(paid()).isZero();
    }

    @Test
    void theTestOfPermissionsPaysWhatItSaid() {
        questions.testPermissions();

        assertThat(service.state().checks()).hasSize((int)
                Arrays.stream(Permission.values()).filter(Permission::tested).count());
        assertThat(service.state().checks().values())
                .allMatch(check ->
                        check.outcome() == Check.Outcome.GRANTED && check.at().equals(clock.instant()));
        assertThat(spent()).isEqualByComparingTo(Permission.testUsd()).isEqualByComparingTo("0.02");
        assertThat(paid()).isEqualTo(2);
        assertThat(journal()).contains("permissions-tested");
    }

    @Test
    void whatIsDeniedIsSaidWithWhatToDoAndTheRestGoesOn() {
        for (String operation : List.of("ListCostAllocationTags", "GetCostAndUsage", "ListAccounts")) {
            rig.simulator.faults().add(Fault.accessDenied().on(operation));
        }
        questions.testPermissions();

        for (Permission permission : List.of(
                Permission.LIST_COST_ALLOCATION_TAGS, Permission.GET_COST_AND_USAGE, Permission.LIST_ACCOUNTS)) {
            Check check = service.state().check(permission).orElseThrow();
            assertThat(check.outcome()).isEqualTo(Check.Outcome.DENIED);
            assertThat(check.problem()).isEqualTo("AWS refused " + permission.action() + " to Bursar's role.");
            assertThat(check.whatToDo()).contains("Allow " + permission.action());
        }
        assertThat(outcome(Permission.GET_CALLER_IDENTITY)).isEqualTo(Check.Outcome.GRANTED);
        assertThat(outcome(Permission.GET_COST_FORECAST)).isEqualTo(Check.Outcome.GRANTED);
        assertThat(spent()).isEqualByComparingTo("0.01");

        rig.simulator.faults().clear();
        questions.testPermissions();
        assertThat(service.state().checks().values()).allMatch(check -> check.outcome() == Check.Outcome.GRANTED);
    }

    @Test
    void whoIsThrottledOrHasNoCredentialsIsNotSaidToBeDenied() {
        rig.simulator.faults().add(Fault.throttled().on("ListAccounts"));
        rig.simulator.faults().add(Fault.expiredToken().on("GetCallerIdentity"));
        questions.askFree();

        assertThat(outcome(Permission.LIST_ACCOUNTS)).isEqualTo(Check.Outcome.FAILED);
        Check identity = service.state().check(Permission.GET_CALLER_IDENTITY).orElseThrow();
        assertThat(identity.outcome()).isEqualTo(Check.Outcome.FAILED);
        assertThat(identity.problem()).contains("AWS rejected the credentials");
        assertThat(identity.whatToDo()).contains("Renew Bursar's credentials");
    }

    @Test
    void spendOfATagIsReadOnceAndEqualsTheSource() {
        assertThat(questions.readSpend(List.of("team", "environment"))).isEmpty();

        assertThat(spent()).isEqualByComparingTo(Permission.pagesUsd(2));
        questions.askFree();
        rig.simulator.requests().clear();
        Map<String, SpendOfKey> spends = service.state().keys().stream()
                .filter(found -> found.spend() != null)
                .collect(Collectors.toMap(found -> found.tag().key(), FoundKey::spend));
        assertThat(spends.keySet()).isEqualTo(Set.of("team", "environment"));
        SpendOfKey.Sum sum = spends.get("team").sums().get("USD");
        assertThat(spends.get("team").month()).isEqualTo(OCTOBER);
        assertThat(sum.total())
                .isCloseTo(source(false), org.assertj.core.data.Offset.offset(new BigDecimal("0.000001")));
        assertThat(sum.untagged())
                .isCloseTo(source(true), org.assertj.core.data.Offset.offset(new BigDecimal("0.000001")));
        assertThat(service.state().spendOfTeamKey()).contains(spends.get("team"));
        assertThat(rig.simulator.requests().entries()).isEmpty();
        assertThat(journal()).contains("tag-spend-read");
    }

    private BigDecimal source(boolean untagged) {
        return organisation.lines(OCTOBER.atDay(1), OCTOBER.plusMonths(1).atDay(1)).stream()
                .filter(line ->
                        !untagged || line.cell().tags().getOrDefault("team", "").isEmpty())
                .map(line -> line.costs().netAmortized())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void aDeniedReadingKeepsWhatWasReadBefore() {
        questions.readSpend(List.of("team"));
        rig.simulator.faults().add(Fault.accessDenied().on("GetCostAndUsage"));

        var problems = questions.readSpend(List.of("team", "environment"));

        assertThat(problems.keySet()).isEqualTo(Set.of("team"));
        assertThat(outcome(Permission.GET_COST_AND_USAGE)).isEqualTo(Check.Outcome.DENIED);
        assertThat(service.state().spendOfTeamKey()).isPresent();
        assertThat(spent()).isEqualByComparingTo("0.01");
    }

    @Test
    void aCapStopsBeforeTheMoneyIsSpent() {
        stop();
        start(Map.of("bursar.sync.daily-cap-usd", "0.01"));

        assertThatThrownBy(() -> questions.testPermissions()).isInstanceOf(CapReached.class);

        assertThat(outcome(Permission.GET_COST_AND_USAGE)).isEqualTo(Check.Outcome.GRANTED);
        assertThat(service.state().check(Permission.GET_COST_FORECAST)).isEmpty();
        assertThat(paid()).isEqualTo(1);
        assertThatThrownBy(() -> questions.readSpend(List.of("team"))).isInstanceOf(CapReached.class);
        assertThat(paid()).isEqualTo(1);
    }

    private void refused(String key, Reason reason) {
        assertThatThrownBy(() -> service.choose(
                        TeamKeys.of(key), service.state().teamKey().version()))
                .isInstanceOfSatisfying(
                        KeyRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void onlyATagThatCostsCarryCanNameTeams() {
        refused(" ", Reason.EMPTY);
        refused("x".repeat(129), Reason.TOO_LONG);
        refused("a$b", Reason.NOT_A_KEY);
        refused("a\nb", Reason.NOT_A_KEY);
        questions.askFree();
        refused("Teams", Reason.NOT_LISTED);
        refused("Team", Reason.NOT_ACTIVE);
        refused(Organisation.PROJECT_TAG, Reason.NOT_ACTIVE);
        assertThat(service.state().teamKey().key()).isEqualTo("team");
        assertThat(journal()).isEmpty();
    }

    @Test
    void aChoiceGoesBeforeTheEnvironmentAndIsInTheJournal() {
        service.choose(TeamKeys.of(" environment "), 0);
        TeamKey.Chosen chosen = service.state().teamKey();
        assertThat(chosen.key()).isEqualTo("environment");
        assertThat(chosen.at()).isEqualTo(clock.instant());
        assertThat(rig.database
                        .jdbc()
                        .sql("select before::text || ' ' || after::text from journal where action = 'team-key-chosen'")
                        .query(String.class)
                        .single())
                .contains("\"team\"", "\"environment\"");
        assertThatThrownBy(() -> service.choose(TeamKeys.of("team"), 0)).isInstanceOf(StaleEdit.class);
        assertThat(service.state().teamKey().key()).isEqualTo("environment");
    }

    @Test
    void thePolicyNamesExactlyTheActionsInUse() {
        assertThat(Permission.policy())
                .contains(
                        "\"ce:GetAnomalies\"",
                        "\"ce:GetCostAndUsage\"",
                        "\"ce:GetCostAndUsageWithResources\"",
                        "\"ce:GetCostForecast\"",
                        "\"ce:ListCostAllocationTags\"",
                        "\"organizations:ListAccounts\"")
                .doesNotContain("sts:");
    }
}
