package dev.bursar.chargeback.month;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.admin.TeamsFixture;
import dev.bursar.chargeback.cut.CutWatch;
import dev.bursar.chargeback.differences.AcceptedDifference;
import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.chargeback.month.IssueService.Preview;
import dev.bursar.chargeback.pools.PoolDraft;
import dev.bursar.chargeback.pools.PoolService;
import dev.bursar.chargeback.split.PoolSelection;
import dev.bursar.chargeback.split.PoolSplit;
import dev.bursar.charges.spi.CostAmounts;
import dev.bursar.charges.spi.Slice;
import dev.bursar.charges.spi.SourceCharge;
import dev.bursar.charges.store.ChargeLoader;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.org.Organisation;
import dev.bursar.ownership.Ownership;
import dev.bursar.ownership.OwnershipRules;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;

/** Months of random costs that can be issued, closed and restated. Signs in as finance. */
@BursarTest
abstract class Books {
    static final YearMonth FIRST = YearMonth.of(2026, 7);
    static final YearMonth LAST = YearMonth.of(2026, 10);
    private static final String ACCOUNT = "111111111111";

    @Autowired
    ApplicationContext portal;

    @Autowired
    IssueService issuing;

    @Autowired
    CloseService closing;

    @Autowired
    IssueStore issues;

    @Autowired
    MonthChanges changes;

    @Autowired
    PoolService pools;

    @Autowired
    TestDatabase database;

    Random random = new Random(34);
    /** BilledCost of each day, team and service, as AWS has it now. */
    private final Map<LocalDate, Map<String, BigDecimal>> aws = new TreeMap<>();

    @BeforeEach
    void costs() {
        TeamsFixture.empty(portal);
        try (var owner = database.owner()) {
            JdbcClient.create(owner)
                    .sql(
                            "truncate chargeback_cut, chargeback_cut_failure, chargeback_cut_watch, chargeback_shown, shared_pool,"
                                    + " chargeback_adjustment, chargeback_four_eyes, chargeback_difference_bound,"
                                    + " shared_pool_terms, cost_export, aws_document, charge_month, charge, charge_slice,"
                                    + " spend_by_service, spend_by_account, spend_by_team, spend_by_month, ledger_month, ledger_start,"
                                    + " ledger_transaction cascade")
                    .update();
        }
        var organisation = portal.getBean(Organisation.class);
        var rules = portal.getBean(OwnershipRules.class);
        var transactions = portal.getBean(TransactionTemplate.class);
        transactions.executeWithoutResult(status -> {
            for (String team : List.of("Alpha", "Beta", "Gamma")) {
                rules.append(organisation.teamNamed(team), List.of(team), false, null, null);
            }
            portal.getBean(LedgerMonths.class).start(FIRST, Actor.SYSTEM, Instant.EPOCH);
        });
        FIRST.atDay(1).datesUntil(LAST.plusMonths(1).atDay(1)).forEach(day -> {
            Map<String, BigDecimal> costs = new TreeMap<>();
            for (String team : List.of("Alpha", "Beta", "Gamma", "")) {
                costs.put(team + "|Amazon EC2|Usage", amount());
                costs.put(team + "|Amazon S3|Usage", amount());
            }
            if (day.getDayOfMonth() == 1) {
                costs.put("|AWS Support (Business)|Support", new BigDecimal("100.004"));
            }
            aws.put(day, costs);
        });
        load(FIRST.atDay(1), LAST.plusMonths(1).atDay(1));
        cut();
        pools.create(List.of(new PoolDraft(
                "AWS Support",
                new PoolSelection(PoolSelection.Kind.SUPPORT, Set.of(), Set.of(), Set.of(), false),
                new PoolSplit.Proportional(PoolSplit.Basis.USAGE, Set.of(), Set.of()),
                0,
                FIRST)));
    }

    private BigDecimal amount() {
        return new BigDecimal(random.nextInt(1, 50_000_000)).movePointLeft(7);
    }

    private void load(LocalDate from, LocalDate to) {
        var slices = new ArrayList<Slice>();
        from.datesUntil(to)
                .forEach(day -> slices.add(new Slice(
                        day,
                        ACCOUNT,
                        false,
                        aws.get(day).entrySet().stream()
                                .map(one -> charge(day, one.getKey().split("\\|"), one.getValue()))
                                .toList())));
        portal.getBean(TransactionTemplate.class)
                .executeWithoutResult(status -> portal.getBean(ChargeLoader.class)
                        .replace(
                                slices,
                                "test",
                                1,
                                () -> new Ownership(
                                        portal.getBean(OwnershipRules.class).all())));
    }

