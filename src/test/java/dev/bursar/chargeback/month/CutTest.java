package dev.bursar.chargeback.month;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.access.SignedInAs;
import dev.bursar.admin.TeamsFixture;
import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.cut.CutQuantities;
import dev.bursar.chargeback.cut.CutQuantity;
import dev.bursar.chargeback.cut.CutStore;
import dev.bursar.chargeback.cut.CutWatch;
import dev.bursar.chargeback.documents.DocumentDraft;
import dev.bursar.chargeback.documents.DocumentService;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.chargeback.month.ChargebackService.MonthPage;
import dev.bursar.chargeback.month.ChargebackService.TeamRow;
import dev.bursar.chargeback.pools.PoolDraft;
import dev.bursar.chargeback.pools.PoolService;
import dev.bursar.chargeback.split.StatementLine.Section;
import dev.bursar.chargeback.statement.ChargeDetails;
import dev.bursar.chargeback.statement.Figures;
import dev.bursar.chargeback.statement.Statement;
import dev.bursar.chargeback.statement.Statement.InCurrency;
import dev.bursar.chargeback.statement.StatementService;
import dev.bursar.charges.ChargeCategory;
import dev.bursar.charges.spi.CostAmounts;
import dev.bursar.charges.spi.DeliveredCharge;
import dev.bursar.charges.spi.DeliveredCosts;
import dev.bursar.charges.spi.Slice;
import dev.bursar.charges.spi.SourceCharge;
import dev.bursar.charges.store.ChargeLoader;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.Role;
import dev.bursar.org.Organisation;
import dev.bursar.ownership.Ownership;
import dev.bursar.ownership.OwnershipRules;
import dev.bursar.sync.RetainedData;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;

/** Cuts of charges from Cost Explorer and from an export, against sums that SQL works out from the charges themselves. */
@BursarTest
@SignedInAs({Role.FINANCE, Role.ADMIN})
class CutTest {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final String EXPLORED = "111111111111";
    private static final String EXPORTED = "222222222222";
    private static final String PAYER = "333333333333";

    @Autowired
    ApplicationContext portal;

    @Autowired
    CutWatch watch;

    @Autowired
    CutStore store;

    @Autowired
    ChargebackService service;

    @Autowired
    StatementService statements;

    @Autowired
    ChargeDetails details;

    @Autowired
    PoolService pools;

    @Autowired
    TestDatabase database;

    private final Random random = new Random(16);

