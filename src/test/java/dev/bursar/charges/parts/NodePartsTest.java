package dev.bursar.charges.parts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.parts.ClusterPart.Use;
import dev.bursar.charges.spi.DeliveredCharge;
import dev.bursar.charges.spi.DeliveredCharge.Costs;
import dev.bursar.charges.spi.DeliveredCharge.Split;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class NodePartsTest {
    private static final String POD = "arn:aws:eks:us-east-1:111122223333:pod/ml/";
    private static final String CLUSTER = "111122223333/us-east-1/ml";

    private final List<String> flaws = new ArrayList<>();
    private final NodeParts nodes = new NodeParts((flaw, one, rows) -> flaws.add(
            flaw + " " + (one.split() == null ? one.resource() : one.split().node()) + " " + rows));
    private final List<Taken> taken = new ArrayList<>();

    private record Taken(
            DeliveredCharge charge,
            BigDecimal billed,
            @Nullable NodeShare share) {
        ClusterPart part() {
            return Objects.requireNonNull(share).part();
        }
    }

    /** AWS's own: p3.16xlarge, 64 vCPUs, 488 GB and 8 GPUs at $10 an hour, weighed 9 : 1 : 90. */
    @Test
    void awsExampleGivesItsPriceOfAGpuHour() {
        var x = new BigDecimal("10").divide(new BigDecimal("1784"), 20, RoundingMode.HALF_EVEN);
        row("i-1", "train/trainer-0", "GPU-Hours", times(x, 90 * 4), times(x, 90 * 4), "4");
        row("i-1", "train/trainer-0", "vCPU-Hours", times(x, 9 * 64), BigDecimal.ZERO, "64");
        row("i-1", "train/trainer-0", "GB-Hours", times(x, 488), BigDecimal.ZERO, "488");
        charge("i-1", "BoxUsage:p3.16xlarge", "10", "10");
        nodes.end(this::take);
        assertThat(flaws).isEmpty();
        Taken used = only(Use.USED);
        NodeShare share = Objects.requireNonNull(used.share());
        assertThat(Objects.requireNonNull(share.gpuCost()).divide(share.gpuHours(), 3, RoundingMode.HALF_EVEN))
                .isEqualByComparingTo("0.504");
        assertThat(used.billed().add(only(Use.IDLE).billed())).isEqualByComparingTo("10");
    }

    @RepeatedTest(200)
    void partsAddUpToEachChargeToItsLastDigit(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        Map<String, List<BigDecimal>> expected = new HashMap<>();
        for (int node = 0; node < 3; node++) {
            for (int pod = 0; pod < 1 + random.nextInt(5); pod++) {
                row(
                        "i-" + node,
                        "ns" + random.nextInt(3) + "/pod-" + pod,
                        List.of("vCPU-Hours", "GB-Hours", "Accelerator-Hours").get(random.nextInt(3)),
                        number(random, 12),
                        number(random, 9),
                        "1.5");
            }
        }
        for (int i = 0; i < 6; i++) {
            String billed = number(random, random.nextInt(13)).toPlainString();
            String effective = number(random, random.nextInt(13)).toPlainString();
            charge("i-" + i % 3, i < 3 ? "BoxUsage:m5.large" : "EU-SpotUsage:m5.large", billed, effective);
            expected.put(
                    "i-" + i % 3 + (i < 3 ? "BoxUsage:m5.large" : "EU-SpotUsage:m5.large"),
                    List.of(new BigDecimal(billed), new BigDecimal(effective)));
        }
        nodes.end(this::take);
        Map<String, List<BigDecimal>> sums = new HashMap<>();
        taken.forEach(one -> sums.merge(
                one.charge().resource() + one.charge().usageType(),
                List.of(one.billed(), one.charge().costs().effective()),
                (some, more) ->
                        List.of(some.get(0).add(more.get(0)), some.get(1).add(more.get(1)))));
        assertThat(sums.keySet()).isEqualTo(expected.keySet());
        sums.forEach((key, sum) -> {
            assertThat(sum.get(0)).isEqualByComparingTo(expected.get(key).get(0));
            assertThat(sum.get(1)).isEqualByComparingTo(expected.get(key).get(1));
        });
        assertThat(taken.stream().mapToLong(one -> one.charge().lines()).sum()).isEqualTo(6);
        // hours are of the node, however many charges it has
        Map<String, BigDecimal> hours = new HashMap<>();
        taken.stream()
                .filter(one -> one.share() != null)
                .forEach(one -> Stream.of(
                                one.share().vcpuHours(),
                                one.share().gbHours(),
                                one.share().gpuHours())
                        .filter(Objects::nonNull)
                        .forEach(hour -> hours.merge("all", hour, BigDecimal::add)));
        assertThat(hours.getOrDefault("all", BigDecimal.ZERO).remainder(new BigDecimal("1.5")))
                .isEqualByComparingTo("0");
    }

    @Test
    void whatTheWeightsLeaveIsOfHoursWithoutPods() {
        row("i-1", "web/shop-7d9f8b6c5d-x2x4z", "vCPU-Hours", new BigDecimal("6"), new BigDecimal("2"), "3");
        charge("i-1", "BoxUsage:m5.large", "12", "12");
        nodes.end(this::take);
        assertThat(taken)
                .extracting(one -> one.part().namespace() + " " + one.part().workload() + " "
                        + one.part().use() + " " + one.billed())
                .containsExactlyInAnyOrder("  NO_PODS 4", "web shop USED 6", "web shop IDLE 2");
        assertThat(only(Use.NO_PODS).part().cluster()).isEqualTo(CLUSTER);
        assertThat(only(Use.NO_PODS).charge().tags()).isEqualTo(Map.of("team", "platform", "env", "prod"));
        assertThat(only(Use.USED).charge().tags())
                .as("the pod's tags, and the node's where it has none of a key")
                .isEqualTo(Map.of("team", "web", "env", "prod"));
    }

    @Test
    void weightsThatAreNoneLeaveTheChargeWhole() {
        row("i-1", "web/shop", "vCPU-Hours", new BigDecimal("-1"), BigDecimal.ZERO, "1");
        row("i-2", "web/shop", "vCPU-Hours", BigDecimal.ZERO, BigDecimal.ZERO, "1");
        row("i-3", "web/shop", "vCPU-Hours", BigDecimal.ONE, BigDecimal.ZERO, "1");
        row("i-3", "web/cart", "vCPU-Hours", BigDecimal.ONE, BigDecimal.ZERO, "1");
        row("", "web/shop", "vCPU-Hours", BigDecimal.ONE, BigDecimal.ZERO, "1");
        charge("i-1", "BoxUsage:m5.large", "1", "1");
        charge("i-2", "BoxUsage:m5.large", "1", "1");
        charge("i-4", "BoxUsage:m5.large", "1", "1");
        charge("i-5", "BoxUsage:m5.large", "1", Map.of("aws:eks:cluster-name", "ml"));
        charge("i-5", "DataTransfer-Out-Bytes", "1", Map.of("aws:eks:cluster-name", "ml"));
        nodes.end(this::take);
        assertThat(flaws)
                .containsExactly(
                        "NO_NODE_NAMED  1",
                        "NO_ROWS i-5 0",
                        "NO_WEIGHTS i-1 1",
                        "NO_WEIGHTS i-2 1",
                        "NODE_ABSENT i-3 2");
        assertThat(taken).hasSize(5).allMatch(one -> one.share() == null);
    }

    @Test
    void whatIsNoComputingStaysWhole() {
        row("i-1", "web/shop", "vCPU-Hours", BigDecimal.ONE, BigDecimal.ZERO, "1");
        charge("i-1", "DataTransfer-Out-Bytes", "5", "5");
        assertThat(taken).hasSize(1).allMatch(one -> one.share() == null);
    }

    @Test
    void ofVeryManyWorkloadsTheSmallerOnesAreTogether() {
        for (int i = 0; i < 250; i++) {
            row(
                    "i-1",
                    "jobs/job" + (char) ('a' + i % 26) + "x".repeat(i / 26),
                    "vCPU-Hours",
                    BigDecimal.valueOf(i + 1),
                    BigDecimal.ZERO,
                    "1");
        }
        charge("i-1", "BoxUsage:m5.large", "100", "100");
        nodes.end(this::take);
        assertThat(taken).hasSize(201);
        assertThat(taken)
                .filteredOn(one -> one.part().workload().equals(ClusterPart.OTHERS))
                .hasSize(1);
        assertThat(taken.stream().map(Taken::billed).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("100");
    }

    private static BigDecimal number(Random random, int digits) {
        return new BigDecimal(new BigInteger(36, random), digits);
    }

    private static BigDecimal times(BigDecimal x, int weight) {
        return x.multiply(BigDecimal.valueOf(weight));
    }

    private Taken only(Use use) {
        return taken.stream().filter(one -> one.part().use() == use).findFirst().orElseThrow();
    }

    private void take(DeliveredCharge charge, BigDecimal billed, @Nullable NodeShare share) {
        taken.add(new Taken(charge, billed, share));
    }

    private void row(String node, String pod, String unit, BigDecimal cost, BigDecimal unused, String usage) {
        nodes.add(split(node, pod, unit, cost, unused, usage));
    }

    private static DeliveredCharge split(
            String node, String pod, String unit, BigDecimal cost, BigDecimal unused, String usage) {
        return charge(
                POD + pod,
                "USE1-EKS-EC2-" + unit,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                Map.of("team", "web", "aws_eks_namespace", "x"),
                new Split(node, cost, unused, new BigDecimal(usage), null));
    }

    private void charge(String node, String usageType, String cost, Map<String, String> tags) {
        var amount = new BigDecimal(cost);
        nodes.charge(charge(node, usageType, amount, amount, tags, null), amount, this::take);
    }

    private void charge(String node, String usageType, String billed, String effective) {
        var cost = new BigDecimal(billed);
        nodes.charge(
                charge(
                        node,
                        usageType,
                        cost,
                        new BigDecimal(effective),
                        Map.of("team", "platform", "env", "prod"),
                        null),
                cost,
                this::take);
    }

    private static DeliveredCharge charge(
            String resource,
            String usageType,
            BigDecimal billed,
            BigDecimal effective,
            Map<String, String> tags,
            @Nullable Split split) {
        return new DeliveredCharge(
                LocalDate.parse("2026-10-01"),
                YearMonth.of(2026, 10),
                "AWS",
                "111122223333",
                "111122223333",
                "AmazonEC2",
                "Amazon Elastic Compute Cloud",
                "us-east-1",
                usageType,
                "Usage",
                "Usage",
                "",
                "Standard",
                "",
                "",
                resource,
                tags,
                "USD",
                "Hrs",
                new Costs(billed, effective, null, null, billed, null, effective, null),
                BigDecimal.TEN,
                1,
                split);
    }
}
