package dev.bursar.ownership.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult.Row;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.query.ChargeTotals;
import dev.bursar.charges.query.CostService;
import dev.bursar.simulator.costs.Costs;
import dev.bursar.simulator.organisation.Cell;
import dev.bursar.simulator.organisation.Line;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.sync.RunState;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.Test;

/** Teams made of a tag's values. */
class TagTeamsTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");

    private static Line line(String amount, Map<String, String> tags) {
        return new Line(
                DAY,
                Cell.usage("210987654321", "Amazon Bedrock", tags),
                Costs.same(new BigDecimal(amount)),
                BigDecimal.ONE);
    }

    private static List<String> rows(SyncRig rig, Dimension dimension) {
        return rig
                .bean(CostService.class)
                .ask(new CostQuery(DAY, DAY.plusDays(1), Granularity.DAILY, CostMetric.EFFECTIVE, dimension, List.of()))
                .currencies()
                .getFirst()
                .rows()
                .stream()
                .map(Row::label)
                .toList();
    }

    @Test
    void valuesThatReadLikeWhatNobodyOwnsOrTagsAreToldFromIt() {
        var clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
        var organisation = Organisation.seeded(7, clock);
        organisation.remove(LocalDate.parse("2020-01-01"), LocalDate.parse("2026-12-01"), line -> true);
        organisation.add(line("8", Map.of("team", "Unallocated")));
        organisation.add(line("4", Map.of("team", "unallocated")));
        organisation.add(line("2", Map.of("team", "Untagged")));
        organisation.add(line("1", Map.of()));
        try (var rig = new SyncRig(clock, organisation, Map.of())) {
            assertThat(rig.run("costs").state()).isEqualTo(RunState.DONE);
            assertThat(rig.bean(dev.bursar.org.Organisation.class).unconfirmed())
                    .as("all teams are new")
                    .hasSize(3);
            assertThat(rig.run("ownership").state()).isEqualTo(RunState.DONE);
            assertThat(rows(rig, Dimension.TEAM))
                    .containsExactly("Unallocated (team)", "unallocated (team)", "Untagged", "Unallocated");
            assertThat(rows(rig, Dimension.TAG_VALUE))
                    .containsExactly("Unallocated", "unallocated", "Untagged (value)", "Untagged");
            assertThat(rig.bean(ChargeTotals.class)
                            .totals(DAY, DAY.plusDays(1), List.of(ChargeTotals.By.TEAM), ChargeTotals.Cost.BILLED))
                    .extracting(total -> total.values().getFirst())
                    .containsExactlyInAnyOrder("Unallocated (team)", "unallocated (team)", "Untagged", "Unallocated");
        }
    }
}