    private static SourceCharge charge(LocalDate day, String[] key, BigDecimal amount) {
        return new SourceCharge(
                day,
                ACCOUNT,
                key[1],
                key[2],
                key[0],
                new CostAmounts(
                        "USD",
                        amount,
                        amount,
                        amount,
                        amount,
                        key[1].equals("Amazon S3") ? amount.multiply(BigDecimal.valueOf(40)) : null,
                        key[1].equals("Amazon S3") ? "GB-Mo" : null));
    }

    void cut() {
        var context = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        try {
            portal.getBean(BackgroundScope.class).run(portal.getBean(CutWatch.class)::cutWhatChanged);
        } finally {
            SecurityContextHolder.setContext(context);
        }
    }

    /** AWS changes some charges of a month. */
    void restate(YearMonth month) {
        restateOnly(month);
        cut();
    }

    /** The same, as long as it isn't added up yet. */
    void restateOnly(YearMonth month) {
        for (int i = 0; i < 3; i++) {
            LocalDate day = month.atDay(1 + random.nextInt(28));
            Map<String, BigDecimal> costs = aws.get(day);
            String key = List.copyOf(costs.keySet()).get(random.nextInt(costs.size()));
            costs.put(key, random.nextInt(4) == 0 ? BigDecimal.ZERO : amount());
            load(day, day.plusDays(1));
        }
    }

    /** What AWS bills for a month as its charges are now, to the cent. */
    BigDecimal billed(YearMonth month) {
        return aws.entrySet().stream()
                .filter(day -> YearMonth.from(day.getKey()).equals(month))
                .flatMap(day -> day.getValue().values().stream())
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(2, RoundingMode.HALF_UP);
    }

    /** What AWS asks for a month: its invoice at first, further documents later. */
    void invoice(YearMonth month) {
        BigDecimal asked = billed(month);
        BigDecimal known = database.jdbc()
                .sql(
                        "select coalesce(sum(case when document_type = 'INVOICE' then total else -total end), 0) from aws_document"
                                + " where billing_month = ? and gone_at is null")
                .param(month.atDay(1))
                .query(BigDecimal.class)
                .single();
        BigDecimal rest = asked.subtract(known);
        if (rest.signum() == 0) {
            return;
        }
        database.jdbc()
                .sql("""
                        insert into aws_document (source, payer, number, seller, document_type, billing_month, issued_on, currency,
                               total, first_seen, last_seen)
                        values ('aws', '999988887777', :number, 'Amazon Web Services, Inc.', :type, :month, '2026-11-03',
                                'USD', :total, now(), now())
                        """)
                .param("number", month + " " + random.nextLong())
                .param("type", rest.signum() > 0 ? "INVOICE" : "CREDIT_MEMO")
                .param("month", month.atDay(1))
                .param("total", rest.abs())
                .update();
    }

    void issue(YearMonth month) {
        Preview preview = issuing.preview(month).orElseThrow();
        assertThat(preview.blocks()).isEmpty();
        if (!preview.rows().isEmpty()) {
            issuing.issue(month, preview.token(), "as agreed", today());
        }
        assertThat(issuing.preview(month).orElseThrow().rows())
                .as("issuing a second time")
                .isEmpty();
    }

