package dev.bursar.budgets.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.budgets.aws.AwsBudgetRow.Owner;
import dev.bursar.charges.CostMetric;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Budgets and costs, both read from the simulated AWS: the same filter has the same figure on both sides. */
class AwsBudgetServiceTest {
    private static final LocalDate OPENED = LocalDate.of(2026, 11, 1);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));

    @Test
    void ourFigureEqualsAwsOfTheSameCosts() {
        try (var rig = SyncRig.synced(clock, OPENED)) {
            create(rig, "search-net", "NetAmortizedCost");
            create(rig, "search-billed", "NetUnblendedCost");
            rig.run("aws-budgets");
            AwsBudgetList budgets = rig.bean(AwsBudgetService.class).all();
            Map<String, AwsBudgetRow> rows = budgets.rows().stream()
                    .collect(Collectors.toMap(row -> row.budget().name(), Function.identity()));

            AwsBudgetRow net = row(rows, "search-net");
            assertThat(net.owner()).isEqualTo(new Owner.Team("search"));
            assertThat(net.ours()).hasValueSatisfying(ours -> {
                assertThat(ours.metric()).isEqualTo(CostMetric.EFFECTIVE);
                assertThat(ours.amounts()).hasSize(1);
                assertThat(ours.amounts().getFirst().getAmount().setScale(3, RoundingMode.HALF_UP))
                        .isEqualByComparingTo(
                                Objects.requireNonNull(net.budget().spend().actual())
                                        .amount())
                        .isPositive();
                assertThat(ours.observedAt()).contains(clock.instant());
            });
            assertThat(row(rows, "search-billed").ours())
                    .hasValueSatisfying(ours -> assertThat(ours.metric()).isEqualTo(CostMetric.BILLED));
            assertThat(row(rows, "team-search").owner()).isEqualTo(new Owner.Team("search"));
            assertThat(row(rows, "team-fraud-sagemaker").owner())
                    .isEqualTo(new Owner.None(new WhyUnmatched.MoreThanTheTag(List.of(), List.of("a service"))));
            assertThat(row(rows, "team-growth").owner()).isEqualTo(new Owner.None(WhyUnmatched.Plain.BLENDED_COST));
            assertThat(rows.values().stream()
                            .filter(row -> row.nothing().isPresent())
                            .collect(Collectors.toMap(
                                    row -> row.budget().name(),
                                    row -> row.nothing().orElseThrow().getClass())))
                    .isEqualTo(Map.of(
                            "checkout", WatchesNothing.NoPrefix.class,
                            "project-atlas", WatchesNothing.KeyNotActive.class,
                            "vision-labs", WatchesNothing.ValueNotFound.class,
                            "data-migration", WatchesNothing.Ended.class,
                            "sandbox-accounts", WatchesNothing.Unhealthy.class));
            assertThat(budgets.readAt()).isEqualTo(clock.instant());
        }
    }

    private static AwsBudgetRow row(Map<String, AwsBudgetRow> rows, String name) {
        return Objects.requireNonNull(rows.get(name));
    }

    private static void create(SyncRig rig, String name, String metric) {
        ObjectNode request = Json.object().put("AccountId", Organisation.PAYER);
        ObjectNode budget = request.putObject("Budget")
                .put("BudgetName", name)
                .put("BudgetType", "COST")
                .put("TimeUnit", "MONTHLY");
        budget.putObject("BudgetLimit").put("Amount", "60000.0").put("Unit", "USD");
        budget.putObject("FilterExpression")
                .putObject("Tags")
                .put("Key", "team")
                .putArray("Values")
                .add("search");
        budget.putArray("Metrics").add(metric);
        rig.simulator.budgets().operations().get("CreateBudget").answer(request);
    }
}
