package dev.bursar.chargeback.month;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.access.SignedInAs;
import dev.bursar.admin.TeamsFixture;
import dev.bursar.billingdata.ImportFolder;
import dev.bursar.billingdata.imports.ImportService;
import dev.bursar.billingdata.read.ChargeFile;
import dev.bursar.billingdata.read.ChargeLinesFile;
import dev.bursar.billingdata.read.LineFormat;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.chargeback.ledger.proof.LedgerProofs;
import dev.bursar.chargeback.pools.MetricProblem;
import dev.bursar.chargeback.pools.MetricRefused;
import dev.bursar.chargeback.pools.MetricService;
import dev.bursar.chargeback.pools.PoolDraft;
import dev.bursar.chargeback.pools.PoolService;
import dev.bursar.chargeback.pools.ReportSource;
import dev.bursar.chargeback.split.PoolSelection;
import dev.bursar.chargeback.split.PoolSplit;
import dev.bursar.charges.spi.DeliveredCosts;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.setup.SetupService;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.core.context.SecurityContextHolder;

/** Months with models of Amazon and of other sellers whose callers are known: what a file restates changes statements, not the sum. */
@SignedInAs({Role.FINANCE, Role.ADMIN})
class CallersMonthTest extends Books {
    private static final List<String> CALLERS = List.of(
            "assumed-role/ChatApp/a@example.com", "assumed-role/ChatApp/b@example.com", "assumed-role/Batch/i-1");
    private static final List<String> PRODUCTS = List.of("AmazonBedrock", "8x2kq1n7d0", "5v9w3tz6m4");

    @TempDir
    Path folder;

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

    @Test
    void monthsWithCallersCloseAtZeroAlsoAfterRestatedDays() throws IOException {
        var setup = portal.getBean(SetupService.class);
        setup.choose(
                new TeamKeys(List.of(new TeamKeys.Key("team", null), new TeamKeys.Key("iamPrincipal/team", null))),
                setup.state().teamKey().version());
        for (YearMonth month : List.of(FIRST, FIRST.plusMonths(1))) {
            take(month, 1);
            issue(month);
            assertBooksAddUp();
            take(month, 2);
            issue(month);
            invoice(month);
            close(month);
            assertBooksAddUp();
            take(month, 3);
            assertBooksAddUp();
        }
        assertThat(changes.page(FIRST).corrections())
                .as("what the third file restated")
                .isNotEmpty();
        assertThat(database.jdbc().sql("""
                        select count(distinct team_id) from charge join term account on account.id = account_id
                         where account.value = '222222222222' and team_id <> 0
                        """).query(Integer.class).single())
                .as("teams that use models")
                .isEqualTo(2);
        assertThat(database.jdbc().sql("""
                        select count(distinct caller.value) from charge join term caller on caller.id = caller_id
                         where caller.value <> ''
                        """).query(Integer.class).single()).isEqualTo(2);
        YearMonth next = FIRST.plusMonths(2);
        issue(next);
        invoice(FIRST);
        invoice(FIRST.plusMonths(1));
        invoice(next);
        close(next);
        assertBooksAddUp();
    }

    /** What the batch's role spends, whoever's its calls are by their tags, is split by what its gateway counted. */
    @Test
    void monthsWithAPoolOfACallerCloseAtZeroAlsoAfterRestatedDays() throws IOException {
        var metrics = portal.getBean(MetricService.class);
        YearMonth next = FIRST.plusMonths(1);
        take(FIRST, 1);
        // a pool that takes nothing of the newest months is a mistake
        take(LAST, 1);
        int pool = pools.create(List.of(new PoolDraft(
                        "Gateway",
                        new PoolSelection(
                                PoolSelection.Kind.ANY,
                                Set.of(),
                                Set.of(),
                                Set.of(),
                                false,
                                Set.of(),
                                Set.of("222222222222:role/Batch")),
                        new PoolSplit.Metric("Tokens", Map.of(), Set.of()),
                        0,
                        FIRST)))
                .getFirst();
        for (YearMonth month : List.of(FIRST, next)) {
            if (month != FIRST) {
                take(month, 1);
            }
            count(metrics, pool, month);
            assertThat(taken(pool, month).subtract(spent(month)).abs())
                    .as("it is a part of a month that is rounded once")
                    .isLessThanOrEqualTo(new BigDecimal("0.01"));
            assertThat(taken(pool, month)).isPositive();
            issue(month);
            assertBooksAddUp();
            take(month, 2);
            assertThat(changes.page(FIRST).corrections()).isEmpty();
            issue(month);
            invoice(month);
            close(month);
            assertBooksAddUp();
        }
        BigDecimal before = spent(FIRST);
        take(FIRST, 3);
        BigDecimal more = spent(FIRST).subtract(before);
        assertThat(more).isPositive();
        YearMonth last = FIRST.plusMonths(2);
        count(metrics, pool, last);
        issue(last);
        assertThat(database.jdbc()
                        .sql(
                                "select round(sum(exact), 2) from chargeback_correction where pool_id = ? and of_month = ?")
                        .params(pool, FIRST.atDay(1))
                        .query(BigDecimal.class)
                        .single())
                .as("what the caller's restated day costs more is the pool's")
                .isEqualByComparingTo(more.setScale(2, RoundingMode.HALF_UP));
        invoice(FIRST);
        invoice(next);
        invoice(last);
        close(last);
        assertBooksAddUp();
        // documents and the first month come from nobody here
        assertThat(background(() -> portal.getBean(LedgerProofs.class).prove()).parts().stream()
                        .flatMap(part -> part.flaws().stream())
                        .map(Object::toString)
                        .filter(flaw -> !flaw.contains("kind=DOCUMENT") && !flaw.contains("kind=FIRST_MONTH")))
                .isEmpty();
    }

