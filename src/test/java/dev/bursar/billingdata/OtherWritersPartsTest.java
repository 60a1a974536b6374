package dev.bursar.billingdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bursar.billingdata.imports.ImportService;
import dev.bursar.billingdata.read.ChargeFile;
import dev.bursar.billingdata.read.ChargeLinesFile;
import dev.bursar.billingdata.read.LineFormat;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.charges.parts.ClusterChoices.Choice;
import dev.bursar.charges.parts.ClusterChoices.Idle;
import dev.bursar.charges.parts.ClusterPart;
import dev.bursar.charges.query.ChargeTotals;
import dev.bursar.charges.spi.DeliveredCosts;
import dev.bursar.charges.store.ClusterStore;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.org.Organisation;
import dev.bursar.ownership.OwnershipRule;
import dev.bursar.ownership.OwnershipRules;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncNode;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.VersionGuard;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Bills with EKS and ECS nodes, written from AWS's documents by somebody who hadn't read the reader, with an oracle of their own: each
 * team's part of each node, idle, hours without pods and GPU-hours must be the same, to the last digit.
 */
class OtherWritersPartsTest {
    private static final OtherWritersBill.Cluster[] CLUSTERS = OtherWritersBill.CLUSTERS;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final TestDatabase database = TestDatabase.migrated();
    private AnnotationConfigApplicationContext node;

    @TempDir
    Path folder;

