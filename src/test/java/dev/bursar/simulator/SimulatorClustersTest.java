package dev.bursar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.CsvReader;
import dev.bursar.simulator.cloudtrail.Events;
import dev.bursar.simulator.clusters.Resource;
import dev.bursar.simulator.clusters.SplitAllocation;
import dev.bursar.simulator.clusters.SplitLine;
import dev.bursar.simulator.exports.Export;
import dev.bursar.simulator.exports.ExportLine;
import dev.bursar.simulator.organisation.Line;
import dev.bursar.simulator.organisation.Node;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.resources.ResourceInventory;
import module java.base;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.costexplorer.model.Granularity;

/** The demo's cluster, and how split cost allocation parts its nodes among pods. */
class SimulatorClustersTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC);
    private static final Clock FOURTH = Clock.fixed(Instant.parse("2026-11-05T09:00:00Z"), ZoneOffset.UTC);
    private static final LocalDate FIRST = LocalDate.parse("2026-10-01");
    private static final LocalDate END = LocalDate.parse("2026-11-01");

    @TempDir
    private static Path folder;

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

    private static String get(Aws aws, String key) throws IOException {
        try (var file = aws.s3.getObject(get -> get.bucket(Export.BUCKET).key(key))) {
            return HexFormat.of().formatHex(file.readAllBytes());
        }
    }

    /** Each cell of a delivery in CSV by its column, file after file. */
    private static List<Map<String, String>> rows(Aws aws, Export export, YearMonth month) throws IOException {
        var rows = new ArrayList<Map<String, String>>();
        var manifest = new String(HexFormat.of().parseHex(get(aws, export.manifestKey(month))), StandardCharsets.UTF_8);
        for (var chunk = 1; manifest.contains(export.dataKey(month, chunk)); chunk++) {
            var key = export.dataKey(month, chunk);
            try (var file = new GZIPInputStream(
                            aws.s3.getObject(get -> get.bucket(Export.BUCKET).key(key)));
                    var csv =
                            CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(file, StandardCharsets.UTF_8))) {
                csv.forEach(row -> rows.add(row.getFieldsAsMap()));
            }
        }
        return rows;
    }

    @Test
    void reportsHaveTheSplitOfTheDaysForWhichItIsOnAndFocusNever() throws Exception {
        var month = YearMonth.of(2026, 11);
        var from = month.atDay(2);
        var to = month.atDay(4);
        try (var aws = Aws.demo(FOURTH)) {
            aws.simulator.rowsPerExportFile(3_000);
            var focus = get(aws, Export.FOCUS_1_2_CSV.dataKey(month, 1));
            var before = get(aws, Export.CUR_2_CSV.manifestKey(month));
            var without = rows(aws, Export.CUR_2_CSV, month);
            assertThat(without.getFirst().keySet()).noneMatch(name -> name.startsWith("split_line_item"));
            assertThat(rows(aws, Export.CUR_LEGACY, month).getFirst().keySet())
                    .noneMatch(name -> name.startsWith("splitLineItem") || name.contains("aws:eks"));

            assertThat(aws.control("POST", "split-data", "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(from, to))
                            .statusCode())
                    .isEqualTo(200);

            assertThat(get(aws, Export.FOCUS_1_2_CSV.dataKey(month, 1))).isEqualTo(focus);
            assertThat(get(aws, Export.CUR_2_CSV.manifestKey(month))).isNotEqualTo(before);
            var told = SplitAllocation.of(aws.organisation.parts(aws.organisation.lines(from, to)), false);
            var split = told.stream().map(SimulatorClustersTest::split).toList();
            var rows = rows(aws, Export.CUR_2_CSV, month);
            assertThat(rows).hasSize(without.size() + told.size());
            var pods = rows.stream()
                    .filter(row -> row.get("line_item_operation").equals("EKSPod-EC2"))
                    .toList();
            assertThat(pods).hasSize(told.size()).allSatisfy(row -> {
                assertThat(row).containsEntry("line_item_unblended_cost", "0.0");
                assertThat(row.get("line_item_usage_type")).matches("USE1-EKS-EC2-(vCPU|GB|Accelerator)-Hours");
                assertThat(row.get("resource_tags"))
                        .contains("\"aws_eks_cluster_name\":\"ml-train\"", "aws_eks_namespace", "aws_eks_node");
            });
            assertThat(sum(pods.stream().map(row -> new BigDecimal(row.get("split_line_item_split_cost")))))
                    .isEqualByComparingTo(sum(split.stream().map(SplitLine::cost)));
            assertThat(sum(pods.stream().map(row -> new BigDecimal(row.get("split_line_item_net_unused_cost")))))
                    .isEqualByComparingTo(sum(split.stream().map(SplitLine::netUnused)));
            assertThat(rows.stream().map(row -> row.get("identity_line_item_id")))
                    .doesNotHaveDuplicates();

            var legacy = rows(aws, Export.CUR_LEGACY, month);
            assertThat(legacy).hasSize(rows.size());
            assertThat(legacy.stream()
                            .filter(row -> row.get("lineItem/Operation").equals("EKSPod-EC2"))
                            .map(row -> row.get("splitLineItem/ParentResourceId")
                                    + row.get("splitLineItem/UnusedCost")
                                    + row.get("resourceTags/aws:eks:namespace")
                                    + row.get("resourceTags/user:team")))
                    .containsExactlyElementsOf(told.stream()
                            .map(line -> split(line).parent()
                                    + number(split(line).unused())
                                    + split(line).tags().get(SplitLine.NAMESPACE)
                                    + line.cell().tags().getOrDefault("team", ""))
                            .toList());
            assertThat(new String(
                            HexFormat.of().parseHex(get(aws, Export.CUR_2_CSV.manifestKey(month.minusMonths(1)))),
                            StandardCharsets.UTF_8))
                    .as("a month without such a day")
                    .doesNotContain("split_line_item");

            aws.control("DELETE", "split-data", "");
            assertThat(get(aws, Export.CUR_2_CSV.manifestKey(month))).isEqualTo(before);
        }
    }

    private static String number(BigDecimal number) {
        return String.valueOf(number.doubleValue());
    }

    /** By account, service, record type, team and day, in each format, what Cost Explorer has of the nodes. */
    @Test
    void allFormatsAndCostExplorerHaveTheSameOfTheNodes() throws IOException {
        var month = YearMonth.of(2026, 11);
        try (var aws = Aws.demo(FOURTH)) {
            var nodes =
                    aws
                            .organisation
                            .parts(aws.organisation.lines(
                                    month.atDay(1), month.plusMonths(1).atDay(1)))
                            .stream()
                            .filter(SimulatorClustersTest::isNode)
                            .toList();
            var net = sum(nodes.stream().map(line -> line.costs().netAmortized()));
            var ids = nodes.stream().map(ExportLine::resource).collect(Collectors.toSet());
            var exports = new ExportReadings(aws, folder);
            for (var export : List.of(Export.FOCUS_1_2, Export.CUR_2, Export.CUR_LEGACY)) {
                assertThat(sum(exports.read(export, month).charges().stream()
                                .filter(charge -> ids.contains(charge.resource()))
                                .map(charge -> Objects.requireNonNull(
                                        export == Export.FOCUS_1_2
                                                ? charge.costs().effective()
                                                : charge.costs().netAmortized()))))
                        .as(export.exportName())
                        .isEqualByComparingTo(net);
            }
            var ce = aws.answer(
                    Aws.question("2026-11-01", "2026-12-01", Granularity.MONTHLY).toBuilder()
                            .metrics("NetAmortizedCost")
                            .build(),
                    it -> it.groupBy(Aws.dimension("USAGE_TYPE"), Aws.dimension("RECORD_TYPE"))
                            .filter(Aws.is("LINKED_ACCOUNT", Node.ACCOUNT)));
            assertThat(sum(ce.entrySet().stream()
                            .filter(each -> each.getKey().keys().getFirst().matches("USE1-BoxUsage:(p4d|m5).*"))
                            .map(each -> each.getValue().get("NetAmortizedCost"))))
                    .isEqualByComparingTo(sum(nodes.stream()
                            .filter(line -> line.cell().usageType().matches("USE1-BoxUsage:(p4d|m5).*"))
                            .map(line -> line.costs().netAmortized())));
        }
    }

    @Test
    void whatStartsAndEndsNodesIsTheirGroup() {
        var inventory = new ResourceInventory(organisation, CLOCK);
        var nodes = inventory.all().stream()
                .filter(one -> Node.CLUSTER.equals(one.tags().get("aws:eks:cluster-name")))
                .toList();
        assertThat(nodes)
                .hasSizeGreaterThan(100)
                .allSatisfy(one ->
                        assertThat(one.tags().get("aws:autoscaling:groupName")).startsWith("eks-"));
        assertThat(nodes.stream().filter(one -> one.existsOn(LocalDate.parse("2026-11-23"))))
                .hasSize(6);
        var ids = nodes.stream()
                .map(one -> one.arn().substring(one.arn().indexOf("i-")))
                .toList();
        var events = new Events(organisation, inventory, CLOCK)
                .all().stream()
                        .filter(event ->
                                Set.of("RunInstances", "TerminateInstances").contains(event.name()))
                        .filter(event -> event.resources().stream().anyMatch(one -> ids.contains(one.name())))
                        .toList();
        assertThat(events)
                .hasSizeGreaterThan(50)
                .allSatisfy(event -> assertThat(event.record().toString()).contains("AWSServiceRoleForAutoScaling"));
    }
}