    /** The gateway's report of a month, without its fifth day. */
    private static void count(MetricService metrics, int pool, YearMonth month) {
        String report = "Date,Team,Total Tokens\n"
                + month.atDay(1)
                        .datesUntil(month.plusMonths(1).atDay(1))
                        .filter(day -> day.getDayOfMonth() != 5)
                        .map(day -> day + ",alpha,3\n" + day + ",bee,2\n" + day + ",hackathon,9\n")
                        .collect(Collectors.joining());
        MetricService.Reported read = metrics.read(month, report.getBytes(StandardCharsets.UTF_8));
        assertThat(read.missing()).containsExactly(month.atDay(5));
        int version = metrics.page(pool).orElseThrow().version();
        if (month.equals(FIRST)) {
            assertThat(read.unknown()).containsExactly("bee", "hackathon");
            assertThatThrownBy(() -> metrics.save(
                            pool, version, month, read.report(), "october.csv", "Total Tokens", Map.of("bee", 999_999)))
                    .isInstanceOfSatisfying(
                            MetricRefused.class,
                            refused -> assertThat(refused.problems())
                                    .containsExactly(new MetricProblem.UnknownNames(List.of("bee", "hackathon"))));
            assertThat(metrics.page(pool).orElseThrow().version()).isEqualTo(version);
        } else {
            assertThat(read.unknown()).as("they were told for good").isEmpty();
        }
        Map<String, Integer> told =
                month.equals(FIRST) ? Map.of("bee", read.teams().get("Beta"), "hackathon", 0) : Map.of();
        metrics.save(pool, version, month, read.report(), "report.csv", "Total Tokens", told);
        MetricService.MonthNumbers numbers = metrics.page(pool).orElseThrow().months().stream()
                .filter(one -> one.month().equals(month))
                .findFirst()
                .orElseThrow();
        int days = month.lengthOfMonth() - 1;
        assertThat(numbers.numbers().values().stream().map(BigDecimal::intValueExact))
                .containsExactly(3 * days, 2 * days, 0);
        assertThat(numbers.report())
                .contains(new ReportSource(
                        "report.csv", "Total Tokens", List.of(month.atDay(5)), List.of(), List.of("hackathon")));
    }

    private <T> T background(Supplier<T> question) {
        var context = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        try {
            return portal.getBean(BackgroundScope.class).call(question::get);
        } finally {
            SecurityContextHolder.setContext(context);
        }
    }

    private BigDecimal taken(int pool, YearMonth month) {
        return pools.page(Optional.of(month)).rows().stream()
                .filter(row -> row.pool().id() == pool)
                .flatMap(row -> row.taken().stream())
                .map(PoolService.Taken::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal spent(YearMonth month) {
        return database.jdbc()
                .sql("""
                        select coalesce(sum(c.billed_cost), 0) from charge c join term t on t.id = c.caller_id
                         where t.value like '%/Batch%' and charge_day >= ? and charge_day < ?
                        """)
                .params(month.atDay(1), month.plusMonths(1).atDay(1))
                .query(BigDecimal.class)
                .single()
                .setScale(2, RoundingMode.HALF_UP);
    }

    /** A month's file as AWS delivers it for the {@code time}-th time: from the second on a day costs something else. */
    private void take(YearMonth month, int time) throws IOException {
        var amounts = new Random(month.getMonthValue());
        var file = ChargeLinesFile.of(LineFormat.CUR_2).without("resource_tags").with("tags", "map(varchar, varchar)");
        for (int i = 0; i < 90; i++) {
            int day = 1 + i % 28;
            double cost = amounts.nextInt(1, 90_000_000) / 1e7 * (day == 20 ? time : 1);
            var line = ChargeLinesFile.curLine("Usage", cost);
            String product = PRODUCTS.get(i % PRODUCTS.size());
            line.put("line_item_usage_account_id", "222222222222");
            line.put("bill_billing_period_start_date", month.atDay(1).atStartOfDay());
            line.put("line_item_usage_start_date", month.atDay(day).atTime(i % 24, 0));
            line.put("line_item_product_code", product);
            line.put(
                    "product_product_name",
                    product.equals("AmazonBedrock") ? "Amazon Bedrock" : "Claude Sonnet 4.6 (Amazon Bedrock Edition)");
            line.put(
                    "line_item_usage_type",
                    product.equals("AmazonBedrock")
                            ? "USE1-NovaPro-input-tokens"
                            : "USE1-MP:USE1_OutputTokenCount-Units");
            line.put("line_item_iam_principal", "arn:aws:sts::222222222222:" + CALLERS.get(i % 7 % CALLERS.size()));
            line.put(
                    "tags",
                    switch (i % 4) {
                        case 0 -> Map.of();
                        case 1 -> Map.of("resourceTags/team", "Alpha", "iamPrincipal/team", "Gamma");
                        default -> Map.of("iamPrincipal/team", "Beta");
                    });
            file.add(line);
        }
        String name = month + "-" + time + ".csv";
        new ImportService(portal.getBean(DeliveredCosts.class), new ImportFolder(folder))
                .take(List.of(new ChargeFile(name, file.csv(folder.resolve(name)))), ReadListener.NONE);
        TeamsFixture.applyRules(portal);
        cut();
    }
}
