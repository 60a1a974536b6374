package dev.bursar.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.sync.SyncJobs;
import dev.bursar.sync.settings.StoredSettings;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncNode;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Runs that are open though nobody works on them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InterruptedRunsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final String JOB = "costs";
    private static final Instant TIMETABLE = Instant.parse("2026-11-24T16:00:00Z");

    private final MovableClock clock = new MovableClock(NOW);
    private final TestDatabase database = TestDatabase.migrated();
    private final AnnotationConfigApplicationContext node =
            SyncNode.start(clock, database.dataSource(), URI.create("http://127.0.0.1:1"), Map.of());
    private final InterruptedRuns interrupted = node.getBean(InterruptedRuns.class);
    private final RunQueries runs = node.getBean(RunQueries.class);
    private final DueTimes due = node.getBean(DueTimes.class);
    private long id;

    @BeforeEach
    void aRunThatIsOpenAndItsJobDueByTheTimetable() {
        clock.set(NOW);
        database.jdbc().sql("delete from sync_run").update();
        database.jdbc().sql("delete from scheduled_tasks").update();
        database.jdbc().sql("update sync_lease set owner = ''").update();
        id = database.jdbc()
                .sql(
                        "insert into sync_run (job, started_by, started_at, state) values (:job, 'schedule', :at, 'running')"
                                + " returning id")
                .param("job", JOB)
                .param("at", NOW.minusSeconds(600).atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
        SchedulerClient.Builder.create(database.dataSource())
                .build()
                .scheduleIfNotExists(new TaskInstance<Void>(DueTimes.task(JOB), RecurringTask.INSTANCE), TIMETABLE);
    }

    @AfterAll
    void close() {
        node.close();
        database.close();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    elsewhere/1/then,      0, true
                    elsewhere/1/then,    -39, true
                    elsewhere/1/then,    -40, false
                    elsewhere/1/then,     39, true
                    elsewhere/1/then,   3600, false
                    '',                    0, false
                    """)
    void aRunIsUnderWayWhileTheHeartOfItsLeaseBeats(String owner, long beat, boolean underWay) {
        leased(owner, NOW.plusSeconds(beat));

        assertThat(runs.running(JOB).isPresent()).isEqualTo(underWay);
        assertThat(runs.running().isPresent()).isEqualTo(underWay);
        assertThat(runs.latest(10)).hasSize(underWay ? 1 : 0);
        interrupted.look();
        assertThat(due.next(JOB)).contains(underWay ? TIMETABLE : NOW);
        assertThat(runs.open(JOB)).isPresent();
    }

    @Test
    void aJobWhoseProcessDiedOnThisMachineIsDueAtOnce() {
        node.getBean(Leases.class).take(JOB);
        database.jdbc()
                .sql("update sync_lease set owner = regexp_replace(owner, '/[^/]*/', '/999999999/')")
                .update();

        interrupted.look();

        assertThat(due.next(JOB)).contains(NOW);
    }

    @Test
    void aRunThatNobodyGoesOnWithIsEndedAfterFiveMinutesWhateverTheClockDoes() {
        interrupted.look();
        clock.forward(InterruptedRuns.LONGEST.minusSeconds(1));
        interrupted.look();
        assertThat(runs.open(JOB)).isPresent();

        clock.set(NOW.minus(Duration.ofHours(1)));
        interrupted.look();

        RunRow run = runs.byId(id).orElseThrow();
        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(ProblemText.what(run.problem())).contains("no other process continued it");
        assertThat(node.getBean(Leases.class).held(JOB)).isFalse();
        Instant again = NOW.minus(Duration.ofMinutes(59));
        assertThat(due.next(JOB))
                .as("tried again after a minute, long before its timetable says")
                .contains(again);
        assertThat(new SyncScheduling.AsSet(
                                node.getBean(SyncJobs.class).named(JOB).orElseThrow(),
                                node.getBean(StoredSettings.class),
                                runs)
                        .getNextExecutionTime(ExecutionComplete.simulatedSuccess(clock.instant())))
                .as("whoever asks, after a restart as well")
                .isEqualTo(again);
    }

    @Test
    void aRunThatWasToStopIsStopped() {
        database.jdbc().sql("update sync_run set stop_asked_by = 'Ada'").update();

        interrupted.look();

        assertThat(runs.byId(id).orElseThrow().state()).isEqualTo(RunState.STOPPED);
    }

    @Test
    void aRunThatIsTakenUpMeanwhileIsLeftAlone() {
        interrupted.look();
        leased("elsewhere/1/then", NOW);
        clock.forward(InterruptedRuns.LONGEST);
        leased("elsewhere/1/then", clock.instant());

        interrupted.look();

        assertThat(runs.running(JOB)).isPresent();
    }

    private void leased(String owner, Instant beat) {
        database.jdbc()
                .sql(
                        "insert into sync_lease (job, token, owner, heartbeat_at) values (:job, 1, :owner, :beat)"
                                + " on conflict (job) do update set owner = excluded.owner, heartbeat_at = excluded.heartbeat_at")
                .param("job", JOB)
                .param("owner", owner)
                .param("beat", beat.atOffset(ZoneOffset.UTC))
                .update();
    }
}
