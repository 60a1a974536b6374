package dev.bursar.causes.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.causes.spi.AwsAnomaly;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.sync.daily.DailyReadings;
import dev.bursar.sync.daily.DailyReadings.State;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From the simulated Cost Explorer to AWS's own anomalies as they are kept. */
class AwsAnomalySyncTest {
    private static final String JOB = "aws-anomalies";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final SyncRig rig = new SyncRig(clock, Organisation.seeded(7, clock), Map.of());
    private final AwsAnomalyStore store = rig.bean(AwsAnomalyStore.class);

    @AfterEach
    void stop() {
        rig.close();
    }

    private void turnOn() {
        rig.database
                .jdbc()
                .sql(
                        "insert into daily_reading (name, enabled, set_by, set_at) values ('aws-anomalies', true, 'Ada', now())")
                .update();
    }

    private long asked() {
        return rig.simulator.requests().entries().stream()
                .filter(one -> one.operation().equals("GetAnomalies"))
                .count();
    }

    private State reading() {
        return rig.bean(DailyReadings.class).state(JOB);
    }

    private List<AwsAnomaly> kept() {
        return store.since(LocalDate.EPOCH);
    }

    private AwsAnomaly ofFraud() {
        return kept().stream()
                .filter(one -> one.causes().getFirst().account().equals(OrganisationModel.FRAUD))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void offNothingIsAskedOrPaid() {
        assertThat(rig.run(JOB).state()).isEqualTo(RunState.DONE);
        assertThat(asked()).isZero();
        assertThat(reading()).isEqualTo(State.NEVER);
    }

    @Test
    void anomaliesAreReadPageByPageAndPaidFor() {
        turnOn();
        rig.simulator.rowsPerPage(1);
        assertThat(rig.run(JOB).state()).isEqualTo(RunState.DONE);
        assertThat(asked()).isEqualTo(3);
        assertThat(rig.database
                        .jdbc()
                        .sql("select sum(cost_usd) from sync_request where api = 'ce:GetAnomalies'")
                        .query(BigDecimal.class)
                        .single())
                .isEqualByComparingTo("0.03");
        assertThat(kept()).hasSize(3).filteredOn(one -> one.last() == null).hasSize(1);

        AwsAnomaly fraud = ofFraud();
        BigDecimal actual = rig.organisation.lines(fraud.first(), rig.organisation.today()).stream()
                .filter(line -> line.cell().account().equals(OrganisationModel.FRAUD)
                        && line.cell().service().equals("Amazon SageMaker")
                        && line.cell().recordType().endsWith("Usage"))
                .map(line -> line.costs().netUnblended())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(fraud.first()).isEqualTo(rig.organisation.storyDay());
        assertThat(fraud.actual()).isCloseTo(actual, org.assertj.core.api.Assertions.within(new BigDecimal("0.0001")));
        assertThat(fraud.impact()).isEqualByComparingTo(fraud.actual().subtract(fraud.expected()));
        assertThat(fraud.causes().getFirst().usageType()).isEqualTo("USE1-Host:ml.g6e.48xlarge");
    }

    @Test
    void oneThatGoesOnGrowsAndStaysWhereAwsRefuses() {
        turnOn();
        rig.run(JOB);
        AwsAnomaly before = ofFraud();
        clock.forward(Duration.ofDays(1));
        rig.run(JOB);
        AwsAnomaly after = ofFraud();
        assertThat(kept()).hasSize(3);
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.impact()).isGreaterThan(before.impact());

        rig.simulator.faults().add(Fault.accessDenied().on("GetAnomalies"));
        RunRow refused = rig.run(JOB);
        assertThat(refused.state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        assertThat(ProblemText.what(refused.problem())).isEqualTo("AWS refused ce:GetAnomalies to Bursar's role.");
        assertThat(ProblemText.whatToDo(reading().problem())).contains("Allow ce:GetAnomalies");
        assertThat(ofFraud()).isEqualTo(after);

        rig.simulator.faults().clear();
        rig.run(JOB);
        assertThat(reading().refusal()).isNull();
    }
}