    void close(YearMonth month) {
        CloseService.Preview preview = closing.preview(month);
        assertThat(preview.blocks()).as("blocks of %s", month).isEmpty();
        closing.close(month, preview.token());
        assertThat(preview.look().posted().stream()
                        .map(one -> one.account() + " " + one.ofMonth() + " " + one.amount()))
                .as("what was shown is what closing %s posted", month)
                .containsExactlyInAnyOrderElementsOf(postedBesideDocuments(month));
        assertThat(preview.look().owed().stream()
                        .map(ClosingLook.Owed::byTeams)
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .as("what teams owe of %s", month)
                .isEqualByComparingTo(posted(month, "TEAM"));
        assertThat(preview.look().accepted().stream()
                        .map(AcceptedDifference::amount)
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .as("accepted differences of %s", month)
                .isEqualByComparingTo(posted(month, "ACCEPTED_DIFFERENCES"));
    }

    private List<String> postedBesideDocuments(YearMonth month) {
        return database.jdbc()
                .sql("""
                        select a.kind || ' ' || to_char(p.of_month, 'YYYY-MM') || ' ' || p.currency || ' ' || p.amount
                          from ledger_posting p join ledger_transaction t on t.id = p.transaction_id
                          join ledger_account a on a.id = p.account_id
                         where t.key = 'close:' || :month and a.kind not in ('AWS', 'AWS_PAYABLE')
                        """)
                .param("month", month.toString())
                .query(String.class)
                .list();
    }

    private BigDecimal posted(YearMonth month, String kind) {
        return database.jdbc()
                .sql("""
                        select coalesce(sum(p.amount), 0) from ledger_posting p join ledger_transaction t on t.id = p.transaction_id
                          join ledger_account a on a.id = p.account_id where t.billing_month = :month and a.kind = :kind
                        """)
                .param("kind", kind)
                .param("month", month.atDay(1))
                .query(BigDecimal.class)
                .single();
    }

    void assertBooksAddUp() {
        assertThat(database.jdbc()
                        .sql("select transaction_id from ledger_posting group by 1, currency having sum(amount) <> 0")
                        .query(Long.class)
                        .list())
                .isEmpty();
        assertThat(database.jdbc().sql("""
                                select t.billing_month from ledger_posting p join ledger_transaction t on t.id = p.transaction_id
                                  join ledger_account a on a.id = p.account_id join ledger_month m on m.billing_month = t.billing_month
                                 where a.kind = 'AWS' and m.closed_at is not null group by 1 having sum(p.amount) <> 0
                                """).query(LocalDate.class).list())
                .as("AWS accounts of closed months")
                .isEmpty();
        for (YearMonth month : issues.last().keySet()) {
            for (IssuedStatement statement : issues.statements(month)) {
                BigDecimal total = statement.totals().isEmpty()
                        ? BigDecimal.ZERO
                        : statement.totals().getFirst().getAmount();
                assertThat(balance(month, statement.team()))
                        .as("%s of %s", statement.name(), month)
                        .isEqualByComparingTo(total);
            }
        }
    }

    private BigDecimal balance(YearMonth month, int team) {
        return database.jdbc()
                .sql("""
                        select coalesce(sum(p.amount), 0) from ledger_posting p
                          join ledger_transaction t on t.id = p.transaction_id join ledger_account a on a.id = p.account_id
                         where t.billing_month = :month
                           and (a.team_id = :team or :team = 0 and a.kind = 'UNALLOCATED')
                        """)
                .param("month", month.atDay(1))
                .param("team", team)
                .query(BigDecimal.class)
                .single();
    }

    /** What an account kind has of charges, documents or differences of each month, in whatever month it was posted. */
    Map<YearMonth, BigDecimal> byMonth(String kind, String transactions) {
        Map<YearMonth, BigDecimal> sums = new TreeMap<>();
        database.jdbc()
                .sql("select p.of_month, sum(p.amount) as amount from ledger_posting p"
                        + " join ledger_account a on a.id = p.account_id join ledger_transaction t on t.id = p.transaction_id"
                        + " where a.kind = ? and t.kind in (" + transactions + ") group by 1")
                .param(kind)
                .query(row -> {
                    sums.put(YearMonth.from(row.getObject("of_month", LocalDate.class)), row.getBigDecimal("amount"));
                });
        return sums;
    }

    /** Charges of the first half of a month that have another tag value now. */
    void retag(YearMonth month, String from, String to) {
        for (LocalDate day = month.atDay(1); day.getDayOfMonth() <= 15; day = day.plusDays(1)) {
            Map<String, BigDecimal> costs = aws.get(day);
            for (String key : List.copyOf(costs.keySet())) {
                if (key.startsWith(from + "|") && key.endsWith("|Usage")) {
                    costs.merge(to + key.substring(from.length()), costs.remove(key), BigDecimal::add);
                }
            }
        }
        load(month.atDay(1), month.atDay(16));
        cut();
    }

    BigDecimal all(String kind) {
        return database.jdbc()
                .sql(
                        "select coalesce(sum(p.amount), 0) from ledger_posting p join ledger_account a on a.id = p.account_id"
                                + " where a.kind = ?")
                .param(kind)
                .query(BigDecimal.class)
                .single();
    }

    LocalDate today() {
        return LocalDate.now(portal.getBean(Clock.class).withZone(ZoneOffset.UTC));
    }

    Map<Long, String> contents() {
        Map<Long, String> contents = new TreeMap<>();
        issues.statements().forEach(one -> contents.put(one.id(), issues.content(one.id())));
        return contents;
    }
}
