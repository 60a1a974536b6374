package dev.bursar.efficiency.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.parts.ClusterPart;
import dev.bursar.charges.parts.ClusterPart.Use;
import dev.bursar.efficiency.clusters.ClusterUse.PartSum;
import dev.bursar.kernel.TeamId;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterUseTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-10-25");
    private static final LocalDate LAST = LocalDate.parse("2026-11-23");
    private static final String CLUSTER = "111122223333/us-east-1/ml";

    private static PartSum part(
            String namespace,
            Use use,
            String cost,
            String gpu,
            String vcpu,
            String gb,
            String vcpuSpare,
            String gbSpare) {
        return new PartSum(
                new ClusterPart(CLUSTER, namespace, use == Use.NO_PODS ? "" : "train", use),
                new TeamId(7),
                "USD",
                new BigDecimal(cost),
                new BigDecimal(gpu),
                new BigDecimal(vcpu),
                new BigDecimal(gb),
                new BigDecimal(vcpuSpare),
                new BigDecimal(gbSpare));
    }

    /** vCPU-hours and GB-hours with what of them isn't used, what they cost without GPUs, and whether that is a finding. */
    @ParameterizedTest
    @CsvSource({
        "100, 50,  400, 200, 20.00, true, exactly twice",
        "100, 49,  400, 200, 20.00, false, less than twice",
        "100, 100, 400, 0,   20.00, true, memory that is used weighs a ninth of a vCPU",
        "100, 0,   400, 399, 20.00, false, memory alone",
        "100, 80,  400, 300, 12.90, true, ten dollars",
        "100, 80,  400, 300, 12.00, false, less than ten dollars",
        "100, 0,   400, 0,   20.00, false, nothing was measured",
        "0,   0,   0,   0,   20.00, false, only GPUs",
    })
    void aNamespaceThatAsksForTwiceWhatItUsesIsFound(
            String vcpu, String vcpuSpare, String gb, String gbSpare, String cost, boolean found, String why) {
        List<ClusterUse> uses = ClusterUse.of(
                List.of(
                        part("vision", Use.USED, cost, "0", vcpu, gb, vcpuSpare, gbSpare),
                        // its GPUs and its idle share are no requests that it could lower
                        part("vision", Use.USED, "100", "100", "0", "0", "0", "0"),
                        part("vision", Use.IDLE, "50", "0", "0", "0", "0", "0")),
                FIRST,
                LAST);
        assertThat(uses).singleElement().satisfies(use -> {
            assertThat(use.asksTwice()).as(why).isEqualTo(found);
            assertThat(use.spare()).isLessThanOrEqualTo(use.requested());
        });
    }

    @Test
    void idleIsWhatNobodyUsedAndHoursWithoutPods() {
        List<ClusterUse> uses = ClusterUse.of(
                List.of(
                        part("vision", Use.USED, "60", "0", "10", "10", "5", "5"),
                        part("vision", Use.IDLE, "15", "0", "0", "0", "0", "0"),
                        part("", Use.NO_PODS, "25", "0", "0", "0", "0", "0")),
                FIRST,
                LAST);
        assertThat(uses)
                .extracting(use -> use.namespace() + " " + use.cost() + " " + use.idle())
                .containsExactly(" 25 25", "vision 75 15");
        assertThat(uses.getLast().ratio())
                .hasValueSatisfying(ratio -> assertThat(ratio).isEqualByComparingTo("2"));
        assertThat(uses.getLast().spare()).isEqualByComparingTo("30");
    }
}
