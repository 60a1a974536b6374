package dev.bursar.billingdata.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.charges.ChargeLine;
import dev.bursar.charges.ChargeLines;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.simulator.exports.Export;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.spend.spi.LinesOfCharges;
import dev.bursar.sync.RunState;
import dev.bursar.sync.SourceProblem;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Lines of charges, looked up in deliveries in the simulated AWS's bucket. */
class DeliveredLinesTest {
    private static final LocalDate FROM = LocalDate.parse("2026-10-29");
    private static final LocalDate TO = LocalDate.parse("2026-11-04");

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-05T09:00:00Z"));
    private final Organisation organisation = Organisation.seeded(7, clock, LocalDate.parse("2026-10-28"));
    private final SyncRig rig = new SyncRig(clock, organisation, Map.of());
    private AnnotationConfigApplicationContext node;

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        node.close();
        rig.close();
    }

    private void read(Export export) {
        node = rig.context(Map.of(
                "bursar.aws.charge-files",
                "s3://" + Export.BUCKET + "/" + export.prefix(),
                "bursar.data",
                folder.toString()));
        assertThat(SyncRig.run(node, "exports").state()).isEqualTo(RunState.DONE);
    }

    private static CostQuery question(CostFilter... filters) {
        return new CostQuery(
                FROM,
                TO,
                Granularity.DAILY,
                CostMetric.BILLED,
                Dimension.TEAM,
                null,
                Set.of(),
                null,
                List.of(filters),
                false);
    }

    private List<Map<String, String>> lines(CostQuery question) throws IOException {
        var found = new ArrayList<Map<String, String>>();
        try (var lines = node.getBean(LinesOfCharges.class).of(question)) {
            assertThat(lines.without()).isZero();
            lines.each(line -> {
                assertThat(lines.columns()).containsAll(line.keySet());
                found.add(line);
            });
            assertThat(lines.lines()).isEqualTo(found.size());
        }
        return found;
    }

    private static BigDecimal sum(List<Map<String, String>> lines, String column) {
        return lines.stream()
                .map(line -> new BigDecimal(line.getOrDefault(column, "0")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @ParameterizedTest
    @EnumSource(names = {"FOCUS_1_2", "CUR_2"})
    void eachLineIsOfOneTeamAndLinesAddUpToTheirCharges(Export export) throws IOException {
        read(export);
        var charges = new ArrayList<ChargeLine>();
        node.getBean(ChargeLines.class).each(question(), charges::add);
        boolean focus = export == Export.FOCUS_1_2;

        var all = lines(question());

        assertThat(all).hasSizeGreaterThan(charges.size());
        assertThat(all.getFirst()).containsKey(focus ? "ChargeDescription" : "line_item_line_item_description");
        int ofTeams = 0;
        for (String team : charges.stream().map(ChargeLine::teamKey).distinct().toList()) {
            var own = lines(question(new CostFilter(Dimension.TEAM, Operator.IS, List.of(team))));
            ofTeams += own.size();
            if (focus) {
                assertThat(sum(own, "BilledCost"))
                        .as("team %s", team)
                        .isEqualByComparingTo(charges.stream()
                                .filter(charge -> charge.teamKey().equals(team))
                                .map(ChargeLine::billed)
                                .reduce(BigDecimal.ZERO, BigDecimal::add));
            }
        }
        assertThat(ofTeams).isEqualTo(all.size());
    }

    @Test
    void anotherDeliveryThanTheOneThatWasReadIsNotLookedUp() {
        read(Export.FOCUS_1_2);
        clock.forward(Duration.ofDays(1));

        assertThatThrownBy(() -> lines(question()))
                .isInstanceOfSatisfying(
                        SourceProblem.class,
                        problem -> assertThat(problem.said().what())
                                .isEqualTo("AWS has delivered 2026-11 again since its charges were read."));
    }

    @Test
    void textIsRefused() {
        read(Export.FOCUS_1_2_CSV);

        assertThatThrownBy(() -> lines(question()))
                .isInstanceOfSatisfying(
                        SourceProblem.class,
                        problem ->
                                assertThat(problem.said().what()).contains("Lines can be looked up in Parquet only"));
    }
}
