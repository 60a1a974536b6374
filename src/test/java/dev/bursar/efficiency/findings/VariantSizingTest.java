package dev.bursar.efficiency.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.bursar.efficiency.cost.ChargedDays.Origin;
import dev.bursar.efficiency.formula.HourPoints;
import dev.bursar.efficiency.proposals.ProposedChange;
import dev.bursar.efficiency.proposals.Target;
import dev.bursar.efficiency.sizing.MeasuredRate;
import dev.bursar.efficiency.sizing.Offer;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Of what a variant's hours say and what is asked of it, the instances that are proposed, what they save, and what speaks for them. */
class VariantSizingTest {
    private static final Instant NOW = JudgedWorkload.NOW;
    private static final Instant OLD = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant BEFORE = NOW.minus(Duration.ofDays(15));
    private static final Offer PRESENT = JudgedWorkload.offer(JudgedWorkload.TYPE, 16, 64, "0.922");
    private static final Offer LARGE = JudgedWorkload.offer("ml.m5.large", 2, 8, "0.115");
    private static final Offer XLARGE = JudgedWorkload.offer("ml.m5.xlarge", 4, 16, "0.23");
    private static final Offer MEMORY = JudgedWorkload.offer("ml.r5.large", 2, 16, "0.151");

    private static Target target(double cpu, double memory) {
        return new Target(1, null, cpu, memory, 0.2, 0.2, null, false);
    }

    private static Target latency(double ms) {
        return new Target(1, ms, 0.2, 0.2, 0.2, 0, null, false);
    }

    /** So many instances at 5 % of 16 vCPUs and 10 % of 64 GiB. */
    private static JudgedWorkload light(double instances) {
        return new JudgedWorkload(OLD)
                .offered(PRESENT, LARGE, XLARGE, MEMORY)
                .hours(BEFORE, NOW, point -> light(point, instances));
    }

    private static void light(HourPoints point, double instances) {
        point.instances(instances).cpu(80.0, 80.0).memory(10.0, 10.0).requests(100.0);
    }