    @BeforeEach
    void start() {
        VersionGuard.on(database);
        node = SyncNode.start(
                clock,
                database.dataSource(),
                URI.create("http://127.0.0.1:1"),
                Map.of("bursar.aws.team-tag", "team", "bursar.teams-from-tags", "false"));
        node.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
            var rules = new ArrayList<OwnershipRule>();
            for (String team : OtherWritersBill.TEAMS) {
                TeamId id = node.getBean(Organisation.class).teamNamed(team);
                int position = 1 + rules.size();
                rules.add(new OwnershipRule(
                        -position, position, id, List.of(team), false, null, null, OwnershipRule.ALWAYS, null, 0));
            }
            node.getBean(OwnershipRules.class).store(List.of(), rules);
            for (OtherWritersBill.Cluster cluster : CLUSTERS) {
                cluster.choices()
                        .forEach((from, idle) -> node.getBean(ClusterStore.class)
                                .store(new Choice(
                                        cluster.id(),
                                        from.atDay(1),
                                        idle != OtherWritersBill.Idle.WHOLE,
                                        idle == OtherWritersBill.Idle.OWNER ? Idle.OWNER : Idle.PODS)));
            }
        });
    }

    @AfterEach
    void stop() {
        node.close();
        database.close();
    }

    @Test
    void eachTeamsPartIsTheOracles() throws IOException {
        var bills = new ArrayList<OtherWritersBill>();
        for (int i = 0; i < 4; i++) {
            var format = i < 2 ? LineFormat.CUR_2 : LineFormat.CUR_LEGACY;
            var bill = new OtherWritersBill(YearMonth.of(2026, 7 + i), 41 + i);
            List<Path> files = bill.write(folder, format, i % 2 == 0);
            take(files);
            bills.add(bill);
        }
        for (OtherWritersBill bill : bills) {
            same(
                    bill.month + ": each team's part of each node",
                    sums(bill.month, "resource.value, team.name", "resource.value <> 'i-crowded'"),
                    bill.byTeam());
            same(
                    bill.month + ": as the file says",
                    sums(bill.month, "account.value, service.value, usage_type.value, record_type.value", "true"),
                    bill.byUsageType());
            same(bill.month + ": used, idle and hours without pods", uses(bill.month), bill.byUse());
        }
        bills.forEach(this::gpus);
        bills.forEach(this::crowd);
        assertThat(node.getBean(ChargeTotals.class).differencesOfRollups()).isZero();
    }

    private void gpus(OtherWritersBill bill) {
        Map<String, BigDecimal> told = new TreeMap<>();
        parts(bill.month, (key, row) -> {
            if (key.contains(" | USED | ")) {
                told.merge(key, Objects.requireNonNullElse(row.gpuCost(), BigDecimal.ZERO), BigDecimal::add);
            }
        });
        assertThat(told)
                .as("costs of GPUs")
                .hasSameSizeAs(bill.gpus)
                .allSatisfy((key, cost) ->
                        assertThat(cost).isCloseTo(bill.gpus.get(key), within(new BigDecimal("0.000000001"))));
    }

    /** Workloads beyond so many of a namespace are told as one, and pay what they pay. */
    private void crowd(OtherWritersBill bill) {
        Map<String, BigDecimal> told = new TreeMap<>();
        Set<String> workloads = new TreeSet<>();
        database.jdbc()
                .sql("""
                        select effective_cost, team.name, part.value as part from charge join term resource on resource.id = resource_id
                          join term part on part.id = part_id join team on team.id = team_id
                         where resource.value = 'i-crowded' and charge_day >= :from and charge_day < :to
                        """)
                .param("from", bill.month.atDay(1))
                .param("to", bill.month.plusMonths(1).atDay(1))
                .query(row -> {
                    workloads.add(ClusterPart.of(row.getString("part")).workload());
                    told.merge(row.getString("name"), row.getBigDecimal("effective_cost"), BigDecimal::add);
                });
        assertThat(workloads).hasSizeLessThanOrEqualTo(201).hasSizeGreaterThan(200);
        assertThat(told)
                .hasSameSizeAs(bill.crowd)
                .allSatisfy((team, cost) ->
                        assertThat(cost).isCloseTo(bill.crowd.get(team), within(new BigDecimal("0.00000001"))));
    }

    /** A node of $10 with two pods, each of which used 3 and had 1 idle, and what becomes of it where one row is odd. */
    @Test
    void oddRowsLoseNoCent() throws IOException {
        String plain = "fraud 4, platform 2, vision 4";
        odd(plain, rows -> {});
        for (String value : List.of("NaN", "Infinity", "-Infinity", "abc", "1e300", "1,5")) {
            for (String column : List.of("split_cost", "unused_cost", "split_usage")) {
                odd("refused", rows -> rows.get(1).put("split_line_item_" + column, value));
            }
        }
        odd("fraud 4, platform 5, vision 1", rows -> rows.get(1).put("split_line_item_split_cost", ""));
        odd("fraud 4, platform 5, vision 1", rows -> rows.get(1).put("split_line_item_split_cost", "-0.0"));
        odd("platform 10", rows -> rows.get(1).put("split_line_item_split_cost", "-0.0000000001"));
        odd("fraud 4, platform 6", rows -> rows.get(1).put("split_line_item_parent_resource_id", null));
        odd("fraud 4, platform 6", rows -> rows.get(1).put("split_line_item_parent_resource_id", "i-9"));
        // without any charge: what is there stays
        odd("fraud 4, platform 6", List::removeFirst);
        odd("fraud 4, platform 2, vision 4.5", rows -> rows.get(1).put("line_item_unblended_cost", "0.5"));
        odd("fraud 4, platform 2, vision 3.5", rows -> rows.get(1).put("line_item_unblended_cost", "-0.5"));
        odd(plain, rows -> rows.get(1).put("line_item_line_item_type", "SavingsPlanCoveredUsage"));
        odd(
                "fraud 4, platform 2, search 4",
                rows -> rows.get(1).put("resource_tags", "{\"user_team\": \"vision\", \"user_team\": \"search\"}"));
        odd("fraud 4, platform 6", rows -> rows.get(1).put("resource_tags", "{\"user_team\": \"\"}"));
        odd("fraud 4, platform 6", rows -> rows.get(1).put("resource_tags", null));
        odd("platform 10", rows -> rows.getFirst().put("line_item_usage_type", "DataTransfer-Out-Bytes"));
        odd(
                plain,
                rows -> rows.get(1)
                        .put("line_item_resource_id", "arn:aws:eks:us-east-1:111122223333:pod/ml/a/b/c/d/e"));
        odd(
                plain,
                rows -> rows.forEach(
                        row -> row.put("line_item_usage_start_date", LocalDateTime.of(2026, 9, 30, 5, 0))));
        assertThat(node.getBean(ChargeTotals.class).differencesOfRollups()).isZero();
    }

    private void odd(String expected, Consumer<List<Map<String, @Nullable Object>>> change) throws IOException {
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        rows.add(row("AmazonEC2", "BoxUsage:p3.16xlarge", "i-1", "10", "platform"));
        for (String team : List.of("vision", "fraud")) {
            var pod = row(
                    "AmazonEKS",
                    "USE1-EKS-EC2-vCPU-Hours",
                    "arn:aws:eks:us-east-1:111122223333:pod/ml/ns-" + team + "/p/1",
                    "0",
                    team);
            pod.put("line_item_operation", "EKSPod-EC2");
            pod.put("split_line_item_parent_resource_id", "i-1");
            pod.put("split_line_item_split_cost", "3");
            pod.put("split_line_item_unused_cost", "1");
            pod.put("split_line_item_split_usage", "2");
            rows.add(pod);
        }
        change.accept(rows);
        var file = ChargeLinesFile.of(LineFormat.CUR_2);
        rows.forEach(file::add);
        String told;
        try {
            take(List.of(file.csv(folder.resolve("odd.csv"))));
            told = String.join(
                    ", ", database.jdbc().sql("""
                            select team.name || ' ' || trim_scale(sum(billed_cost)) from charge join team on team.id = team_id
                             where export_id = (select max(id) from cost_export) group by team.name order by 1
                            """).query(String.class).list());
        } catch (ChargeFileRefused e) {
            told = "refused";
        }
        assertThat(told).as(rows.toString()).isEqualTo(expected);
    }

    private static Map<String, @Nullable Object> row(
            String product, String usageType, String resource, String cost, String team) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>(ChargeLinesFile.curLine("Usage", 0));
        row.put("line_item_usage_account_id", "111122223333");
        row.put("line_item_product_code", product);
        row.put("line_item_usage_type", usageType);
        row.put("line_item_resource_id", resource);
        row.put("line_item_unblended_cost", cost);
        row.put("resource_tags", Map.of("user_team", team));
        return row;
    }

    private static void same(String what, Map<String, String> told, Map<String, String> expected) {
        var keys = new TreeSet<>(told.keySet());
        keys.addAll(expected.keySet());
        assertThat(keys).as(what).hasSizeGreaterThan(20);
        assertThat(keys.stream()
                        .filter(key -> !Objects.equals(told.get(key), expected.get(key)))
                        .map(key -> key + ": " + told.get(key) + ", and not " + expected.get(key)))
                .as(what)
                .isEmpty();
    }

    private void take(List<Path> files) throws IOException {
        new ImportService(node.getBean(DeliveredCosts.class), new ImportFolder(folder))
                .take(
                        files.stream()
                                .map(file -> new ChargeFile(file.getFileName().toString(), file))
                                .toList(),
                        ReadListener.NONE);
    }

    private static final String CHARGES = """
            select %1$s as key, trim_scale(sum(billed_cost)) as billed, trim_scale(sum(effective_cost)) as effective,
                trim_scale(coalesce(sum(list_cost), 0)) as list, trim_scale(coalesce(sum(usage_quantity), 0)) as quantity
              from charge c
              join term account on account.id = account_id join term service on service.id = service_id
              join term record_type on record_type.id = record_type_id
              left join term usage_type on usage_type.id = usage_type_id
              left join term resource on resource.id = resource_id
              left join term part on part.id = part_id
              left join team on team.id = team_id
             where charge_day >= :from and charge_day < :to and %2$s
             group by 1
            """;

    /** Billed, effective, list and quantity by day and these. */
    private Map<String, String> sums(YearMonth month, String columns, String which) {
        Map<String, String> sums = new TreeMap<>();
        database.jdbc()
                .sql(CHARGES.formatted("concat_ws(' | ', charge_day, " + columns + ")", which))
                .param("from", month.atDay(1))
                .param("to", month.plusMonths(1).atDay(1))
                .query((row, number) -> sums.put(
                        row.getString("key"),
                        String.join(
                                " ",
                                plain(row.getBigDecimal("billed")),
                                plain(row.getBigDecimal("effective")),
                                plain(row.getBigDecimal("list")),
                                plain(row.getBigDecimal("quantity")))))
                .list();
        sums.values().removeIf(OtherWritersBill.NOTHING::equals);
        return sums;
    }

    private record Part(
            LocalDate day,
            String resource,
            String part,
            BigDecimal cost,
            @Nullable BigDecimal vcpuHours,
            @Nullable BigDecimal gbHours,
            @Nullable BigDecimal gpuHours,
            @Nullable BigDecimal gpuCost) {}

    /** The month's parts with day, node, use, cluster, namespace and workload. */
    private void parts(YearMonth month, BiConsumer<String, Part> each) {
        database.jdbc()
                .sql("""
                        select charge_day as day, resource.value as resource, part.value as part, effective_cost as cost,
                            vcpu_hours, gb_hours, gpu_hours, gpu_cost
                          from charge join term part on part.id = part_id join term resource on resource.id = resource_id
                         where charge_day >= :from and charge_day < :to and resource.value <> 'i-crowded'
                        """)
                .param("from", month.atDay(1))
                .param("to", month.plusMonths(1).atDay(1))
                .query(RecordMapper.of(Part.class))
                .list()
                .forEach(row -> {
                    ClusterPart part = ClusterPart.of(row.part());
                    each.accept(
                            String.join(
                                    " | ",
                                    row.day().toString(),
                                    row.resource(),
                                    part.use().name(),
                                    part.cluster(),
                                    part.namespace(),
                                    part.workload()),
                            row);
                });
    }

    /** By day, node and workload what was used, with its hours, and what was idle; and what was without pods. */
    private Map<String, String> uses(YearMonth month) {
        Map<String, BigDecimal[]> sums = new TreeMap<>();
        parts(
                month,
                (key, row) -> sums.merge(
                        key,
                        new BigDecimal[] {row.cost(), row.vcpuHours(), row.gbHours(), row.gpuHours()},
                        OtherWritersBill::add));
        Map<String, String> texts = new TreeMap<>();
        sums.forEach((key, values) -> texts.put(key, OtherWritersBill.text(values)));
        return texts;
    }

    static String plain(@Nullable BigDecimal number) {
        return number == null || number.signum() == 0
                ? "0"
                : number.stripTrailingZeros().toPlainString();
    }
}
