package dev.bursar.sync.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunStart;
import dev.bursar.sync.RunState;
import dev.bursar.sync.SyncJob;
import dev.bursar.sync.retention.RetentionJob;
import dev.bursar.sync.run.RunQueries;
import dev.bursar.sync.run.SyncRunner;
import dev.bursar.sync.run.SyncScheduling;
import dev.bursar.sync.settings.ChosenSettings;
import dev.bursar.sync.settings.StoredSettings;
import dev.bursar.sync.settings.Timetable;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Settings, runs that people ask for and what is kept no longer, on a real database and a simulated AWS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SettingsServiceTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private final MovableClock clock = new MovableClock(NOW);
    private final SyncRig rig =
            new SyncRig(clock, Organisation.seeded(7, clock), Map.of("bursar.sync.scheduled", "true"));
    private final SettingsService service = rig.bean(SettingsService.class);
    private final SyncService sync = rig.bean(SyncService.class);

    @AfterAll
    void close() {
        rig.close();
    }

    @BeforeEach
    void asNew() {
        clock.set(NOW);
        for (String statement : List.of(
                "update sync_settings set daily_cap_usd = null, monthly_cap_usd = null, requests_per_second = null",
                "delete from sync_schedule",
                "delete from retention",
                "delete from sync_ask",
                "delete from scheduled_tasks",
                "delete from sync_request",
                "delete from sync_run")) {
            rig.database.jdbc().sql(statement).update();
        }
    }

    private void change(ChosenSettings wanted) {
        service.change(wanted, service.settings().version());
    }

    private static ChosenSettings caps(@Nullable String daily, @Nullable String monthly) {
        return new ChosenSettings(
                daily == null ? null : new BigDecimal(daily),
                monthly == null ? null : new BigDecimal(monthly),
                null,
                Map.of(),
                Map.of());
    }

    private static ChosenSettings kept(String what, int months) {
        return new ChosenSettings(null, null, null, Map.of(), Map.of(what, months));
    }

    private static ChosenSettings schedule(String job, Timetable timetable) {
        return new ChosenSettings(null, null, null, Map.of(job, timetable), Map.of());
    }

    /** As a node that runs jobs leaves it. */
    private void scheduled(String job, String due, boolean picked) {
        rig.database
                .jdbc()
                .sql("insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
                        + " values ('sync-' || ?, 'recurring', cast(? as timestamptz), ?, 1)")
                .params(job, due, picked)
                .update();
    }

    private Instant due(String job) {
        return rig.database
                .jdbc()
                .sql("select execution_time from scheduled_tasks where task_name = 'sync-' || ?")
                .param(job)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private List<String> journal(String action) {
        return rig.database.jdbc().sql("""
            select subject || coalesce(' ' || before::text, '') || coalesce(' ' || after::text, '')
              from journal where action = ? order by id
            """).param(action).query(String.class).list();
    }

    private SyncJob costs() {
        return rig.beans(SyncJob.class).stream()
                .filter(job -> job.name().equals("costs"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aCapThatIsSetStopsTheNextPaidRequestOfEveryNode() {
        change(caps("0.02", null));
        assertThat(rig.run("costs").state()).isEqualTo(RunState.STOPPED_AT_CAP);
        assertThat(ProblemText.what(rig.run("costs").problem())).isEqualTo("Stopped at the daily cap of $0.02.");
        try (var other = rig.context(Map.of())) {
            change(caps(null, "0.03"));
            RunRow run = SyncRig.run(other, "costs");
            assertThat(ProblemText.what(run.problem())).isEqualTo("Stopped at the monthly cap of $0.03.");
            change(caps(null, null));
            assertThat(SyncRig.run(other, "costs").state()).isEqualTo(RunState.DONE);
        }
    }

    @Test
    void whatIsNotSetSaysWhereItComesFrom() {
        change(caps("12.5", null));
        SettingsService.Settings settings = service.settings();
        assertThat(settings.chosen().dailyCapUsd()).isEqualTo(new BigDecimal("12.50"));
        assertThat(settings.chosen().monthlyCapUsd()).isNull();
        assertThat(settings.monthlyCap().value()).isEqualByComparingTo("1000");
        assertThat(settings.monthlyCap().from()).isEqualTo("this node\u2019s configuration");
        assertThat(settings.pace().value()).isEqualTo(100_000);
        assertThat(settings.changedBy()).isEqualTo("Bursar");
        assertThat(settings.changedAt()).isEqualTo(NOW);
    }

    @Test
    void aChangeIsJournalledWithWhatItWasAndWhatIsUnchangedIsLeftOut() {
        int before = journal("settings-changed").size();
        change(new ChosenSettings(
                new BigDecimal("5"), null, 3, Map.of("costs", new Timetable(12, 6)), Map.of("runs", 6)));
        change(service.settings().chosen());
        assertThat(journal("settings-changed")).hasSize(before + 1);
        assertThat(journal("settings-changed").getLast())
                .startsWith("settings:sync")
                .contains(
                        "\"Daily cap, USD\": \"1000 (not set)\"",
                        "\"Daily cap, USD\": \"5.00\"",
                        "\"Requests per second\": \"3\"",
                        "00:00, 08:00, 16:00 UTC",
                        "06:00, 18:00 UTC",
                        "\"Runs and their requests are kept\": \"for 6 months\"")
                .doesNotContain("Monthly");
    }

    @Test
    void whoeverHasNotSeenTheLastChangeChangesNothing() {
        SettingsService.Settings seen = service.settings();
        change(caps("5", null));
        assertThatThrownBy(() -> service.change(caps("7", null), seen.version()))
                .isInstanceOf(StaleEdit.class);
        assertThat(service.settings().chosen()).isEqualTo(caps("5", null));
    }

    @Test
    void mineOnTopOfTheirsKeepsBothChanges() {
        ChosenSettings base = schedule("costs", new Timetable(12, 0));
        ChosenSettings mine = new ChosenSettings(
                new BigDecimal("5"), null, null, Map.of("costs", new Timetable(12, 0)), Map.of("runs", 12));
        ChosenSettings theirs = new ChosenSettings(new BigDecimal("7"), new BigDecimal("70"), null, Map.of(), Map.of());
        assertThat(mine.onto(base, theirs))
                .isEqualTo(new ChosenSettings(
                        new BigDecimal("5"), new BigDecimal("70"), null, Map.of(), Map.of("runs", 12)));
    }

    @Test
    void whatNoOneCanMeanIsRefusedAndNothingIsStored() {
        assertThatThrownBy(() -> caps("-1", null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> caps("1.001", null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> change(schedule("no such job", new Timetable(1, 0))))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> change(kept("costs", 14))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> change(kept("journal", 24))).isInstanceOf(RuntimeException.class);
        assertThat(service.settings().chosen()).isEqualTo(caps(null, null));
    }

    @Test
    void aNewTimetableMakesTheJobDueByItForWhicheverNodeRunsIt() {
        scheduled("costs", "2026-11-24T16:00:00Z", false);
        change(schedule("costs", new Timetable(2, 1)));
        assertThat(due("costs")).isEqualTo(Instant.parse("2026-11-24T11:00:00Z"));
        try (var other = rig.context(Map.of())) {
            var schedule = new SyncScheduling.AsSet(
                    costs(), other.getBean(StoredSettings.class), other.getBean(RunQueries.class));
            assertThat(schedule.getNextExecutionTime(
                            ExecutionComplete.simulatedSuccess(Instant.parse("2026-11-24T11:03:00Z"))))
                    .isEqualTo(Instant.parse("2026-11-24T13:00:00Z"));
        }
        assertThat(sync.jobs()).anySatisfy(job -> {
            assertThat(job.name()).isEqualTo("costs");
            assertThat(job.timetable()).isEqualTo(new Timetable(2, 1));
        });
    }

    @Test
    void aTimetableDoesNotPushAwayARunThatSomebodyAskedFor() {
        scheduled("costs", "2026-11-24T16:00:00Z", false);
        assertThat(sync.runNow("costs")).isTrue();
        change(schedule("costs", new Timetable(24, 3)));
        assertThat(due("costs")).isEqualTo(NOW);
    }

    @Test
    void aRunKnowsWhoAskedForItAndTheNextOneIsAsScheduled() {
        scheduled("costs", "2026-11-24T16:00:00Z", false);
        assertThat(sync.runNow("costs")).isTrue();
        assertThat(sync.runNow("costs")).as("asked twice").isTrue();
        assertThat(due("costs")).isEqualTo(NOW);
        assertThat(journal("sync-run-asked")).contains("job:costs");
        var runner = rig.bean(SyncRunner.class);
        RunRow asked = runner.runDue(rig.bean(RetentionJob.class)).orElseThrow();
        assertThat(asked.start().how()).as("another job\u2019s").isEqualTo(RunStart.How.SCHEDULE);
        RunRow run = runner.runDue(costs()).orElseThrow();
        assertThat(run.start()).isEqualTo(RunStart.by(dev.bursar.kernel.Actor.SYSTEM));
        assertThat(runner.runDue(costs()).orElseThrow().start()).isEqualTo(RunStart.SCHEDULE);
        assertThat(journal("sync-run-ended").getLast()).contains("\"started\": \"schedule\"");
    }

    @Test
    void aRunningJobIsNotAskedForAgain() {
        scheduled("costs", "2026-11-24T09:00:00Z", true);
        int before = journal("sync-run-asked").size();
        assertThat(sync.runNow("costs")).isFalse();
        assertThat(journal("sync-run-asked")).hasSize(before);
    }

    @Test
    void stoppingTakesTheRunOfThatJobWhileItRunsOnce() {
        long run = run("costs", "2026-11-24T08:59:00Z", null);
        long ended = run("forecast", "2026-11-24T08:00:00Z", "2026-11-24T08:01:00Z");
        int before = journal("sync-run-stop-asked").size();
        assertThat(sync.stop("forecast", run)).as("a run of another job").isFalse();
        assertThat(sync.stop("forecast", ended)).as("an ended run").isFalse();
        assertThat(sync.stop("costs", run + 1_000)).as("no run").isFalse();
        assertThat(journal("sync-run-stop-asked")).hasSize(before);
        assertThat(sync.stop("costs", run)).isTrue();
        assertThat(sync.stop("costs", run)).as("a replayed click").isFalse();
        assertThat(journal("sync-run-stop-asked"))
                .hasSize(before + 1)
                .last()
                .asString()
                .contains("\"run\": " + run);
        rig.database
                .jdbc()
                .sql("update sync_run set state = 'stopped', ended_at = now()")
                .update();
    }

    private long run(String job, String started, @Nullable String ended) {
        return rig.database
                .jdbc()
                .sql("""
                    insert into sync_run (job, started_by, started_at, ended_at, state)
                    values (:job, 'schedule', cast(:started as timestamptz), cast(:ended as timestamptz),
                            case when cast(:ended as text) is null then 'running' else 'done' end)
                    returning id
                    """)
                .param("job", job)
                .param("started", started)
                .param("ended", ended)
                .query(Long.class)
                .single();
    }

    private void paid(long run, String day, String usd) {
        rig.database.jdbc().sql("""
            insert into sync_request (day, run_id, api, account, outcome, requests, cost_usd)
            values (cast(? as date), ?, 'ce:GetCostAndUsage', '1', 'answered', 1, cast(? as numeric))
            """).params(day, run, usd).update();
    }

    @Test
    void aTimetableCostsWhatItsRunsCostWithoutTheFirst() {
        assertThat(costs(service.settings()).monthUsd(new Timetable(8, 0))).isEmpty();
        paid(run("costs", "2026-10-01T00:00:00Z", "2026-10-01T00:01:00Z"), "2026-10-01", "9.00");
        assertThat(costs(service.settings()).monthUsd(new Timetable(8, 0)))
                .as("only a first run")
                .isEmpty();
        paid(run("costs", "2026-10-02T00:00:00Z", "2026-10-02T00:01:00Z"), "2026-10-02", "0.04");
        paid(run("costs", "2026-10-03T00:00:00Z", "2026-10-03T00:01:00Z"), "2026-10-03", "0.06");
        assertThat(costs(service.settings()).monthUsd(new Timetable(8, 0)).orElseThrow())
                .isEqualByComparingTo("4.50");
        assertThat(costs(service.settings()).leastUsd()).isEqualByComparingTo("0.04");
    }

    private static SettingsService.JobSetting costs(SettingsService.Settings settings) {
        return settings.jobs().stream()
                .filter(job -> job.name().equals("costs"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void runsThatAreOldGoWithTheirRequestsAndEachJobKeepsItsLast() {
        long old = run("costs", "2025-01-10T00:00:00Z", "2025-01-10T00:01:00Z");
        long older = run("forecast", "2024-12-31T23:59:00Z", "2025-01-01T00:01:00Z");
        long recent = run("costs", "2026-10-10T00:00:00Z", "2026-10-10T00:01:00Z");
        paid(old, "2025-01-10", "0.04");
        paid(older, "2025-01-01", "0.01");
        paid(recent, "2026-10-10", "0.02");
        assertThat(service.wouldGo("runs", 12)).containsExactly(YearMonth.of(2025, 1));
        change(kept("runs", 12));
        assertThat(rig.run("retention").progress().rowsChanged()).isEqualTo(2);
        assertThat(rig.database
                        .jdbc()
                        .sql("select id from sync_run where job <> 'retention' order by id")
                        .query(Long.class)
                        .list())
                .containsExactly(older, recent);
        assertThat(rig.database
                        .jdbc()
                        .sql("select run_id from sync_request where run_id <= ? order by run_id")
                        .param(recent)
                        .query(Long.class)
                        .list())
                .containsExactly(older, recent);
        assertThat(journal("kept-no-longer").getLast())
                .contains("job:retention", "\"month\": \"2025-01\"", "\"rows\": 2");
        assertThat(rig.run("retention").progress().rowsChanged())
                .as("once more")
                .isZero();
    }
}