    static Stream<Arguments> sizes() {
        return Stream.of(
                // 0.96 of 2 vCPUs and 7.68 of 8 GiB
                arguments("a twentieth of the CPU", light(1), "1 ml.m5.large", "589.11"),
                arguments("memory within 25 %", light(1).asked(target(0.2, 0.25)), "1 ml.m5.large", "589.11"),
                arguments("memory above 25 %", light(1).asked(target(0.2, 0.3)), "1 ml.r5.large", "562.83"),
                arguments(
                        "two thirds of the CPU are kept free; of equal cost fewer instances",
                        light(1).asked(target(2, 0.2)),
                        "1 ml.m5.xlarge",
                        "505.16"),
                arguments("two stay two", light(2).instances(2), "2 ml.m5.large", "1178.22"),
                arguments("three become two", light(3).instances(3), "2 ml.m5.large", "1851.28"),
                arguments(
                        "three that scale in to three", light(3).instances(3).scalesTo(3), "3 ml.m5.large", "1767.33"),
                arguments(
                        "what ran on average counts where it scales",
                        light(1.5).instances(3).scalesTo(1),
                        "2 ml.m5.large",
                        "841.69"),
                arguments("what AWS counts is the most", light(4).instances(3).scalesTo(1), "2 ml.m5.large", "1851.28"),
                arguments("measured where AWS doesn't count", light(2).instances(null), "2 ml.m5.large", "1178.22"),
                arguments(
                        "without memory none that has less",
                        new JudgedWorkload(OLD)
                                .offered(PRESENT, LARGE, JudgedWorkload.offer("ml.c5.xlarge", 4, 64, "0.5"))
                                .hours(
                                        BEFORE,
                                        NOW,
                                        point -> point.cpu(80.0, 80.0).requests(1.0)),
                        "1 ml.c5.xlarge",
                        "308.06"),
                arguments(
                        "a type at the same price",
                        light(1).offered(PRESENT, JudgedWorkload.offer("ml.m5.other", 16, 64, "0.922")),
                        "",
                        ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sizes")
    void aVariantIsProposed(String name, JudgedWorkload workload, String instances, String saving) {
        Optional<ProposedChange> change = workload.judge().proposals().stream().findFirst();

        assertThat(change.map(one -> one.toCount() + " " + one.toType()).orElse(""))
                .isEqualTo(instances);
        change.ifPresent(one -> assertThat(one.listSaving()).isEqualByComparingTo(new BigDecimal(saving)));
    }

    /** Scaled in to less than what the proposal needs at its peak: it would cost more. */
    @Test
    void whatCostsMoreThanWhatRanOnAverageIsNotProposed() {
        Finding finding = new JudgedWorkload(OLD)
                .instances(3)
                .scalesTo(1)
                .offered(PRESENT, JudgedWorkload.offer("ml.m5.2xlarge", 8, 32, "0.461"))
                .hours(
                        BEFORE,
                        NOW,
                        point -> point.instances(0.9)
                                .cpu(80.0, 80.0)
                                .memory(10.0, 10.0)
                                .requests(1.0))
                .judge();

        assertThat(finding.state()).isEqualTo(FindingState.FITS);
        assertThat(JudgedWorkload.reason(finding)).isEqualTo("No cheaper instances are large enough.");
    }

    @Test
    void whatSpeaksForItIsSaidOnceEach() {
        ProposedChange change = light(2).instances(2).judge().proposals().getFirst();

        assertThat(JudgedWorkload.evidence(change))
                .containsExactly(
                        "CPU: 1.6 of 32 vCPUs were enough in 99.5% of the hours, 1.92 with 20% headroom. Proposed: 4.",
                        "Memory: 6.4 of 64 GiB an instance were enough in 99.5% of the hours, 7.68 with 20% headroom."
                                + " Proposed: 8 each.",
                        "336 hours of ml.m5.4xlarge were measured.",
                        "List price: 2 \u00d7 ml.m5.4xlarge at $0.922, 2 \u00d7 ml.m5.large at $0.115 an hour, 730 hours a"
                                + " month.",
                        "Charges don\u2019t say how many hours were billed: costs are at list price.");
        assertThat(JudgedWorkload.assumptions(change))
                .containsExactly(
                        "Every instance is as busy as the busiest one, and the load stays as it is.",
                        "This workload has no latency requirement, so latency is not checked. Set one to check it.",
                        "The discount from list price stays as it is now. A Savings Plan that covers it may go partly"
                                + " unused.");
        assertThat(change.rateBy()).isEmpty();
        assertThat(change.typedPrice()).isFalse();
    }

    @Test
    void memoryThatIsNotMeasuredIsSaid() {
        ProposedChange change = new JudgedWorkload(OLD)
                .offered(PRESENT, JudgedWorkload.offer("ml.c5.xlarge", 4, 64, "0.5"))
                .hours(BEFORE, NOW, point -> point.cpu(80.0, 80.0).requests(1.0))
                .judge()
                .proposals()
                .getFirst();

        assertThat(JudgedWorkload.evidence(change))
                .contains("Memory was not measured, so only types with as much or more are considered.")
                .noneMatch(line -> line.startsWith("Memory:"));
    }

    /** Hours of before the endpoint was changed are not of the present type. */
    @Test
    void hoursOfAnotherTypeSayNothingOfThisOne() {
        LocalDate last = JudgedWorkload.LAST;
        Instant changed = last.minusDays(2).atStartOfDay().toInstant(ZoneOffset.UTC);
        var workload = new JudgedWorkload(OLD)
                .modified(changed)
                .chargedDays(Origin.EXPORT, 93)
                .offered(PRESENT, LARGE, XLARGE)
                // it needed all of two vCPUs there
                .hours(
                        last.minusDays(13).atStartOfDay().toInstant(ZoneOffset.UTC),
                        changed,
                        point -> point.cpu(200.0, 200.0).memory(10.0, 10.0).requests(100.0))
                .hours(changed, last.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC), point -> light(point, 1));
        for (int i = 0; i < 14; i++) {
            workload.cost(last.minusDays(i), i < 3 ? JudgedWorkload.TYPE : "ml.m5.large", 24, "10");
        }

        ProposedChange change = workload.judge().proposals().getFirst();
        assertThat(change.toType()).isEqualTo("ml.m5.large");
        assertThat(change.toCount()).isEqualTo(1);
        assertThat(JudgedWorkload.evidence(change)).contains("72 hours of ml.m5.4xlarge were measured.");
        assertThat(change.lowConfidence()).isTrue();
    }

    // latency

    private static JudgedWorkload steady(double latency) {
        var workload = new JudgedWorkload(OLD).offered(PRESENT, LARGE, XLARGE).asked(latency(100));
        for (int i = 0; i < 14 * 24; i++) {
            double rate = i % 2 == 0 ? 25 : 50;
            Instant hour = NOW.minus(Duration.ofHours(14 * 24 - i));
            workload.hours(
                    hour,
                    hour.plusSeconds(3600),
                    point -> point.cpu(rate, rate)
                            .memory(10.0, 10.0)
                            .requests(rate * 360)
                            .latency(latency * 1000, null));
        }
        return workload;
    }

    @Test
    void aTypeThatDidNotRunIsEstimatedWithinTheLatency() {
        ProposedChange change = steady(50)
                .offered(PRESENT, LARGE, JudgedWorkload.offer("ml.m5d.4xlarge", 16, 64, "0.6"))
                .judge()
                .proposals()
                .getFirst();

        assertThat(change.toType()).isEqualTo("ml.m5d.4xlarge");
        assertThat(change.rateBy()).isEqualTo("estimated");
        assertThat(JudgedWorkload.assumptions(change))
                .contains(
                        "That it answers within 100 ms is estimated from how its use grows with requests. Test it before"
                                + " you rely on it.");
    }

    @Test
    void latencyThatIsNeverMetProposesNothing() {
        Finding finding = steady(150).judge();

        assertThat(finding.state()).isEqualTo(FindingState.NOT_MEASURED);
        assertThat(JudgedWorkload.reason(finding))
                .isEqualTo("How many requests other instance types answer within the latency is not known.");
    }

    @Test
    void whatAJobMeasuredIsNamed() {
        ProposedChange change = steady(50)
                .measuredRates(new MeasuredRate(
                        "ml.m5.large", 12.5, 40, "tide\njob", Instant.parse("2026-11-20T10:00:00Z"), true))
                .judge()
                .proposals()
                .getFirst();

        assertThat(change.toType()).isEqualTo("ml.m5.large");
        assertThat(change.rateBy()).isEqualTo("measured");
        assertThat(JudgedWorkload.evidence(change))
                .contains("Inference Recommender job tide job of 20 Nov 2026 measured 750 requests a minute on one"
                        + " ml.m5.large, at 40 ms.");
        assertThat(JudgedWorkload.assumptions(change))
                .contains(
                        "The job\u2019s sample requests are like real ones. Its latency is that of the model alone, and AWS"
                                + " doesn\u2019t say for which share of answers.",
                        "The job set environment parameters of the container. Set the same ones.");
    }

    @Test
    void theChartNeedsALatencyAndRequests() {
        assertThat(plot(steady(50))).isPresent();
        assertThat(plot(light(1))).as("no latency is asked").isEmpty();
        assertThat(plot(new JudgedWorkload(OLD)
                        .asked(latency(100))
                        .hours(BEFORE, NOW, point -> point.cpu(80.0, 80.0).memory(10.0, 10.0))))
                .as("no requests")
                .isEmpty();
    }

    private static Optional<?> plot(JudgedWorkload workload) {
        return new VariantSizing(workload.measures(), workload.main(), workload.target(), 1).plot();
    }
}
