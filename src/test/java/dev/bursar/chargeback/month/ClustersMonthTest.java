package dev.bursar.chargeback.month;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.access.SignedInAs;
import dev.bursar.admin.TeamsFixture;
import dev.bursar.billingdata.ImportFolder;
import dev.bursar.billingdata.imports.ImportService;
import dev.bursar.billingdata.read.ChargeFile;
import dev.bursar.billingdata.read.ChargeLinesFile;
import dev.bursar.billingdata.read.LineFormat;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.chargeback.documents.DocumentDraft;
import dev.bursar.chargeback.documents.DocumentService;
import dev.bursar.chargeback.ledger.LedgerService;
import dev.bursar.chargeback.ledger.proof.LedgerVerification;
import dev.bursar.chargeback.ledger.proof.LedgerVerifier;
import dev.bursar.chargeback.text.ProofText;
import dev.bursar.charges.parts.ClusterChoices.Choice;
import dev.bursar.charges.parts.ClusterChoices.Idle;
import dev.bursar.charges.spi.DeliveredCosts;
import dev.bursar.charges.store.ClusterStore;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.setup.SetupService;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;

/** Months with nodes of a cluster that three teams share: restated nodes and other choices change statements, not the sum. */
@SignedInAs({Role.FINANCE, Role.ADMIN})
class ClustersMonthTest extends Books {
    private static final String ACCOUNT = "222222222222";
    private static final String CLUSTER = ACCOUNT + "/us-east-1/ml";
    private static final YearMonth SECOND = FIRST.plusMonths(1);
    private static final YearMonth THIRD = FIRST.plusMonths(2);

    private final Map<YearMonth, BigDecimal> invoiced = new HashMap<>();

    @TempDir
    Path folder;

    @AfterEach
    void whole() {
        database.jdbc().sql("delete from cluster_choice").update();
    }

    /** What AWS bills is what the charges come to, in whatever way they were read. */
    @Override
    BigDecimal billed(YearMonth month) {
        return database.jdbc()
                .sql("select coalesce(sum(billed_cost), 0) from charge where charge_day >= ? and charge_day < ?")
                .params(month.atDay(1), month.plusMonths(1).atDay(1))
                .query(BigDecimal.class)
                .single()
                .setScale(2, RoundingMode.HALF_UP);
    }

