package dev.bursar.efficiency.questions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bursar.efficiency.spi.TraceQuestions;
import dev.bursar.efficiency.spi.TraceQuestions.Edge;
import dev.bursar.efficiency.spi.TraceQuestions.Graph;
import dev.bursar.efficiency.spi.TraceQuestions.Node;
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

/** From the simulated AWS's X-Ray, through the SDK over HTTP, to what a person is told of a workload. */
class TraceServiceTest {
    private static SyncRig rig;
    private static JdbcClient jdbc;
    private static TraceService service;

    @BeforeAll
    static void start() {
        rig = SyncRig.that(Has.FINDINGS);
        jdbc = rig.database.jdbc();
        service = rig.bean(TraceService.class);
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
        return jdbc.sql("select count(*) from journal where action = 'efficiency-traces' and subject = :subject")
                .param("subject", "workload:" + workload)
                .query(Long.class)
                .single();
    }

    @Test
    void thePathSaysTheSlowestCallAndTheSearchWhereSlowTracesWaited() {
        long workload = id("recs-basket-bundles");
        assertThat(service.offered(workload)).isTrue();

        TracePath path = service.path(workload, 1).orElseThrow();

        assertThat(path.target().name()).isEqualTo("SageMaker Runtime");
        assertThat(path.isEndpoint()).isFalse();
        // what the function reads on its way is no call that leads to SageMaker
        assertThat(path.hops())
                .extracting(hop -> hop.from() + " > " + hop.to())
                .containsExactly("rank > SageMaker Runtime", "prediction-api > rank");
        assertThat(path.hops().getFirst().own())
                .isEqualTo(path.hops().getFirst().milliseconds());
        assertThat(path.hops().getLast().own()).isLessThan(path.hops().getLast().milliseconds());
        assertThat(path.traces()).isPositive();
        assertThat(kept()).as("free").isEqualByComparingTo("-1");

        long before = rig.simulator.traces().processed();
        long recorded = recorded(workload);
        TraceAnswer answer = service.ask(workload, 1).orElseThrow();

        assertThat(answer.complete()).isTrue();
        assertThat(answer.processed())
                .isEqualTo(path.traces())
                .isEqualTo(rig.simulator.traces().processed() - before);
        assertThat(answer.slow()).isEqualTo((int) Math.ceil(answer.found() * 0.1));
        assertThat(answer.places().getFirst().to()).isIn("SageMaker Runtime", "features");
        assertThat(answer.places().stream().mapToInt(TraceAnswer.Place::traces).sum())
                .isEqualTo(answer.slow());
        assertThat(kept()).isEqualByComparingTo(TraceQuestions.price(answer.processed()));
        assertThat(jdbc.sql("select traces from ml_log_question")
                        .query(Long.class)
                        .single())
                .isEqualTo(answer.processed());
        assertThat(recorded(workload)).isEqualTo(recorded + 1);
    }

    @Test
    void limitsHoldBeforeAnythingIsSent() {
        long workload = id("recs-basket-bundles");
        jdbc.sql("""
                        insert into ml_log_question (workload_id, question, hours, asked_by, asked_at, cost_usd)
                        values (:id, 'errors', 24, 'somebody', '2026-11-24T00:00:00Z', 4.9999)
                        """).param("id", workload).update();
        long before = rig.simulator.traces().processed();
        assertThatThrownBy(() -> service.ask(workload, 6))
                .isInstanceOfSatisfying(
                        LogRefused.class,
                        refused -> assertThat(refused.why()).isInstanceOf(LogRefused.Why.DayIsSpent.class));
        jdbc.sql("delete from ml_log_question").update();

        jdbc.sql("update sync_settings set daily_cap_usd = 0.0001").update();
        assertThatThrownBy(() -> service.ask(workload, 6)).isInstanceOf(CapReached.class);
        assertThat(kept()).isEqualByComparingTo("0");
        assertThat(rig.simulator.traces().processed()).isEqualTo(before);

        jdbc.sql("update sync_settings set daily_cap_usd = 1000").update();
        rig.simulator.faults().add(Fault.accessDenied().on("ServiceGraph"));
        assertThatThrownBy(() -> service.path(workload, 1)).isInstanceOf(SourceProblem.class);
        assertThatThrownBy(() -> service.path(workload, 24)).isInstanceOf(IllegalArgumentException.class);
        assertThat(service.path(0, 1)).isEmpty();
    }

    @Test
    void aServiceThatWaitsForOthersHasLessTimeOfItsOwnAndLoopsEnd() {
        var api = new Node(0, "api", "", true, 10);
        var rank = new Node(1, "rank", "", false, 10);
        var fraud = new Node(2, "fraud-model", "remote", false, 10);
        var graph = new Graph(
                List.of(api, rank, fraud),
                List.of(new Edge(0, 1, 10, 0, 3), new Edge(1, 2, 20, 1, 2), new Edge(1, 0, 5, 0, 0.5)));

        TracePath path = TracePath.of(graph, "Fraud-Model").orElseThrow();

        assertThat(path.isEndpoint()).isTrue();
        assertThat(path.hops()).hasSize(3);
        assertThat(path.hops().getFirst()).isEqualTo(new TracePath.Hop("rank", "fraud-model", 20, 1, 100, 100));
        assertThat(path.hops().get(1).own()).isCloseTo(50, within(1e-9));
        assertThat(TracePath.of(graph, "other")).isEmpty();
    }
}
