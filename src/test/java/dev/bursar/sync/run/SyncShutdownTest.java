package dev.bursar.sync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.bursar.charges.query.ChargeTotals;
import dev.bursar.simulator.costs.Costs;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.http.RequestLog;
import dev.bursar.simulator.organisation.Cell;
import dev.bursar.simulator.organisation.Line;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.SyncJob;
import dev.bursar.testing.Awaited;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import io.micrometer.core.instrument.MeterRegistry;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** A node that is stopped gives its work away at once; here nobody ever falls silent, because the clock stands. */
class SyncShutdownTest {
    private static final String ASK = "GetCostAndUsage";
    private static final TaskInstanceId COSTS = TaskInstanceId.of(DueTimes.PREFIX + "costs", RecurringTask.INSTANCE);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final SyncRig rig;

    SyncShutdownTest() {
        var organisation = Organisation.seeded(7, clock, LocalDate.parse("2026-10-15"));
        rig = new SyncRig(clock, organisation, Map.of());
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void anotherNodeGoesOnAtOnceWithTheSameRunAndPaysOneQuestionTwiceAtMost() {
        rig.simulator.faults().add(Fault.slow(Duration.ofMillis(150)).on(ASK));
        var one = scheduling();
        one.getBean(Scheduler.class).reschedule(COSTS, clock.instant());
        Awaited.until(() -> rig.simulator.requests().count(ASK) >= 3);

        one.close();

        assertThat(states()).containsExactly("running");
        assertThat(rig.database
                        .jdbc()
                        .sql("select owner from sync_lease where job = 'costs'")
                        .query(String.class)
                        .single())
                .as("given back")
                .isEmpty();
        assertThat(rig.database.jdbc().sql("""
                                select not picked and execution_time <= now() from scheduled_tasks
                                 where task_name = 'sync-costs'
                                """).query(Boolean.class).single())
                .as("due")
                .isTrue();
        rig.simulator.faults().clear();
        try (var other = scheduling()) {
            Awaited.until(() -> states().equals(List.of("done")));
            assertThat(other.getBean(ChargeTotals.class).differencesOfRollups()).isZero();
        }
        assertThat(askedTwice())
                .as("only the question whose pages were being read")
                .hasSizeLessThan(2);
    }

    @Test
    void whatWasStoredBeforeTheRunWentOnIsNotCountedTwice() {
        rig.organisation.add(new Line(
                LocalDate.parse("2026-07-10"),
                Cell.usage("210987654321", "Amazon Bedrock", Map.of("team", "vision")),
                Costs.same(BigDecimal.TEN),
                BigDecimal.ONE));
        rig.simulator.faults().add(Fault.slow(Duration.ofMillis(150)).on(ASK));
        var one = scheduling();
        one.getBean(Scheduler.class).reschedule(COSTS, clock.instant());
        Awaited.until(() -> slices("slices_done") > 0);
        one.close();
        assertThat(states()).containsExactly("running");

        rig.simulator.faults().clear();
        try (var other = scheduling()) {
            Awaited.until(() -> states().equals(List.of("done")));
        }
        int stored = rig.database
                .jdbc()
                .sql("select count(*) from charge_slice")
                .query(Integer.class)
                .single();
        assertThat(slices("slices_done")).isEqualTo(stored);
        assertThat(slices("slices_all")).isEqualTo(stored);
    }

    private int slices(String column) {
        return rig.database
                .jdbc()
                .sql("select coalesce(max(" + column + "), 0) from sync_run where job = 'costs'")
                .query(Integer.class)
                .single();
    }

    @Test
    void aNodeWithoutWorkStopsAtOnceAndBeginsNothingMore() {
        var node = scheduling();
        var runner = node.getBean(SyncRunner.class);
        var job = node.getBeansOfType(SyncJob.class).values().iterator().next();
        node.close();

        assertThat(runner.run(job, "test")).isEmpty();
        assertThat(runner.leftUnfinished(job)).isTrue();
        assertThat(states()).isEmpty();
    }

    @Test
    void whatWasDoneAndPaidCanBeMonitored() {
        var meters = rig.bean(MeterRegistry.class);
        assertThat(meters.get("bursar.sync.last.success.age")
                        .tag("job", "costs")
                        .gauge()
                        .value())
                .isNaN();

        RunRow run = rig.run("costs");
        clock.forward(Duration.ofMinutes(90));

        assertThat(meters.get("bursar.sync.last.success.age")
                        .tag("job", "costs")
                        .gauge()
                        .value())
                .isEqualTo(5400);
        assertThat(meters.get("bursar.sync.run")
                        .tags("job", "costs", "result", "done")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("bursar.aws.requests")
                        .tags("api", "ce:GetCostAndUsage", "outcome", "answered")
                        .counter()
                        .count())
                .isEqualTo(rig.simulator.requests().count(ASK));
        assertThat(meters.get("bursar.aws.cost.usd")
                        .tag("api", "ce:GetCostAndUsage")
                        .counter()
                        .count())
                .isCloseTo(run.costUsd().doubleValue(), within(1e-9));
        assertThat(meters.get("bursar.sync.rows.changed")
                        .tag("job", "costs")
                        .counter()
                        .count())
                .isEqualTo(run.progress().rowsChanged())
                .isPositive();
        assertThat(meters.get("bursar.sync.slices")
                        .tags("job", "costs", "result", "done")
                        .counter()
                        .count())
                .isEqualTo(run.progress().slicesDone())
                .isPositive();
        assertThat(meters.get("bursar.journal.unsealed.entries").gauge().value())
                .isNotNaN();
        assertThat(meters.getMeters().stream()
                        .flatMap(meter -> meter.getId().getTags().stream())
                        .filter(tag -> tag.getValue().matches(".*\\d{6}.*")))
                .as("no account is a label")
                .isEmpty();
    }

    private AnnotationConfigApplicationContext scheduling() {
        var node = rig.context(Map.of("bursar.sync.scheduled", "true", "bursar.sync.poll", "50ms"));
        node.getBean(Scheduler.class).start();
        return node;
    }

    private List<String> states() {
        return rig.database
                .jdbc()
                .sql("select state from sync_run where job = 'costs'")
                .query(String.class)
                .list();
    }

    private Set<List<Object>> askedTwice() {
        Set<List<Object>> pages = new HashSet<>();
        Set<List<Object>> questions = new HashSet<>();
        for (RequestLog.Entry entry : rig.simulator.requests().entries()) {
            List<Object> question =
                    List.of(entry.groupBy(), entry.granularity(), entry.start(), entry.end(), entry.filter());
            if (entry.operation().equals(ASK) && !pages.add(List.of(question, entry.page()))) {
                questions.add(question);
            }
        }
        return questions;
    }
}
