package dev.bursar.budgets.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.setup.CostAllocationTags;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.sync.daily.DailyReadings;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** The job that reads AWS's budgets, on real PostgreSQL. */
class AwsBudgetSyncTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final SyncRig rig = new SyncRig(clock, Organisation.seeded(7, clock), Map.of());
    private final AwsBudgetStore store = rig.bean(AwsBudgetStore.class);

    @AfterEach
    void stop() {
        rig.close();
    }

    private DailyReadings.State reading() {
        return rig.bean(DailyReadings.class).state(AwsBudgetStore.JOB);
    }

    @Test
    void keepsWhatWasReadAndWhichTagsAreActive() {
        assertThat(reading().readAt()).isNull();
        RunRow run = rig.run("aws-budgets");

        assertThat(run.state()).isEqualTo(RunState.DONE);
        List<AwsBudget> budgets = store.all();
        assertThat(budgets).hasSize(14);
        assertThat(budgets.getFirst().name()).isEqualTo("team-search");
        assertThat(budgets.getFirst().notifications()).hasSize(2);
        assertThat(budgets.getFirst().filter().costFilters())
                .isEqualTo(Map.of("TagKeyValue", List.of("user:team$search")));
        assertThat(budgets)
                .filteredOn(budget -> budget.name().equals("team-recommendations"))
                .allMatch(budget -> budget.limits().planned().size() == 12);
        assertThat(reading().readAt()).isEqualTo(clock.instant());
        assertThat(rig.bean(CostAllocationTags.class).active())
                .hasValueSatisfying(keys -> assertThat(keys).containsExactlyInAnyOrder("team", "environment"));
    }

    @Test
    void replacesAll() {
        rig.run("aws-budgets");
        rig.simulator
                .budgets()
                .operations()
                .get("DeleteBudget")
                .answer(Json.object().put("AccountId", Organisation.PAYER).put("BudgetName", "team-search"));
        clock.forward(Duration.ofHours(8));
        rig.run("aws-budgets");
        assertThat(store.all()).hasSize(13).noneMatch(budget -> budget.name().equals("team-search"));
        assertThat(reading().readAt()).isEqualTo(clock.instant());

        rig.simulator.budgets().clear();
        assertThat(rig.run("aws-budgets").state()).isEqualTo(RunState.DONE);
        assertThat(store.all()).isEmpty();
    }

    @Test
    void oneThatIsReadByItselfKeepsItsPlaceAlsoAfterAnotherHasGone() {
        rig.run("aws-budgets");
        List<AwsBudget> before = store.all();
        rig.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            store.seen(before.get(1).name(), Optional.empty());
            store.seen(before.get(12).name(), Optional.of(before.get(12)));
            store.seen("unknown", Optional.of(before.get(1)));
        });
        assertThat(store.all())
                .isEqualTo(Stream.concat(
                                Stream.of(before.getFirst()), before.stream().skip(2))
                        .toList());
    }

    @Test
    void whoMayNotReadThemIsToldThePermissionAndKeepsTheOldOnes() {
        rig.run("aws-budgets");
        rig.simulator.faults().add(Fault.accessDenied().on("DescribeBudgets"));
        RunRow run = rig.run("aws-budgets");

        assertThat(run.state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        assertThat(ProblemText.what(run.problem())).isEqualTo("AWS refused budgets:ViewBudget to Bursar's role.");
        assertThat(store.all()).hasSize(14);
        assertThat(ProblemText.what(reading().problem())).contains("budgets:ViewBudget");
        assertThat(rig.run("accounts").state()).isEqualTo(RunState.DONE);

        rig.simulator.faults().clear();
        rig.run("aws-budgets");
        assertThat(reading().refusal()).isNull();
    }

    @Test
    void anAnswerThatCannotBeTrustedChangesNothing() {
        rig.run("aws-budgets");
        rig.simulator.faults().add(Fault.amount("NaN").on("DescribeBudgets"));
        assertThat(rig.run("aws-budgets").state()).isEqualTo(RunState.FAILED);
        assertThat(store.all()).hasSize(14);
    }

    @Test
    void tagsThatMayNotBeListedAreNoFailure() {
        rig.simulator.faults().add(Fault.accessDenied().on("ListCostAllocationTags"));
        assertThat(rig.run("aws-budgets").state()).isEqualTo(RunState.DONE);
        assertThat(rig.bean(CostAllocationTags.class).active()).isEmpty();
    }
}
