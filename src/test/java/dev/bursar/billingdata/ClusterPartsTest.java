package dev.bursar.billingdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.billingdata.imports.ImportService;
import dev.bursar.billingdata.read.ChargeFile;
import dev.bursar.billingdata.read.ChargeLinesFile;
import dev.bursar.billingdata.read.LineFormat;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.charges.parts.ClusterChoices;
import dev.bursar.charges.parts.ClusterChoices.Choice;
import dev.bursar.charges.parts.ClusterChoices.Idle;
import dev.bursar.charges.query.ChargeTotals;
import dev.bursar.charges.spi.DeliveredCosts;
import dev.bursar.charges.spi.DeliveredCosts.SplitRows;
import dev.bursar.charges.store.ClusterStore;
import dev.bursar.efficiency.clusters.ClusterUses;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.org.Organisation;
import dev.bursar.ownership.OwnershipMove;
import dev.bursar.ownership.OwnershipPreview;
import dev.bursar.ownership.OwnershipRule;
import dev.bursar.ownership.OwnershipRules;
import dev.bursar.setup.spi.ImportedTags;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Nodes of a cluster whose pods are of three teams: sums stay, teams pay as an admin says, and a preview is what is done. */
class ClusterPartsTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-10-01");
    private static final int DAYS = 30;
    private static final String ACCOUNT = "111122223333";
    private static final String CLUSTER = ACCOUNT + "/us-east-1/ml";
    private static final List<String> TEAMS = List.of("platform", "vision", "fraud");

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final TestDatabase database = TestDatabase.migrated();
    private final Random random = new Random(3);
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
        inTransaction(() -> {
            var rules = new ArrayList<OwnershipRule>();
            for (String team : TEAMS) {
                TeamId id = node.getBean(Organisation.class).teamNamed(team);
                rules.add(new OwnershipRule(
                        -1 - rules.size(),
                        1 + rules.size(),
                        id,
                        List.of(team),
                        false,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        OwnershipRule.ALWAYS,
                        null,
                        0));
            }
            return node.getBean(OwnershipRules.class).store(List.of(), rules);
        });
    }

    @AfterEach
    void stop() {
        node.close();
        database.close();
    }

    @Test
    void splitWholeSplitMovesTeamsSumsAlone() throws IOException {
        take("october.csv", true);
        String whole = sums("team_id");
        String sums = sums("account_id, service_id, usage_type_id, record_type_id, charge_day");
        assertThat(whole).as("a cluster without a choice is its owner's").isEqualTo(teamSums("platform"));
        assertThat(count("part_id is null")).as("rows of pods are no charges").isEqualTo(DAYS);
        assertThat(count("vcpu_spare <> vcpu_hours * 0.75 or gb_spare <> gb_hours * 0.75"))
                .isZero();
        assertThat(count("vcpu_spare > 0")).isPositive();
        for (List<Choice> choices : List.of(
                List.of(new Choice(CLUSTER, FIRST, true, Idle.PODS)),
                List.<Choice>of(),
                List.of(new Choice(CLUSTER, FIRST, true, Idle.OWNER)),
                List.of(new Choice(CLUSTER, FIRST.plusMonths(1), true, Idle.PODS)),
                List.of(
                        new Choice(CLUSTER, FIRST, true, Idle.PODS),
                        new Choice(CLUSTER, FIRST.plusMonths(1), false, Idle.PODS)))) {
            previewedAndDone(new ClusterChoices(choices));
            assertThat(sums("account_id, service_id, usage_type_id, record_type_id, charge_day"))
                    .isEqualTo(sums);
        }
        String split = sums("team_id");
        assertThat(split).isNotEqualTo(whole);
        assertThat(split.lines().count()).isEqualTo(3);
        random.setSeed(3); // the same charges
        take("again.csv", true);
        assertThat(sums("team_id")).as("a load decides as the job does").isEqualTo(split);
        previewedAndDone(ClusterChoices.NONE);
        assertThat(sums("team_id")).isEqualTo(whole);
        assertThat(node.getBean(ChargeTotals.class).differencesOfRollups()).isZero();
    }

    @Test
    void sumsAreThoseOfAFileWithoutPods() throws IOException {
        take("pods.csv", true);
        String sums = sums("account_id, service_id, usage_type_id, record_type_id, charge_day");
        assertThat(count("part_id is not null")).isGreaterThan(DAYS);
        random.setSeed(3); // the same charges
        take("none.csv", false);
        assertThat(count("part_id is not null")).isZero();
        assertThat(sums("account_id, service_id, usage_type_id, record_type_id, charge_day"))
                .isEqualTo(sums);
    }

    @Test
    void rulesForPartsArePreviewedAsTheyAreDone() throws IOException {
        take("october.csv", true);
        List<TeamId> teams = inTransaction(() ->
                TEAMS.stream().map(node.getBean(Organisation.class)::teamNamed).toList());
        var changing = new Random(7);
        String whole = sums("team_id");
        var seen = new HashSet<String>();
        for (int i = 0; i < 8; i++) {
            if (i == 4) {
                previewedAndDone(new ClusterChoices(List.of(new Choice(CLUSTER, FIRST, true, Idle.OWNER))));
            }
            List<OwnershipRule> now = node.getBean(OwnershipRules.class).all();
            List<OwnershipRule> next = randomRules(changing, teams);
            Map<String, BigDecimal> expected = moved(node.getBean(OwnershipPreview.class)
                    .of(now, next, YearMonth.from(FIRST))
                    .moves());
            inTransaction(() -> {
                node.getBean(OwnershipRules.class).store(now, List.of());
                return node.getBean(OwnershipRules.class).store(List.of(), next);
            });
            SyncNode.run(node, "ownership");
            assertThat(byTeam()).isEqualTo(expected);
            seen.add(sums("team_id"));
        }
        assertThat(seen).as("rules that move nothing prove nothing").hasSizeGreaterThan(4);
        assertThat(seen).doesNotContain(whole);
        String followed = sums("team_id");
        random.setSeed(3); // the same charges
        take("again.csv", true);
        assertThat(sums("team_id")).as("a load decides as the job does").isEqualTo(followed);
        assertThat(node.getBean(ChargeTotals.class).differencesOfRollups()).isZero();
    }

    @Test
    void whatIsNotPartedIsCountedWithTheMonth() throws IOException {
        var tags = Map.of("aws_eks_cluster_name", "ml");
        var file = ChargeLinesFile.of(LineFormat.CUR_2);
        LocalDateTime at = FIRST.atTime(3, 0);
        line(file, at, "BoxUsage:m5.large", "i-1", BigDecimal.TEN, tags, Map.of());
        line(file, at.plusDays(1), "BoxUsage:m5.large", "i-1", BigDecimal.TEN, tags, Map.of());
        line(file, at, "USE1-AmazonEKS-Hours:perCluster", "cluster/ml", BigDecimal.ONE, Map.of(), Map.of());
        importOf("unsplit.csv", file);
        assertThat(counted()).isEqualTo(new SplitRows(0, 0, 0, 0, 1, 1));
        assertThat(node.getBean(ImportedTags.class).unsplit()).isEqualTo(new ImportedTags.Unsplit(1, 1));
        pod(file, at, "i-1", "1");
        pod(file, at, "", "1");
        pod(file, at, "i-2", "1");
        pod(file, at, "i-2", "2");
        line(file, at, "BoxUsage:m5.large", "i-3", BigDecimal.TEN, tags, Map.of());
        pod(file, at, "i-3", "-1");
        importOf("split.csv", file);
        assertThat(counted()).isEqualTo(new SplitRows(5, 1, 2, 1, 1, 1));
        assertThat(node.getBean(ImportedTags.class).unsplit()).isEqualTo(ImportedTags.Unsplit.NOTHING);
    }

    private SplitRows counted() {
        return node.getBean(DeliveredCosts.class).held().getFirst().part().split();
    }

    private static void pod(ChargeLinesFile file, LocalDateTime at, String instance, String cost) {
        line(
                file,
                at,
                "USE1-EKS-EC2-vCPU-Hours",
                "arn:aws:eks:us-east-1:" + ACCOUNT + ":pod/ml/web/shop-" + cost + "/1",
                BigDecimal.ZERO,
                Map.of(),
                Map.of(
                        "line_item_operation",
                        "EKSPod-EC2",
                        "split_line_item_parent_resource_id",
                        instance,
                        "split_line_item_split_cost",
                        new BigDecimal(cost)));
    }

    @Test
    void namespacesThatAskForMuchAreFoundOnceAndGoWithTheirReason() throws IOException {
        take("october.csv", true);
        previewedAndDone(new ClusterChoices(List.of(new Choice(CLUSTER, FIRST, true, Idle.PODS))));
        ClusterUses uses = node.getBean(ClusterUses.class);
        change("effective_cost = effective_cost * 1000, gpu_cost = gpu_cost * 1000");
        refresh(uses);
        assertThat(one("select trim_scale(sum(cost)) from cluster_use"))
                .isEqualTo(one("select trim_scale(sum(effective_cost)) from charge where part_id is not null"));
        assertThat(one("select trim_scale(sum(idle)) from cluster_use")).isEqualTo(one("""
                        select trim_scale(sum(effective_cost)) from charge c join term t on t.id = c.part_id
                         where t.value not like '%USED'"""));
        String found = "select string_agg(id || namespace || state, ' ' order by id) from cluster_request";
        String first = one(found);
        assertThat(first).contains("visionopen", "fraudopen", "platformopen");
        refresh(uses);
        assertThat(one(found)).isEqualTo(first);
        change("vcpu_spare = 0, gb_spare = 0");
        refresh(uses);
        assertThat(one(found)).isEqualTo(first.replace("open", "withdrawn"));
        take("none.csv", false);
        refresh(uses);
        assertThat(one("select count(*) from cluster_use")).isEqualTo("0");
    }

    private void change(String columns) {
        inTransaction(() -> {
            JdbcClient jdbc = node.getBean(JdbcClient.class);
            jdbc.sql("update charge_month set version = gen_random_uuid()").update();
            return jdbc.sql("update charge set " + columns).update();
        });
    }

    private void refresh(ClusterUses uses) {
        inTransaction(() -> {
            uses.refresh();
            return true;
        });
    }

    private String one(String sql) {
        return database.jdbc()
                .sql(sql)
                .query((row, number) -> String.valueOf(row.getString(1)))
                .single();
    }

    private static List<OwnershipRule> randomRules(Random random, List<TeamId> teams) {
        var rules = new ArrayList<OwnershipRule>();
        for (int i = 1; i <= 4; i++) {
            boolean since = random.nextBoolean();
            rules.add(new OwnershipRule(
                    -i,
                    i,
                    teams.get(random.nextInt(teams.size())),
                    some(random, List.of("platform", "vision")),
                    false,
                    null,
                    null,
                    null,
                    null,
                    some(random, List.of("ml", CLUSTER, "222233334444/us-east-1/ml")),
                    some(random, List.of("vision", "fraud", "nobody")),
                    i == 1 ? List.of("train", "train-3") : some(random, List.of("train", "serve")),
                    since ? FIRST.plusDays(random.nextInt(DAYS)) : OwnershipRule.ALWAYS,
                    null,
                    0));
        }
        return rules;
    }

    private static @Nullable List<String> some(Random random, List<String> values) {
        return random.nextInt(3) == 0 ? null : values.subList(0, 1 + random.nextInt(values.size()));
    }

    private Map<String, BigDecimal> moved(List<OwnershipMove> moves) {
        Map<String, BigDecimal> expected = byTeam();
        for (OwnershipMove move : moves) {
            expected.merge(
                    String.valueOf(move.from().value()), move.effectiveCost().negate(), BigDecimal::add);
            expected.merge(String.valueOf(move.to().value()), move.effectiveCost(), BigDecimal::add);
        }
        expected.replaceAll((team, sum) -> sum.signum() == 0 ? BigDecimal.ZERO : sum.stripTrailingZeros());
        expected.values().removeIf(sum -> sum.signum() == 0);
        return expected;
    }

    private void previewedAndDone(ClusterChoices choices) {
        ClusterStore store = node.getBean(ClusterStore.class);
        ClusterChoices now = store.current();
        Map<String, BigDecimal> expected = moved(node.getBean(OwnershipPreview.class)
                .of(
                        now,
                        choices,
                        TeamKeys.of("team"),
                        node.getBean(OwnershipRules.class).all(),
                        YearMonth.from(FIRST))
                .moves());
        inTransaction(() -> {
            now.choices().forEach(choice -> store.remove(choice.cluster(), choice.from()));
            choices.choices().forEach(store::store);
            return true;
        });
        SyncNode.run(node, "ownership");
        assertThat(byTeam()).isEqualTo(expected);
    }

    private void take(String name, boolean pods) throws IOException {
        var file = ChargeLinesFile.of(LineFormat.CUR_2);
        for (int day = 0; day < DAYS; day++) {
            LocalDateTime at = FIRST.plusDays(day).atTime(3, 0);
            String instance = "i-0" + day % 4;
            BigDecimal price = new BigDecimal(new BigInteger(30, random), 9);
            line(file, at, "BoxUsage:p4d.24xlarge", instance, price, Map.of("user_team", "platform"), Map.of());
            line(file, at, "EBS:VolumeUsage.gp3", "vol-1", BigDecimal.ONE, Map.of("user_team", "platform"), Map.of());
            int count = 1 + random.nextInt(4);
            for (int pod = 0; pod < count; pod++) {
                String team = TEAMS.get(random.nextInt(TEAMS.size()));
                BigDecimal cost = price.multiply(BigDecimal.valueOf(random.nextInt(20), 2))
                        .setScale(10, RoundingMode.DOWN);
                BigDecimal unused =
                        price.multiply(BigDecimal.valueOf(random.nextInt(5), 2)).setScale(10, RoundingMode.DOWN);
                if (pods) {
                    for (String unit : List.of("vCPU-Hours", "GB-Hours", "Accelerator-Hours")) {
                        line(
                                file,
                                at,
                                "USE1-EKS-EC2-" + unit,
                                "arn:aws:eks:us-east-1:" + ACCOUNT + ":pod/ml/" + team + "/train-20261001-" + pod + "/"
                                        + day + unit,
                                BigDecimal.ZERO,
                                Map.of("user_team", team, "aws_eks_workload_name", "train-" + day),
                                Map.of(
                                        "line_item_operation",
                                        "EKSPod-EC2",
                                        "split_line_item_parent_resource_id",
                                        instance,
                                        "split_line_item_split_cost",
                                        cost,
                                        "split_line_item_unused_cost",
                                        unused,
                                        "split_line_item_split_usage",
                                        BigDecimal.TWO,
                                        "split_line_item_actual_usage",
                                        new BigDecimal(unit.startsWith("Acc") ? "0" : "0.5")));
                    }
                }
            }
        }
        importOf(name, file);
    }

    private void importOf(String name, ChargeLinesFile file) throws IOException {
        new ImportService(node.getBean(DeliveredCosts.class), new ImportFolder(folder))
                .take(List.of(new ChargeFile(name, file.csv(folder.resolve(name)))), ReadListener.NONE);
    }

    private static void line(
            ChargeLinesFile file,
            LocalDateTime at,
            String usageType,
            String resource,
            BigDecimal cost,
            Map<String, String> tags,
            Map<String, Object> more) {
        var line = ChargeLinesFile.curLine("Usage", cost.doubleValue());
        line.put("line_item_usage_start_date", at);
        line.put("line_item_usage_account_id", ACCOUNT);
        line.put("line_item_usage_type", usageType);
        line.put("line_item_resource_id", resource);
        line.put("resource_tags", new TreeMap<>(tags));
        line.putAll(more);
        file.add(line);
    }

    /** Both costs by some columns, a line each. */
    private String sums(String columns) {
        return String.join(
                "\n",
                database.jdbc()
                        .sql("select concat_ws(' ', " + columns
                                + ", trim_scale(sum(billed_cost)), trim_scale(sum(effective_cost)))"
                                + " from charge group by " + columns + " having sum(effective_cost) <> 0 order by 1")
                        .query(String.class)
                        .list());
    }

    private Map<String, BigDecimal> byTeam() {
        Map<String, BigDecimal> sums = new TreeMap<>();
        sums("team_id")
                .lines()
                .map(line -> line.split(" "))
                .forEach(line -> sums.put(line[0], new BigDecimal(line[2]).stripTrailingZeros()));
        return sums;
    }

    private String teamSums(String team) {
        return database.jdbc()
                .sql(
                        "select concat_ws(' ', (select max(id) from team where name = :team), trim_scale(sum(billed_cost)), trim_scale(sum(effective_cost))) from charge")
                .param("team", team)
                .query(String.class)
                .single();
    }

    private int count(String which) {
        return database.jdbc()
                .sql("select count(*) from charge where " + which)
                .query(Integer.class)
                .single();
    }

    private <T> T inTransaction(Supplier<T> work) {
        return node.getBean(TransactionTemplate.class).execute(status -> work.get());
    }
}
