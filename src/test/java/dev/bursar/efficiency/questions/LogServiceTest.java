package dev.bursar.efficiency.questions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.efficiency.query.EfficiencyService;
import dev.bursar.efficiency.query.WorkloadDetails;
import dev.bursar.efficiency.spi.LogQuestions;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.sync.CapReached;
import dev.bursar.sync.SourceProblem;
import dev.bursar.testing.SyncRig;
import dev.bursar.testing.SyncRig.Has;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From the simulated AWS's logs and monitors, through the SDK over HTTP, to what a person is told of a workload. */
class LogServiceTest {
    private static SyncRig rig;
    private static JdbcClient jdbc;
    private static LogService service;

    @BeforeAll
    static void start() {
        rig = SyncRig.that(Has.FINDINGS);
        jdbc = rig.database.jdbc();
        service = rig.bean(LogService.class);
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @AfterEach
    void forget() {
        rig.simulator.faults().clear();
        jdbc.sql("delete from ml_log_question").update();
        jdbc.sql("update sync_settings set daily_cap_usd = 1000").update();
    }

    private static long id(String name) {
        return jdbc.sql("select id from ml_workload where name = :name")
                .param("name", name)
                .query(Long.class)
                .single();
    }

    private static BigDecimal kept() {
        return jdbc.sql("select coalesce(sum(cost_usd), -1) from ml_log_question")
                .query(BigDecimal.class)
                .single();
    }

    private static long recorded(long workload) {
        return jdbc.sql("select count(*) from journal where action = 'efficiency-logs' and subject = :subject")
                .param("subject", "workload:" + workload)
                .query(Long.class)
                .single();
    }

    @Test
    void errorsAreCountedByMessageAndPaidAtWhatWasScanned() {
        long workload = id("recs-basket-bundles");
        assertThat(service.questions(workload)).containsExactly(LogQuestion.ERRORS, LogQuestion.SLOWEST);
        long before = recorded(workload);
        LogEstimate estimate = service.estimate(workload, 24).orElseThrow();
        LogAnswer answer = service.ask(workload, LogQuestion.ERRORS, 24).orElseThrow();

        assertThat(answer.answer().complete()).isTrue();
        assertThat(answer.answer().rows()).hasSize(3);
        assertThat(answer.answer().rows().getFirst().get("message")).startsWith("ValueError");
        assertThat(answer.usd()).isEqualTo(LogQuestions.price(answer.answer().bytesScanned()));
        assertThat(answer.usd()).isPositive().isLessThanOrEqualTo(estimate.mostUsd());
        // the log's size tells about what is scanned
        assertThat((double) estimate.bytes() / answer.answer().bytesScanned()).isBetween(0.5, 2.0);
        assertThat(kept()).isEqualByComparingTo(answer.usd());
        assertThat(recorded(workload)).isEqualTo(before + 1);
        assertThat(service.answered(workload)).singleElement().satisfies(kept -> {
            assertThat(kept.bytes()).isEqualTo(answer.answer().bytesScanned());
            assertThat(kept.matched()).isEqualTo(answer.answer().recordsMatched());
            assertThat(kept.complete()).isTrue();
        });
    }

    @Test
    void theSlowestRequestsComeFirst() {
        List<Map<String, String>> rows = service.ask(id("recs-user-embeddings"), LogQuestion.SLOWEST, 1)
                .orElseThrow()
                .answer()
                .rows();

        assertThat(rows).hasSize(20);
        assertThat(rows.getFirst().keySet()).containsExactly("@timestamp", "status", "milliseconds");
        assertThat(rows.stream()
                        .map(row -> -Long.parseLong(row.get("milliseconds")))
                        .toList())
                .isSorted();
    }

    @Test
    void theDaysQuestionsHaveALimit() {
        long workload = id("recs-basket-bundles");
        jdbc.sql("""
                        insert into ml_log_question (workload_id, question, hours, asked_by, asked_at, cost_usd)
                        values (:id, 'errors', 24, 'somebody', '2026-11-24T00:00:00Z', 4.9999),
                               (:id, 'errors', 24, 'somebody', '2026-11-23T23:59:59Z', 5)
                        """).param("id", workload).update();

        assertThatThrownBy(() -> service.ask(workload, LogQuestion.ERRORS, 24))
                .isInstanceOfSatisfying(
                        LogRefused.class,
                        refused -> assertThat(refused.why()).isInstanceOf(LogRefused.Why.DayIsSpent.class));
        assertThat(kept()).isEqualByComparingTo("9.9999");

        jdbc.sql("delete from ml_log_question where asked_at >= '2026-11-24'").update();
        assertThat(service.ask(workload, LogQuestion.ERRORS, 24)).isPresent();
    }

    @Test
    void whatWasNotSentCostsNothingAndWhatWasRefusedStaysAtItsMost() {
        long workload = id("recs-basket-bundles");
        jdbc.sql("update sync_settings set daily_cap_usd = 0.0001").update();
        assertThatThrownBy(() -> service.ask(workload, LogQuestion.ERRORS, 24)).isInstanceOf(CapReached.class);
        assertThat(kept()).isEqualByComparingTo("0");

        jdbc.sql("update sync_settings set daily_cap_usd = 1000").update();
        rig.simulator.faults().add(Fault.accessDenied().on("GetQueryResults"));
        assertThatThrownBy(() -> service.ask(workload, LogQuestion.ERRORS, 24)).isInstanceOf(SourceProblem.class);
        assertThat(kept())
                .isEqualByComparingTo(
                        service.estimate(workload, 24).orElseThrow().mostUsd());
    }

    @Test
    void whatIsNoEndpointOrDoesNotExistHasNoQuestions() {
        long other = jdbc.sql("""
                        select w.id from ml_workload w join ml_finding f on f.workload_id = w.id
                         where w.kind <> 'endpoint' order by w.id limit 1
                        """).query(Long.class).single();
        assertThat(service.questions(other)).isEmpty();
        assertThat(service.ask(other, LogQuestion.ERRORS, 1)).isEmpty();
        assertThat(service.estimate(0, 1)).isEmpty();
        assertThatThrownBy(() -> service.estimate(id("recs-basket-bundles"), 2_000))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void violationsAndTheAgeOfModelsStandByTheWorkload() {
        WorkloadDetails details = rig.bean(EfficiencyService.class)
                .details(id("recs-basket-bundles"))
                .orElseThrow();

        assertThat(details.violations())
                .hasSizeBetween(3, 4)
                .allMatch(one -> one.kind().equals("DataQuality")
                        && one.at().isAfter(Instant.parse("2026-10-25T09:00:00Z"))
                        && one.at().toString().endsWith("T02:01:35Z"));
        assertThat(details.variants())
                .allSatisfy(one -> assertThat(one.modelCreated()).isNotNull().isBefore(rig.clock.instant()));
        assertThat(rig.bean(EfficiencyService.class)
                        .details(id("recs-user-embeddings"))
                        .orElseThrow()
                        .violations())
                .isEmpty();
    }

    @Test
    void aRoleThatMayNotListMonitorsFailsNoRun() {
        rig.simulator.faults().add(Fault.accessDenied().on("ListMonitoringExecutions"));
        long before =
                jdbc.sql("select count(*) from ml_violation").query(Long.class).single();
        rig.run("ml-workloads");

        assertThat(jdbc.sql("select count(*) from ml_violation")
                        .query(Long.class)
                        .single())
                .isEqualTo(before)
                .isPositive();
        assertThat(jdbc.sql("select count(*) from place_state where api = 'model-monitor' and state = 'denied'")
                        .query(Long.class)
                        .single())
                .isPositive();
        assertThat(jdbc.sql("select count(*) from place_state where api = 'sagemaker' and state <> 'answers'")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
