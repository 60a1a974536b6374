package dev.bursar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bursar.simulator.clusters.Resource;
import dev.bursar.simulator.clusters.SplitAllocation;
import dev.bursar.simulator.clusters.SplitLine;
import dev.bursar.simulator.exports.ExportLine;
import dev.bursar.simulator.organisation.Line;
import dev.bursar.simulator.organisation.Node;
import dev.bursar.simulator.organisation.Organisation;
import module java.base;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The demo's cluster, and how split cost allocation parts its nodes among pods. */
class SimulatorClustersTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC);
    private static final LocalDate FIRST = LocalDate.parse("2026-10-01");
    private static final LocalDate END = LocalDate.parse("2026-11-01");

    private static Organisation organisation;
    private static List<Line> lines;
    private static List<ExportLine> parts;
    private static List<ExportLine> daily;

    @BeforeAll
    static void make() {
        organisation = Organisation.demo(CLOCK, LocalDate.ofInstant(CLOCK.instant(), ZoneOffset.UTC));
        lines = organisation.lines(FIRST, END);
        parts = organisation.parts(lines);
        daily = SplitAllocation.of(parts, false);
    }

    private static boolean isNode(ExportLine line) {
        return Node.of(line.cell()) != null;
    }

    private static BigDecimal sum(Stream<BigDecimal> amounts) {
        return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static SplitLine split(ExportLine line) {
        return Objects.requireNonNull(line.split());
    }

    private static BigDecimal whole(ExportLine line) {
        return split(line).cost().add(split(line).unused());
    }

    /** Of a p3.16xlarge of 64 vCPUs, 488 GB and 8 GPUs at $10 an hour. */
    @Test
    void hoursOfGigabytesVcpusAndGpusWeighOneNineAndNinety() {
        var prices = Resource.prices(BigDecimal.TEN, 64, 488, 8);

        assertThat(prices.get(Resource.GPU)).isCloseTo(new BigDecimal("0.504"), within(new BigDecimal("0.0005")));
        assertThat(prices.get(Resource.VCPU)).isCloseTo(new BigDecimal("0.0504"), within(new BigDecimal("0.00005")));
        assertThat(prices.get(Resource.GB)).isCloseTo(new BigDecimal("0.0056"), within(new BigDecimal("0.00001")));
    }

    @Test
    void sixNodesComeAndGoAndCostSomePercentOfAllSpend() {
        var nodes = parts.stream().filter(SimulatorClustersTest::isNode).toList();
        var weekday = nodes.stream().filter(line -> line.start().toString().startsWith("2026-10-05"));
        var sunday = nodes.stream().filter(line -> line.start().toString().startsWith("2026-10-04"));
        assertThat(weekday.map(ExportLine::resource).distinct()).hasSize(6);
        assertThat(sunday.map(ExportLine::resource).distinct()).hasSize(5);
        assertThat(nodes.stream().map(ExportLine::resource).distinct().count()).isBetween(55L, 75L);
        assertThat(nodes.stream().map(line -> line.cell().purchaseType()).distinct())
                .containsExactlyInAnyOrder("On Demand Instances", "Spot Instances", "Savings Plans");
        assertThat(nodes).allSatisfy(line -> {
            assertThat(line.resource()).matches("i-[0-9a-f]{17}");
            assertThat(line.cell().account()).isEqualTo(Node.ACCOUNT);
            assertThat(line.cell().tags())
                    .containsEntry("team", "platform")
                    .containsEntry("aws:eks:cluster-name", "ml-train");
        });
        var all = sum(lines.stream().map(line -> line.costs().netAmortized()));
        var ofNodes = sum(nodes.stream().map(line -> line.costs().netAmortized()));
        assertThat(ofNodes.divide(all, 4, RoundingMode.HALF_UP))
                .isBetween(new BigDecimal("0.03"), new BigDecimal("0.06"));
    }

    @Test
    void eachNodeIsPartedToTheLastDigitInEachHourWithPods() {
        var hourly = SplitAllocation.of(parts, true);
        assertThat(hourly).hasSizeGreaterThan(daily.size());
        var bySplit = new TreeMap<String, BigDecimal>();
        hourly.forEach(line -> bySplit.merge(split(line).parent() + line.start(), whole(line), BigDecimal::add));
        for (var line : parts) {
            var node = Node.of(line.cell());
            if (node != null) {
                var hours = BigDecimal.valueOf(node.to() - node.from());
                var hour = line.costs().amortized().divide(hours, 10, RoundingMode.DOWN);
                for (var at = node.from(); at < node.to(); at++) {
                    var start = line.start().plus(Duration.ofHours(at));
                    var parted = bySplit.get(line.resource() + start);
                    if (node.node().equals("web-m5") && (at < 5 || at > 22)) {
                        assertThat(parted).as("no pods").isNull();
                    } else {
                        assertThat(parted).isBetween(hour, hour.add(new BigDecimal("0.0000000001")));
                    }
                }
            }
        }
        // where pods run in all hours the day's lines are the day's cost, and the hours' lines add up to the day's
        var byDay = new TreeMap<String, BigDecimal>();
        daily.forEach(line -> byDay.merge(split(line).parent() + line.start(), whole(line), BigDecimal::add));
        parts.stream()
                .filter(line -> isNode(line) && !line.cell().tags().containsValue("web-m5"))
                .forEach(line -> assertThat(byDay.get(line.resource() + line.start()))
                        .isEqualByComparingTo(line.costs().amortized()));
        assertThat(sum(hourly.stream().map(SimulatorClustersTest::whole)))
                .isEqualByComparingTo(sum(daily.stream().map(SimulatorClustersTest::whole)));
        assertThat(sum(hourly.stream()
                        .map(line -> split(line).netCost().add(split(line).netUnused()))))
                .isLessThan(sum(hourly.stream().map(SimulatorClustersTest::whole)));
    }

    @Test
    void aLittleMoreThanAFifthIsIdleAndThreeTeamsShareTheRest() {
        var unused = sum(daily.stream().map(line -> split(line).unused()));
        var all = sum(daily.stream().map(SimulatorClustersTest::whole));
        assertThat(unused.divide(all, 2, RoundingMode.HALF_UP)).isEqualByComparingTo("0.22");
        assertThat(daily.stream()
                        .map(line -> line.cell().tags().getOrDefault("team", ""))
                        .distinct())
                .containsExactlyInAnyOrder("", "fraud", "research", "search");
        assertThat(daily.size() / 31).isLessThan(400);
    }

    @Test
    void fraudAsksForTwiceWhatItUsesAndSearchUsesMoreThanItAskedFor() {
        for (var line : daily) {
            var split = split(line);
            var namespace = split.tags().get(SplitLine.NAMESPACE);
            var actual = split.actual();
            assertThat(actual == null).isEqualTo(line.cell().usageType().endsWith("Accelerator-Hours"));
            if (actual != null && "fraud".equals(namespace)) {
                assertThat(split.reserved()).isEqualByComparingTo(actual.add(actual));
            }
            assertThat(split.usage())
                    .isEqualByComparingTo(
                            actual == null ? split.reserved() : split.reserved().max(actual));
            assertThat(line.quantity()).isEqualTo(split.usage());
            assertThat(line.costs().unblended()).isZero();
            assertThat(line.resource())
                    .startsWith("arn:aws:eks:us-east-1:" + Node.ACCOUNT + ":pod/ml-train/" + namespace + "/");
        }
        assertThat(daily)
                .anyMatch(line -> split(line).actual() != null
                        && split(line).usage().compareTo(split(line).reserved()) > 0);
        assertThat(daily.stream()
                        .filter(line -> line.resource().contains("/merchant-refresh-")
                                && line.start().equals(daily.getFirst().start()))
                        .map(ExportLine::resource)
                        .distinct())
                .as("many short jobs")
                .hasSize(48);
    }

    @Test
    void noPodIsOnTwoNodesAndTheNextTimeAllIsTheSame() {
        var nodes = new HashMap<String, Set<String>>();
        daily.forEach(line -> nodes.computeIfAbsent(line.resource(), any -> new HashSet<>())
                .add(split(line).parent()));
        assertThat(nodes.values()).allMatch(of -> of.size() == 1);
        var again = Organisation.demo(CLOCK, LocalDate.ofInstant(CLOCK.instant(), ZoneOffset.UTC));
        assertThat(SplitAllocation.of(again.parts(again.lines(FIRST, END)), false))
                .isEqualTo(daily);
        var usual = Organisation.seeded(1, CLOCK);
        assertThat(SplitAllocation.of(usual.parts(usual.lines(FIRST, END)), false))
                .as("only the demo has a cluster")
                .isEmpty();
    }
}