    @BeforeEach
    void costs() {
        TeamsFixture.empty(portal);
        var organisation = portal.getBean(Organisation.class);
        var rules = portal.getBean(OwnershipRules.class);
        owner(
                "truncate chargeback_cut, chargeback_cut_line, chargeback_cut_failure, chargeback_cut_watch,"
                        + " shared_pool, shared_pool_terms, chargeback_shown, cost_export, cost_export_sum, cost_export_account,"
                        + " cost_export_tag, aws_document, charge_month, ledger_month, ledger_start, ledger_transaction cascade");
        portal.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
            for (String team : List.of("Alpha", "Beta", "Gamma", "Delta")) {
                rules.append(organisation.teamNamed(team), List.of(team), false, null, null);
            }
            rules.append(organisation.teamNamed("Delta"), null, false, List.of(EXPORTED), null);
            load(LocalDate.parse("2026-09-01"), LocalDate.parse("2026-11-20"));
        });
    }

    private void owner(String sql) {
        try (var owner = database.owner()) {
            JdbcClient.create(owner).sql(sql).update();
        }
    }

    private void load(LocalDate from, LocalDate to) {
        var slices = new ArrayList<Slice>();
        from.datesUntil(to).forEach(day -> {
            var charges = new ArrayList<SourceCharge>();
            for (String team : List.of("Alpha", "Beta", "Gamma", "")) {
                charges.add(charge(day, "Amazon EC2", "Usage", team, amount(), amount()));
                charges.add(charge(day, "Amazon S3", "Usage", team, amount(), amount()));
                charges.add(charge(day, "Amazon EC2", "SavingsPlanCoveredUsage", team, BigDecimal.ZERO, amount()));
            }
            charges.add(
                    charge(day, "Savings Plans", "SavingsPlanRecurringFee", "", new BigDecimal("9.12345"), amount()));
            charges.add(charge(day, "Amazon EC2", "Credit", "Alpha", amount().negate(), amount().negate()));
            if (day.getDayOfMonth() == 1) {
                charges.add(charge(day, "AWS Support (Business)", "Support", "", new BigDecimal("100.004"), amount()));
                charges.add(charge(day, "Tax", "Tax", "", new BigDecimal("51.5557"), amount()));
            }
            slices.add(new Slice(day, EXPLORED, false, charges));
        });
        portal.getBean(ChargeLoader.class)
                .replace(
                        slices,
                        "test",
                        1,
                        () -> new Ownership(portal.getBean(OwnershipRules.class).all()));
    }

    private BigDecimal amount() {
        return new BigDecimal(random.nextInt(1, 50_000_000)).movePointLeft(7);
    }

    private static SourceCharge charge(
            LocalDate day, String service, String type, String tag, BigDecimal billed, BigDecimal effective) {
        return charge(day, EXPLORED, service, type, tag, billed, effective);
    }

    private static SourceCharge charge(
            LocalDate day,
            String account,
            String service,
            String type,
            String tag,
            BigDecimal billed,
            BigDecimal effective) {
        return new SourceCharge(
                day,
                account,
                service,
                type,
                tag,
                new CostAmounts("USD", billed, effective, billed, effective, null, null));
    }

    /** An export of October with a correction of a day of September, used and unused commitments. */
    private void deliver() throws IOException {
        portal.getBean(DeliveredCosts.class)
                .replace(new DeliveredCosts.Delivered("october.parquet", new byte[32]), charges -> {
                    charges.accept(delivered(
                            "2026-09-12",
                            EXPORTED,
                            "Usage",
                            "Correction",
                            "Standard",
                            "",
                            "-1.23456",
                            "-1.23456",
                            "1"));
                    charges.accept(
                            delivered("2026-10-03", EXPORTED, "Usage", "", "Standard", "", "40.005", "40.005", "8"));
                    charges.accept(
                            delivered("2026-10-04", EXPORTED, "Usage", "", "Committed", "sp-1", "0", "60.5", "8"));
                    charges.accept(
                            delivered("2026-10-04", PAYER, "Purchase", "", "Standard", "sp-1", "100", "0", null));
                    charges.accept(delivered("2026-10-04", PAYER, "Usage", "", "Committed", "sp-1", "0", "39.5", null));
                    return "FOCUS";
                });
    }

    private static DeliveredCharge delivered(
            String day,
            String account,
            String category,
            String chargeClass,
            String pricing,
            String commitment,
            String billed,
            String effective,
            String quantity) {
        return new DeliveredCharge(
                LocalDate.parse(day),
                OCTOBER,
                "AWS",
                PAYER,
                account,
                "Amazon EC2",
                "Amazon EC2",
                "",
                "",
                "",
                category,
                chargeClass,
                pricing,
                commitment,
                "",
                "",
                Map.of(),
                "USD",
                "",
                new DeliveredCharge.Costs(
                        new BigDecimal(billed), new BigDecimal(effective), null, null, null, null, null, null),
                quantity == null ? null : new BigDecimal(quantity),
                1,
                null);
    }

    private int cut() {
        SecurityContext me = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        try {
            var made = new int[1];
            portal.getBean(BackgroundScope.class).run(() -> made[0] = watch.cutWhatChanged());
            return made[0];
        } finally {
            SecurityContextHolder.setContext(me);
        }
    }

    private BigDecimal sql(String question, Object... values) {
        return database.jdbc()
                .sql(question)
                .params(values)
                .query(BigDecimal.class)
                .single();
    }

    @Test
    void aMonthHasItsDeliverysChargesAndCostExplorersOfItsDays() throws IOException {
        deliver();

        assertThat(cut()).as("September, October and November").isEqualTo(3);

        MonthPage page = service.month(OCTOBER).orElseThrow();
        Figures figures = page.month().figures().getFirst();
        BigDecimal expected = sql("""
            select sum(c.billed_cost) from charge c left join cost_export e on e.id = c.export_id
             where c.export_id = 0 and c.charge_day between '2026-10-01' and '2026-10-31' or e.billing_month = '2026-10-01'
            """);
        assertThat(figures.total()).isEqualByComparingTo(expected.setScale(2, java.math.RoundingMode.HALF_UP));
        assertThat(figures.direct()
                        .add(figures.shared())
                        .add(figures.unallocated())
                        .add(figures.corrections()))
                .isEqualByComparingTo(figures.total());
        assertThat(figures.corrections())
                .as("of September, in October's bill; a part of the rounded total")
                .isBetween(new BigDecimal("-1.24"), new BigDecimal("-1.23"));
        assertThat(service.month(OCTOBER.minusMonths(1))
                        .orElseThrow()
                        .month()
                        .figures()
                        .getFirst()
                        .corrections())
                .isZero();
        assertThat(page.month().cut().orElseThrow().fromExports()).isTrue();
        for (YearMonth month : List.of(OCTOBER.minusMonths(1), OCTOBER, OCTOBER.plusMonths(1))) {
            service.month(month).orElseThrow().teams().forEach(team -> bridges(month, team.team(), team.total()));
            bridges(
                    month,
                    0,
                    service.month(month)
                            .orElseThrow()
                            .month()
                            .figures()
                            .getFirst()
                            .unallocated());
        }
    }

    @Test
    void cutsThatAreMadeTogetherAreOneEntry() {
        List<String> before = entries();
        cut();
        assertThat(entries()).hasSize(before.size() + 1);
        assertThat(entries().getLast()).startsWith("chargeback:cuts").contains("2026-09", "2026-10", "2026-11");
    }

    @Test
    void whatIsKilledBeforeItsEntryGetsItAtTheNextLook() {
        int before = entries().size();
        look();
        owner("alter table journal add constraint killed check (action <> 'cut-made') not valid");
        try {
            assertThatThrownBy(this::look).isInstanceOf(DataIntegrityViolationException.class);
        } finally {
            owner("alter table journal drop constraint killed");
        }
        assertThat(store.all()).as("they are there without their entry").hasSize(3);
        assertThat(entries()).hasSize(before);
        look();
        assertThat(entries()).hasSize(before + 1);
        assertThat(entries().getLast()).startsWith("chargeback:cuts").contains("2026-09", "2026-10", "2026-11");
        assertThat(cut()).isZero();
        assertThat(entries()).as("none is written twice").hasSize(before + 1);
        owner("update charge_month set version = gen_random_uuid() where charge_month = '2026-10-01'");
        cut();
        assertThat(entries().getLast()).startsWith("chargeback:2026-10 ");
    }

    private List<String> entries() {
        return database.jdbc()
                .sql("select subject || ' ' || after::text from journal where action = 'cut-made' order by id")
                .query(String.class)
                .list();
    }

    /** From what Spend shows, step by step, to what the statement asks for. */
    private void bridges(YearMonth month, int team, BigDecimal total) {
        Statement statement = statements.statement(month, team).orElseThrow();
        for (InCurrency in : statement.currencies()) {
            assertThat(in.bridge().difference())
                    .as("bridge of team %s in %s", team, month)
                    .isZero();
            assertThat(in.bridge().start())
                    .isEqualByComparingTo(sql(
                            "select coalesce(sum(effective_cost), 0) from charge where team_id = ? and charge_day >= ?"
                                    + " and charge_day < ?",
                            team,
                            month.atDay(1),
                            month.plusMonths(1).atDay(1)));
            BigDecimal reached = in.bridge().steps().stream()
                    .map(step -> step.amount())
                    .reduce(in.bridge().start(), BigDecimal::add);
            assertThat(reached).isEqualByComparingTo(in.total()).isEqualByComparingTo(total);
            BigDecimal lines = java.util.stream.Stream.of(
                            in.direct().stream().map(Statement.Direct::amount),
                            in.shared().stream().map(Statement.Shared::amount),
                            in.corrections().stream().map(Statement.Direct::amount))
                    .flatMap(one -> one)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(lines).isEqualByComparingTo(in.total());
        }
    }

    @Test
    void usualPoolsAgreeWithSqlForEveryTeam() throws IOException {
        deliver();
        cut();
        List<PoolDraft> usual = pools.usual();
        assertThat(usual)
                .extracting(PoolDraft::name)
                .containsExactly("Unused commitment", "Commitment fees", "AWS Support", "Tax");
        assertThat(pools.preview(0, usual, Optional.of(OCTOBER)).notes())
                .singleElement()
                .isInstanceOfSatisfying(PoolService.Note.TakenBefore.class, note -> {
                    assertThat(note.earlier()).isEqualTo("Unused commitment");
                    assertThat(note.currency()).isEqualTo("USD");
                    assertThat(note.amount()).isPositive();
                    assertThat(note.pool()).isEqualTo("Commitment fees");
                });
        pools.create(usual);

        Map<Integer, BigDecimal> expected = new HashMap<>();
        database.jdbc().sql("""
            with c as (
              select c.team_id, s.value as service, a.value as account, r.value as type, c.billed_cost as billed,
                     c.effective_cost as effective, coalesce(p.value, '') = 'Committed' as committed, c.usage_quantity,
                     coalesce(k.value, '') = 'Correction' as correction
                from charge c join term s on s.id = c.service_id join term a on a.id = c.account_id
                join term r on r.id = c.record_type_id left join term p on p.id = c.pricing_category_id
                left join term k on k.id = c.charge_class_id left join cost_export e on e.id = c.export_id
               where c.export_id = 0 and c.charge_day between '2026-10-01' and '2026-10-31' or e.billing_month = '2026-10-01'),
            covered as (select team_id, sum(effective) as weight from c
                         where team_id > 0 and (type = 'SavingsPlanCoveredUsage' or committed and usage_quantity is not null)
                         group by 1),
            used as (select team_id, sum(effective) as weight from c
                      where team_id > 0 and not correction
                        and (type in ('Usage', 'SavingsPlanCoveredUsage')) and not (committed and usage_quantity is null)
                      group by 1),
            direct as (select team_id, sum(billed) as weight from c
                        where team_id > 0 and not correction
                          and type not in ('SavingsPlanRecurringFee', 'Purchase', 'Support', 'Tax') group by 1),
            owed as (select team_id, sum(billed) as billed from c
                      where team_id > 0 and type not in ('SavingsPlanRecurringFee', 'Purchase', 'Support', 'Tax') group by 1),
            pool as (select (select sum(billed) from c where type in ('SavingsPlanRecurringFee', 'Purchase')) as fees,
                            (select sum(billed) from c where type = 'Support') as support,
                            (select sum(billed) from c where type = 'Tax') as tax)
            select o.team_id,
                   o.billed + coalesce(pool.fees * covered.weight / (select sum(weight) from covered), 0)
                     + coalesce(pool.support * used.weight / (select sum(weight) from used), 0)
                     + coalesce(pool.tax * direct.weight / (select sum(weight) from direct), 0) as total
              from owed o cross join pool left join covered using (team_id) left join used using (team_id)
              left join direct using (team_id)
            """).query(row -> {
            expected.put(row.getInt("team_id"), row.getBigDecimal("total"));
        });
        MonthPage page = service.month(OCTOBER).orElseThrow();
        assertThat(page.teams())
                .hasSize(4)
                .allSatisfy(team -> assertThat(
                                team.total().subtract(expected.get(team.team())).abs())
                        .as(team.name())
                        .isLessThan(new BigDecimal("0.06")));
        assertThat(page.pools()).allSatisfy(pool -> {
            assertThat(pool.result().unsplit()).isEmpty();
            BigDecimal parts = page.teams().stream()
                    .flatMap(team -> statements.statement(OCTOBER, team.team()).orElseThrow().currencies().stream())
                    .flatMap(in -> in.shared().stream())
                    .filter(line -> line.pool() == pool.result().pool().id())
                    .map(Statement.Shared::amount)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(parts).isEqualByComparingTo(pool.result().amount());
            var charges = details.page(new ChargeDetails.Question(
                            OCTOBER,
                            "USD",
                            Section.SHARED,
                            Optional.of(pool.result().pool().id()),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()))
                    .orElseThrow();
            assertThat(charges.billed().subtract(pool.result().amount()).abs()).isLessThan(new BigDecimal("0.01"));
        });
        page.teams().forEach(team -> everyLine(team.team()));
        page.teams().forEach(team -> bridges(OCTOBER, team.team(), team.total()));
        bridges(OCTOBER, 0, page.month().figures().getFirst().unallocated());
    }

    /** Each line of what a team used is within a cent of what SQL adds up for its service, account and category. */
    private void everyLine(int team) {
        for (InCurrency in : statements.statement(OCTOBER, team).orElseThrow().currencies()) {
            assertThat(in.direct()).isNotEmpty().allSatisfy(line -> {
                BigDecimal exact = sql(
                        """
                        select sum(c.billed_cost)
                          from charge c join term s on s.id = c.service_id join term a on a.id = c.account_id
                          join term r on r.id = c.record_type_id left join term k on k.id = c.charge_class_id
                          left join cost_export e on e.id = c.export_id
                         where (c.export_id = 0 and c.charge_day between '2026-10-01' and '2026-10-31'
                                or e.billing_month = '2026-10-01')
                           and c.team_id = ? and s.value = ? and a.value = ? and coalesce(k.value, '') <> 'Correction'
                           and r.value = any(?)
                        """,
                        team,
                        line.service(),
                        line.account(),
                        line.category() == ChargeCategory.CREDIT
                                ? new String[] {"Credit"}
                                : new String[] {"Usage", "SavingsPlanCoveredUsage"});
                assertThat(line.amount().subtract(exact).abs())
                        .as("%s of team %s", line.service(), team)
                        .isLessThan(new BigDecimal("0.01"));
            });
        }
    }

    @Test
    void oneChargeMoreIsADifference() {
        cut();
        Cut before = store.find(OCTOBER).orElseThrow();
        BigDecimal total = service.month(OCTOBER)
                .orElseThrow()
                .month()
                .figures()
                .getFirst()
                .total();
        portal.getBean(DocumentService.class)
                .typeIn(new DocumentDraft(
                        DocumentDraft.Type.INVOICE,
                        "1987230011",
                        "Amazon Web Services, Inc.",
                        OCTOBER,
                        LocalDate.parse("2026-11-03"),
                        "USD",
                        total.toPlainString()));
        assertThat(figures().agrees()).isTrue();
        assertThat(cut()).as("nothing has changed").isZero();

        portal.getBean(TransactionTemplate.class)
                .executeWithoutResult(status -> portal.getBean(ChargeLoader.class)
                        .replace(
                                List.of(new Slice(
                                        LocalDate.parse("2026-10-05"),
                                        "444444444444",
                                        false,
                                        List.of(charge(
                                                LocalDate.parse("2026-10-05"),
                                                "444444444444",
                                                "Amazon EC2",
                                                "Usage",
                                                "Alpha",
                                                BigDecimal.ONE,
                                                BigDecimal.ONE)))),
                                "test",
                                2,
                                () -> new Ownership(
                                        portal.getBean(OwnershipRules.class).all())));
        assertThat(store.find(OCTOBER).orElseThrow().current()).isFalse();
        assertThat(cut()).isEqualTo(1);

        assertThat(store.find(OCTOBER).orElseThrow().id()).isGreaterThan(before.id());
        assertThat(figures().difference()).contains(new BigDecimal("-1.00"));
        assertThat(figures().total()).isEqualByComparingTo(total.add(BigDecimal.ONE));
        assertThat(service.month(OCTOBER).orElseThrow().checks())
                .contains(
                        new Check.Agrees(OCTOBER, "USD", new BigDecimal("-1.00"), new BigDecimal("0.00"), true, false));
    }

    private Figures figures() {
        return service.month(OCTOBER).orElseThrow().month().figures().getFirst();
    }

    @Test
    void aCutThatDoesNotAddUpIsRefusedAndTheOneBeforeStays() {
        cut();
        Cut before = store.find(OCTOBER).orElseThrow();
        owner("update spend_by_month set billed_cost = billed_cost + 1 where charge_month = '2026-10-01' and team_id"
                + " = 0");
        owner("update charge_month set version = gen_random_uuid() where charge_month = '2026-10-01'");

        assertThat(cut()).isZero();

        assertThat(store.find(OCTOBER).orElseThrow().id()).isEqualTo(before.id());
        assertThat(service.month(OCTOBER).orElseThrow().checks())
                .contains(new Check.NotUpToDate(
                        "The charges in USD don\u2019t add up to what their source says. Read the month\u2019s"
                                + " costs again, under Sync."));
        assertThat(cut()).as("it is not tried again before the charges change").isZero();
    }

    @Test
    void chargesThatExpireAreNoChange() throws IOException {
        deliver();
        cut();
        List<Cut> before = store.all();
        List<TeamRow> teams = service.month(OCTOBER).orElseThrow().teams();
        Figures figures = figures();
        assertThat(figures.corrections()).isNegative();

        expire(OCTOBER.minusMonths(1));
        for (String again : List.of("October has lost a correction", "October has changed")) {
            assertThat(cut()).as(again).isEqualTo(1);
            assertThat(store.failure(OCTOBER)).isEmpty();
            assertThat(store.find(OCTOBER).orElseThrow().charges())
                    .isEqualTo(before.get(1).charges());
            assertThat(service.month(OCTOBER).orElseThrow().teams()).isEqualTo(teams);
            assertThat(figures()).isEqualTo(figures);
            assertThat(cut()).isZero();
            owner("update charge_month set version = gen_random_uuid() where charge_month = '2026-10-01'");
        }

        deliver();
        assertThat(cut()).as("October is whole again").isEqualTo(1);
        assertThat(figures()).isEqualTo(figures);
        assertThat(store.find(OCTOBER.minusMonths(1)))
                .as("has none of its own charges")
                .contains(before.getLast());
    }

    @Test
    void aDeliveryWhoseMonthExpiredStillCountsInTheNextOne() throws IOException {
        DeliveredCosts.Feed october = charges -> {
            charges.accept(delivered("2026-10-03", EXPORTED, "Usage", "", "Standard", "", "40.005", "40.005", "8"));
            charges.accept(delivered("2026-11-01", EXPORTED, "Usage", "", "Standard", "", "7.5", "7.5", "8"));
            return "FOCUS";
        };
        var delivered = new DeliveredCosts.Delivered("october.parquet", new byte[32]);
        var deliveries = portal.getBean(DeliveredCosts.class);
        deliveries.replace(delivered, october);
        cut();
        Cut kept = store.find(OCTOBER).orElseThrow();
        BigDecimal november = sql("select sum(billed_cost) from spend_by_month where charge_month = '2026-11-01'");

        expire(OCTOBER);
        owner("update charge_month set version = gen_random_uuid() where charge_month = '2026-11-01'");
        assertThat(cut()).as("November, which still adds up").isEqualTo(1);
        assertThat(store.failure(OCTOBER.plusMonths(1))).isEmpty();
        assertThat(store.find(OCTOBER)).contains(kept);

        assertThat(deliveries.has(new byte[32])).as("it may come again").isFalse();
        deliveries.replace(delivered, october);
        assertThat(sql("select sum(billed_cost) from spend_by_month where charge_month = '2026-11-01'"))
                .as("no charge twice")
                .isEqualByComparingTo(november);
        expire(OCTOBER);
        expire(OCTOBER.plusMonths(1));
        assertThat(deliveries.held()).isEmpty();
        assertThat(sql("select count(*) from cost_export")).isZero();
    }

    /** Also where AWS delivers the closed month again, whose Cost Explorer charges are gone for good. */
    @Test
    void chargesThatExpireAreNoCorrection() throws IOException {
        deliver();
        cut();
        portal.getBean(TransactionTemplate.class)
                .executeWithoutResult(
                        status -> portal.getBean(LedgerMonths.class).start(OCTOBER, Actor.SYSTEM, Instant.EPOCH));
        var issuing = portal.getBean(IssueService.class);
        LocalDate today = LocalDate.now(portal.getBean(Clock.class).withZone(ZoneOffset.UTC));
        issuing.issue(OCTOBER, issuing.preview(OCTOBER).orElseThrow().token(), "as agreed", today);
        database.jdbc().sql("""
                        insert into aws_document (source, payer, number, seller, document_type, billing_month, issued_on, currency,
                               total, first_seen, last_seen)
                        values ('aws', '999988887777', '1', 'Amazon Web Services, Inc.', 'INVOICE', '2026-10-01', '2026-11-03',
                                'USD', ?, now(), now())
                        """).param(figures().total()).update();
        var closing = portal.getBean(CloseService.class);
        closing.close(OCTOBER, closing.preview(OCTOBER).token());
        Cut kept = store.find(OCTOBER).orElseThrow();
        var changes = portal.getBean(MonthChanges.class);

        expire(OCTOBER.minusMonths(1));
        assertThat(cut()).isEqualTo(1);
        assertThat(store.newest(OCTOBER).orElseThrow().id()).isGreaterThan(kept.id());
        assertThat(changes.page(OCTOBER).corrections())
                .as("a correction of a day that has expired")
                .isEmpty();
        assertThat(store.find(OCTOBER).map(Cut::id)).contains(kept.id());

        Cut newest = store.newest(OCTOBER).orElseThrow();
        expire(OCTOBER);
        cut();
        deliver();
        cut();
        assertThat(sql("select sum(billed_cost) from charge where charge_day between '2026-10-01' and '2026-10-31'"))
                .as("nothing but what was delivered again")
                .isEqualByComparingTo("140.005");
        assertThat(store.newest(OCTOBER).map(Cut::id)).contains(newest.id());
        assertThat(store.find(OCTOBER).map(Cut::id)).contains(kept.id());
        assertThat(changes.page(OCTOBER).corrections())
                .as("a month that has expired")
                .isEmpty();
        assertThat(portal.getBean(OwnerChangeService.class).changes(OCTOBER).largest())
                .isEmpty();
    }

    /** Corrections and purchases are no usage; what Cost Explorer gives no unit for is kept as such. */
    @Test
    void aCutKeepsHowMuchUsageTeamsHad() throws IOException {
        portal.getBean(DeliveredCosts.class)
                .replace(new DeliveredCosts.Delivered("october.parquet", new byte[32]), charges -> {
                    charges.accept(used("2026-09-30", "Usage", "", "Hrs", "1.5"));
                    charges.accept(used("2026-10-01", "Usage", "", "Hrs", "8.25"));
                    charges.accept(used("2026-10-02", "Usage", "", "GB", "3"));
                    charges.accept(used("2026-10-02", "Usage", "", "", "700"));
                    charges.accept(used("2026-10-03", "Usage", "Correction", "GB", "-2"));
                    charges.accept(used("2026-10-03", "Purchase", "", "Hrs", "744"));
                    return "FOCUS";
                });
        cut();
        int delta = database.jdbc()
                .sql("select id from team where name = 'Delta'")
                .query(Integer.class)
                .single();
        var quantities = portal.getBean(CutQuantities.class);
        var expected = List.of(
                new CutQuantity(delta, "Amazon EC2", "GB", new BigDecimal("3")),
                new CutQuantity(delta, "Amazon EC2", "Hrs", new BigDecimal("9.75")));
        long first = store.find(OCTOBER).orElseThrow().id();
        assertThat(quantities.of(first).stream().filter(one -> one.team() == delta))
                .usingRecursiveFieldByFieldElementComparator(comparing())
                .containsExactlyElementsOf(expected);
        assertThat(quantities.of(first).stream().filter(one -> one.unit().isEmpty()))
                .as("three teams' and nobody's of Cost Explorer, of two services")
                .hasSize(8)
                .allSatisfy(one -> assertThat(one.quantity()).isZero());

        expire(OCTOBER.minusMonths(1));
        cut();
        long second = store.find(OCTOBER).orElseThrow().id();
        assertThat(second).isGreaterThan(first);
        assertThat(quantities.of(second).stream().filter(one -> one.team() == delta))
                .as("days that have expired count as before")
                .usingRecursiveFieldByFieldElementComparator(comparing())
                .containsExactlyElementsOf(expected);
    }

    private static RecursiveComparisonConfiguration comparing() {
        return RecursiveComparisonConfiguration.builder()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .build();
    }

    private static DeliveredCharge used(String day, String category, String chargeClass, String unit, String quantity) {
        DeliveredCharge one = delivered(day, EXPORTED, category, chargeClass, "Standard", "", "1", "1", quantity);
        return new DeliveredCharge(
                one.day(),
                one.billingPeriod(),
                one.provider(),
                one.billingAccount(),
                one.account(),
                one.service(),
                one.serviceName(),
                one.region(),
                one.usageType(),
                one.recordType(),
                one.chargeCategory(),
                one.chargeClass(),
                one.pricingCategory(),
                one.commitment(),
                one.caller(),
                one.resource(),
                one.tags(),
                one.currency(),
                unit,
                one.costs(),
                one.quantity(),
                1,
                null);
    }

    private void expire(YearMonth month) {
        portal.getBean(TransactionTemplate.class)
                .executeWithoutResult(status -> portal.getBeansOfType(RetainedData.class).values().stream()
                        .filter(kept -> kept.name().equals("costs"))
                        .forEach(costs -> costs.delete(month)));
    }

    @Test
    void aConnectionThatIsCutOffLeavesNothingHalfMade() throws Exception {
        cut();
        Cut before = store.find(OCTOBER).orElseThrow();
        List<TeamRow> teams = service.month(OCTOBER).orElseThrow().teams();
        owner("update charge_month set version = gen_random_uuid() where charge_month = '2026-10-01'");
        CompletableFuture<Integer> cutting;
        try (var owner = database.owner()) {
            var jdbc = JdbcClient.create(owner);
            jdbc.sql("begin").update();
            jdbc.sql("lock table chargeback_cut_line in exclusive mode").update();
            cutting = CompletableFuture.supplyAsync(this::cut);
            for (int i = 0; i < 200; i++) {
                List<Integer> waiting = jdbc.sql("select pid from pg_locks where not granted and relation ="
                                + " 'chargeback_cut_line'::regclass")
                        .query(Integer.class)
                        .list();
                if (!waiting.isEmpty()) {
                    database.jdbc()
                            .sql("select pg_terminate_backend(?)")
                            .param(waiting.getFirst())
                            .query(row -> {});
                    break;
                }
                Thread.sleep(25);
            }
            assertThat(cutting.handle((made, failure) -> failure).get(20, TimeUnit.SECONDS))
                    .isNotNull();
            jdbc.sql("rollback").update();
        }

        assertThat(store.find(OCTOBER).orElseThrow().id()).isEqualTo(before.id());
        assertThat(service.month(OCTOBER).orElseThrow().teams()).isEqualTo(teams);
        assertThat(cut()).as("the next look makes it").isEqualTo(1);
        assertThat(service.month(OCTOBER).orElseThrow().teams()).isEqualTo(teams);
    }

    @Test
    void aCutIsMadeOnceChargesHaveStoppedChanging() {
        look();
        assertThat(store.all()).as("they may still be loading").isEmpty();
        look();
        assertThat(store.all()).hasSize(3);
        long newest = store.all().getFirst().id();
        look();
        assertThat(store.all().getFirst().id()).isEqualTo(newest);
    }

    private void look() {
        SecurityContext me = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        try {
            portal.getBean(BackgroundScope.class).run(watch::look);
        } finally {
            SecurityContextHolder.setContext(me);
        }
    }
}