    /** As finance types it in, so that the activity log has it. */
    @Override
    void invoice(YearMonth month) {
        BigDecimal more = billed(month).subtract(invoiced.getOrDefault(month, BigDecimal.ZERO));
        if (more.signum() != 0) {
            invoiced.put(month, billed(month));
            portal.getBean(DocumentService.class)
                    .typeIn(new DocumentDraft(
                            more.signum() > 0 ? DocumentDraft.Type.INVOICE : DocumentDraft.Type.CREDIT_MEMO,
                            month + " " + more,
                            "Amazon Web Services, Inc.",
                            month,
                            LAST.plusMonths(1).atDay(3),
                            "USD",
                            more.abs().toPlainString()));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void monthsWithPartsCloseAtZeroWhateverIsRestatedOrChosen(long seed) throws IOException {
        try (var owner = database.owner()) {
            JdbcClient.create(owner)
                    .sql("truncate journal, ledger_start cascade")
                    .update();
        }
        portal.getBean(LedgerService.class).chooseStart(FIRST);
        var setup = portal.getBean(SetupService.class);
        setup.choose(TeamKeys.of("team"), setup.state().teamKey().version());
        var choices = new Random(seed);
        Idle idle = idle(choices);
        choose(FIRST, true, idle);
        take(FIRST, seed, 1);
        issue(FIRST);
        Map<String, BigDecimal> first = byTeam(FIRST);
        assertThat(first).as("teams that pay for the cluster").containsKeys("Alpha", "Beta", "Gamma");
        take(FIRST, seed, 2);
        assertThat(byTeam(FIRST)).as("one node has another cost").isNotEqualTo(first);
        issue(FIRST);
        assertBooksAddUp();
        invoice(FIRST);
        close(FIRST);
        assertBooksAddUp();
        Map<Long, String> closed = contents();
        Map<String, BigDecimal> teams = byTeam(FIRST);

        // what is chosen from August on changes nothing of July, and what is chosen of July itself is no correction
        boolean split = choices.nextBoolean();
        choose(SECOND, split, idle(choices));
        apply();
        assertThat(contents()).isEqualTo(closed);
        assertThat(byTeam(FIRST)).isEqualTo(teams);
        assertThat(changes.page(FIRST).corrections()).isEmpty();
        choose(FIRST, false, Idle.PODS);
        apply();
        assertThat(byTeam(FIRST)).as("a whole cluster is its owner's").containsOnlyKeys("Alpha");
        assertThat(contents()).isEqualTo(closed);
        assertThat(changes.page(FIRST).corrections()).isEmpty();
        choose(FIRST, true, idle);
        apply();
        assertThat(byTeam(FIRST)).isEqualTo(teams);
        take(SECOND, seed, 1);
        issue(SECOND);
        assertThat(byTeam(SECOND)).hasSize(split ? 3 : 1);

        // a node of the closed month is restated, and August's own once more
        take(FIRST, seed, 3);
        take(SECOND, seed, 2);
        assertBooksAddUp();
        assertThat(changes.page(FIRST).corrections()).isNotEmpty();
        issue(SECOND);
        invoice(FIRST);
        invoice(SECOND);
        close(SECOND);
        assertBooksAddUp();
        closed.forEach((id, content) -> assertThat(contents()).containsEntry(id, content));
        closed = contents();

        // none from September on
        choose(THIRD, false, Idle.OWNER);
        apply();
        assertThat(contents()).isEqualTo(closed);
        take(THIRD, seed, 1);
        issue(THIRD);
        invoice(THIRD);
        close(THIRD);
        assertBooksAddUp();
        closed.forEach((id, content) -> assertThat(contents()).containsEntry(id, content));
        verified();
    }

    private void apply() {
        TeamsFixture.applyRules(portal);
        cut();
    }

    private static Idle idle(Random random) {
        return random.nextBoolean() ? Idle.PODS : Idle.OWNER;
    }

    private void choose(YearMonth from, boolean split, Idle idle) {
        portal.getBean(TransactionTemplate.class)
                .executeWithoutResult(status ->
                        portal.getBean(ClusterStore.class).store(new Choice(CLUSTER, from.atDay(1), split, idle)));
    }

    private void verified() {
        var context = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        try {
            LedgerVerification found = portal.getBean(BackgroundScope.class)
                    .call(() -> portal.getBean(LedgerVerifier.class).verify(List.of(), (done, all) -> {}));
            assertThat(found.proof().flaws()).as("%s", ProofText.lines(found)).isZero();
        } finally {
            SecurityContextHolder.setContext(context);
        }
    }

    private Map<String, BigDecimal> byTeam(YearMonth month) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        database.jdbc()
                .sql("""
                        select team.name, sum(billed_cost) as billed from charge join term account on account.id = account_id
                          join team on team.id = team_id
                         where account.value = :account and charge_day >= :from and charge_day < :to and billed_cost <> 0
                         group by 1
                        """)
                .param("account", ACCOUNT)
                .param("from", month.atDay(1))
                .param("to", month.plusMonths(1).atDay(1))
                .query(row -> {
                    sums.put(row.getString("name"), row.getBigDecimal("billed").stripTrailingZeros());
                });
        return sums;
    }

    /** A month's file as AWS delivers it for the {@code time}-th time: from the second on one node costs something else on one day. */
    private void take(YearMonth month, long seed, int time) throws IOException {
        var random = new Random(seed * 100 + month.getMonthValue());
        var file = ChargeLinesFile.of(LineFormat.CUR_2);
        for (int i = 0; i < 40; i++) {
            int day = 1 + i % 20;
            String node = "i-" + i % 3;
            BigDecimal cost =
                    new BigDecimal(new BigInteger(30, random), 8).multiply(BigDecimal.valueOf(i == 20 ? time : 1));
            boolean covered = i % 4 == 3;
            var line = line(month, day, covered ? "SavingsPlanCoveredUsage" : "Usage", cost);
            line.put("line_item_product_code", "AmazonEC2");
            line.put("line_item_usage_type", "BoxUsage:p4d.24xlarge");
            line.put("line_item_resource_id", node);
            line.put("resource_tags", Map.of("user_team", "Alpha"));
            if (covered) {
                line.put("savings_plan_savings_plan_effective_cost", cost.movePointLeft(1));
                // the plan takes back a little less than it covers
                var back = line(
                        month,
                        day,
                        "SavingsPlanNegation",
                        cost.subtract(new BigDecimal("0.01")).negate());
                back.put("line_item_product_code", "AmazonEC2");
                back.put("line_item_usage_type", "BoxUsage:p4d.24xlarge");
                file.add(back);
            }
            file.add(line);
            int pods = random.nextInt(4);
            for (int pod = 0; pod < pods; pod++) {
                String team = List.of("Beta", "Gamma", "").get(random.nextInt(3));
                var row = line(month, day, "Usage", BigDecimal.ZERO);
                row.put("line_item_product_code", "AmazonEKS");
                row.put("line_item_operation", "EKSPod-EC2");
                row.put("line_item_usage_type", "USE1-EKS-EC2-Accelerator-Hours");
                row.put(
                        "line_item_resource_id",
                        "arn:aws:eks:us-east-1:" + ACCOUNT + ":pod/ml/ns-" + team + "/train-" + i + "-" + pod + "/"
                                + pod);
                row.put("split_line_item_parent_resource_id", node);
                row.put("split_line_item_split_cost", cost.multiply(BigDecimal.valueOf(random.nextInt(25), 2)));
                row.put("split_line_item_unused_cost", cost.multiply(BigDecimal.valueOf(random.nextInt(9), 2)));
                row.put("split_line_item_split_usage", BigDecimal.ONE);
                row.put("resource_tags", team.isEmpty() ? Map.of() : Map.of("user_team", team));
                file.add(row);
            }
        }
        String name = month + "-" + time + ".csv";
        new ImportService(portal.getBean(DeliveredCosts.class), new ImportFolder(folder))
                .take(List.of(new ChargeFile(name, file.csv(folder.resolve(name)))), ReadListener.NONE);
        apply();
    }

    private static Map<String, Object> line(YearMonth month, int day, String type, BigDecimal cost) {
        var line = ChargeLinesFile.curLine(type, 0);
        line.put("line_item_unblended_cost", cost.toPlainString());
        line.put("line_item_usage_account_id", ACCOUNT);
        line.put("bill_billing_period_start_date", month.atDay(1).atStartOfDay());
        line.put("line_item_usage_start_date", month.atDay(day).atTime(3, 0));
        return line;
    }
}
