package dev.bursar.causes.plans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.causes.spi.SavingsPlan;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.Plan;
import dev.bursar.sync.Problem.Said;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.sync.daily.DailyReadings;
import dev.bursar.sync.daily.DailyReadings.Refusal;
import dev.bursar.sync.daily.DailyReadings.State;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlanStoreTest {
    private static final String ENDED =
            "arn:aws:savingsplans::" + Organisation.PAYER + ":savingsplan/e0000000-0000-4000-8000-000000000001";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final SyncRig rig = new SyncRig(clock, Organisation.seeded(7, clock), Map.of());
    private final PlanStore store = rig.bean(PlanStore.class);

    @AfterEach
    void stop() {
        rig.close();
    }

    private State reading() {
        return rig.bean(DailyReadings.class).state(PlanStore.READING);
    }

    @Test
    void keepsWhenPlansBeginAndEndWhateverAwsSaysLater() {
        assertThat(reading()).isEqualTo(State.NEVER);
        assertThat(rig.run("savings-plans").state()).isEqualTo(RunState.DONE);

        assertThat(rig.database
                        .jdbc()
                        .sql("select count(*) from savings_plan")
                        .query(Integer.class)
                        .single())
                .as("without the one that has not begun")
                .isEqualTo(3);
        assertThat(store.of(List.of(ENDED, "arn:aws:savingsplans::1:savingsplan/none")))
                .isEqualTo(Map.of(
                        ENDED,
                        new SavingsPlan(
                                ENDED,
                                "EC2Instance",
                                "retired",
                                Instant.parse("2025-11-15T00:00:00Z"),
                                Instant.parse("2026-11-14T23:59:59Z"))));
        assertThat(reading()).isEqualTo(new State(false, clock.instant(), clock.instant(), null));

        rig.simulator.faults().add(Fault.accessDenied().on("DescribeSavingsPlans"));
        RunRow refused = rig.run("savings-plans");
        assertThat(refused.state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        assertThat(ProblemText.what(refused.problem()))
                .isEqualTo("AWS refused savingsplans:DescribeSavingsPlans to Bursar's role.");
        assertThat(reading().readAt()).isEqualTo(clock.instant());
        assertThat(reading().refusal()).isEqualTo(new Refusal(clock.instant(), (Said) refused.problem()));
        assertThat(store.of(List.of(Plan.COMPUTE.arn()))).hasSize(1);

        rig.simulator.faults().clear();
        rig.run("savings-plans");
        assertThat(reading().refusal()).isNull();
    }
}
