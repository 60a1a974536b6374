package dev.bursar.efficiency.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.efficiency.spi.MetricSource;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.testing.Awaited;
import dev.bursar.testing.SyncRig;
import dev.bursar.testing.SyncRig.Has;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A node that reads metrics may be killed, and AWS may refuse in between: what was committed stays, and only the rest is paid for. */
class MetricSyncCrashTest {
    private static final String GET = "GetMetricData";

    private final SyncRig rig = rig();
    private final JdbcClient jdbc = rig.database.jdbc();

    @AfterEach
    void stop() {
        rig.close();
    }

    /** One account is still to be measured, with six requests, and nothing is paid yet. */
    private static SyncRig rig() {
        var rig = SyncRig.that(Has.MEASURED);
        rig.only(OrganisationModel.VISION);
        rig.forgetHours("account = '" + OrganisationModel.VISION + "'");
        rig.database.jdbc().sql("delete from sync_request").update();
        return rig;
    }

    /** What the meter says, in metrics. */
    private long metered() {
        return jdbc.sql("select coalesce(sum(cost_usd), 0) from sync_request where api = 'cloudwatch:GetMetricData'")
                .query(BigDecimal.class)
                .single()
                .divideToIntegralValue(MetricSource.USD_A_METRIC)
                .longValueExact();
    }

    private long asked() {
        return rig.simulator.metrics().asked();
    }

    private long count(String sql) {
        return jdbc.sql("select count(*) from " + sql).query(Long.class).single();
    }

    /** A variant counts as measured only when all of its metrics have been read. */
    private long withoutAPart() {
        return count("""
            ml_measured m join ml_variant v on v.id = m.variant_id join ml_workload w on w.id = v.workload_id
             where w.kind = 'endpoint' and not w.asynchronous and v.serverless_mb is null and not v.shadow
               and exists (select from ml_point p where p.variant_id = v.id and p.cpu_samples is not null)
               and not exists (select from ml_point p where p.variant_id = v.id and p.latency_p99 is not null)
               and exists (select from ml_point p where p.variant_id = v.id and p.invocations > 0)\
            """);
    }

    private static List<String> points(SyncRig of) {
        return of.database.jdbc().sql("""
                        select w.arn || '/' || v.name || ' ' || count(*) || ' ' || round(cast(sum(coalesce(p.cpu_average, 0)
                               + coalesce(p.memory_maximum, 0) + coalesce(p.invocations, 0) + coalesce(p.latency_p99, 0)) as numeric), 3)
                          from ml_point p join ml_variant v on v.id = p.variant_id join ml_workload w on w.id = v.workload_id
                         group by w.arn, v.name order by 1
                        """).query(String.class).list();
    }

    /** What one uninterrupted run asks for, and the points that it leaves. */
    private void isAsUninterrupted(long inFlight) {
        try (var other = rig()) {
            other.run("ml-metrics");
            assertThat(asked() - inFlight)
                    .as("each metric was paid for once, but for those in flight")
                    .isEqualTo(other.simulator.metrics().asked());
            assertThat(points(rig)).isNotEmpty().isEqualTo(points(other));
        }
        long before = asked();
        rig.run("ml-metrics");
        assertThat(asked()).as("nothing is left to be asked").isEqualTo(before);
    }

    @Test
    void afterAKillOnlyWhatWasNotCommittedIsPaidForAndTheMeterSaysWhatWasAsked() throws InterruptedException {
        rig.simulator
                .faults()
                .add(Fault.slow(Duration.ofSeconds(3)).on(GET).after(3).times(1));
        Process node = rig.process("ml-metrics");
        try {
            SyncRig.go(node);
            Awaited.until(() -> rig.simulator.faults().active().isEmpty());
        } finally {
            // SIGKILL while the fourth request waits for its answer
            node.destroyForcibly();
        }
        assertThat(node.waitFor(10, TimeUnit.SECONDS)).isTrue();
        long committed = asked();
        assertThat(count("ml_measured")).isPositive().isLessThan(count("ml_variant"));
        assertThat(withoutAPart()).isZero();
        Awaited.until(() -> asked() > committed);
        long inFlight = asked() - committed;
        assertThat(metered()).isEqualTo(asked());

        RunRow second = rig.run("ml-metrics");

        assertThat(second.state()).as(String.valueOf(second.problem())).isEqualTo(RunState.DONE);
        assertThat(metered()).isEqualTo(asked());
        isAsUninterrupted(inFlight);
    }

    @Test
    void whatAwsRefusedInBetweenIsAskedForByTheNextRunAlone() {
        rig.simulator.faults().add(Fault.accessDenied().on(GET).after(2).times(2));
        assertThat(rig.run("ml-metrics").state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        assertThat(metered()).isEqualTo(asked());
        assertThat(withoutAPart()).isZero();
        long first = asked();

        assertThat(rig.run("ml-metrics").state()).isEqualTo(RunState.DONE);
        assertThat(asked()).isGreaterThan(first);
        assertThat(metered()).isEqualTo(asked());
        isAsUninterrupted(0);
    }
}
