package dev.bursar.efficiency.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.testing.SyncRig;
import dev.bursar.testing.SyncRig.Has;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From what the CloudWatch agent sends of EC2 instances' GPUs, through the SDK over HTTP, to what is found of them. */
class AgentMetricsTest {
    private static final String LIST = "ListMetrics";

    private SyncRig rig;
    private JdbcClient jdbc;

    private void startFrom(Has has) {
        rig = SyncRig.that(has);
        jdbc = rig.database.jdbc();
    }

    /** What was found of an EC2 instance; null where it isn't known. */
    private record Row(
            String state, String reason, Integer metrics, Double cpu, Double gpu, Double memory, String gpuReason) {}

    @AfterEach
    void stop() {
        rig.close();
    }

    private RunRow measure() {
        RunRow run = rig.run("ml-metrics");
        rig.run("efficiency");
        return run;
    }

    private List<Row> found() {
        return jdbc.sql("""
            select f.state, f.reason, v.gpu_metrics, f.cpu, f.gpu, f.gpu_memory, f.gpu_reason
              from ml_finding f join ml_workload w on w.id = f.workload_id join ml_variant v on v.workload_id = w.id
             where w.kind = 'ec2' and v.instance_type like 'g5.%' order by w.arn
            """)
                .query((row, number) -> new Row(
                        row.getString("state"),
                        row.getString("reason"),
                        row.getObject("gpu_metrics", Integer.class),
                        row.getObject("cpu", Double.class),
                        row.getObject("gpu", Double.class),
                        row.getObject("gpu_memory", Double.class),
                        row.getString("gpu_reason")))
                .list();
    }

    private List<Row> withAgent() {
        return found().stream()
                .filter(row -> row.metrics() != null && row.metrics() > 0)
                .toList();
    }

    @Test
    void gpusWithAnAgentAreMeasuredAndTheOthersSayThatTheyHaveNone() {
        startFrom(Has.FINDINGS);

        // one that idles, and one that is busy; three metrics of each of four GPUs
        assertThat(withAgent())
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.metrics()).isEqualTo(12));
        assertThat(withAgent())
                .filteredOn(row -> row.state().equals("zombie"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.reason()).isEqualTo("instance-idle");
                    assertThat(row.gpu()).isZero();
                    assertThat(row.memory()).isCloseTo(450 / 23_028.0, within(1e-9));
                    assertThat(row.cpu()).isBetween(0.0, 0.05);
                });
        assertThat(withAgent())
                .filteredOn(row -> row.state().equals("fits"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.gpu()).isBetween(0.1, 0.5);
                    assertThat(row.memory()).isBetween(0.3, 0.9);
                });
        List<Row> others =
                found().stream().filter(row -> !withAgent().contains(row)).toList();
        assertThat(others).isNotEmpty().allSatisfy(row -> {
            assertThat(row.metrics()).isZero();
            assertThat(row.gpu()).isNull();
            assertThat(row.gpuReason()).isEqualTo("NO_AGENT_METRICS");
        });
    }

    @Test
    void whereTheListIsRefusedNothingIsKnownOfGpusAndLaterAllHoursAreRead() {
        startFrom(Has.FINDINGS);
        // both have an instance with an agent, and some without
        rig.only(OrganisationModel.ML_PLATFORM, OrganisationModel.RESEARCH);
        rig.forgetHours("kind = 'ec2' and account in ('%s', '%s')"
                .formatted(OrganisationModel.ML_PLATFORM, OrganisationModel.RESEARCH));
        jdbc.sql("update ml_variant set gpu_metrics = null").update();
        jdbc.sql("delete from place_state where api = 'cloudwatch-agent'").update();
        rig.simulator.faults().add(Fault.accessDenied().on(LIST));
        RunRow run = measure();

        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(found()).isNotEmpty().allSatisfy(row -> {
            assertThat(row.cpu()).isNotNull();
            assertThat(row.metrics()).isNull();
            assertThat(row.gpuReason()).isEqualTo("AGENT_NOT_READ");
        });
        assertThat(jdbc.sql("select distinct state || ': ' || (problem_at ->> 'permission') from place_state where"
                                + " api = 'cloudwatch-agent'")
                        .query(String.class)
                        .list())
                .singleElement()
                .satisfies(state -> assertThat(state).isEqualTo("denied: cloudwatch:ListMetrics"));

        rig.simulator.faults().clear();
        rig.clock.forward(Duration.ofDays(1));
        measure();
        assertThat(withAgent()).filteredOn(row -> row.state().equals("zombie")).hasSize(1);
        assertThat(jdbc.sql("""
            select min(hours) from (select count(p.gpu_maximum) as hours
                                       from ml_variant v join ml_point p on p.variant_id = v.id
                                      where v.gpu_metrics > 0 group by v.id) each
            """).query(Long.class).single()).isGreaterThan(14 * 24);
    }
}
