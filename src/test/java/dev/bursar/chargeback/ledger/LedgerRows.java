package dev.bursar.chargeback.ledger;

import dev.bursar.chargeback.ledger.LedgerTransaction.Kind;
import dev.bursar.chargeback.seals.Sealed;
import dev.bursar.chargeback.seals.Seals;
import dev.bursar.chargeback.split.Allocation;
import dev.bursar.chargeback.split.KeptJson;
import dev.bursar.chargeback.split.MonthSums;
import dev.bursar.chargeback.split.StatementLine;
import dev.bursar.charges.ChargeCategory;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.Sha256;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A ledger with transactions of a test, written as the app writes them; the activity log isn't told until {@link #told} is recorded. */
public final class LedgerRows {
    public static final Instant AT = Instant.parse("2026-11-10T08:00:00Z");

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Ledger ledger;
    private final LedgerMonths months;

    public LedgerRows(TestDatabase database) {
        this(database.jdbc(), database.transactions());
        try (var owner = database.owner()) {
            JdbcClient.create(owner).sql("""
                do $$ begin
                  alter table ledger_transaction disable trigger logged;
                  alter table chargeback_issue disable trigger logged;
                  alter table ledger_month disable trigger logged;
                exception when undefined_object then null; -- an older database
                end $$
                """).update();
        }
    }

    private LedgerRows(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        ledger = new Ledger(jdbc);
        months = new LedgerMonths(jdbc);
    }

    static BigMoney usd(String amount) {
        return BigMoney.of(CurrencyUnit.USD, new BigDecimal(amount));
    }

    public void start(YearMonth month) {
        transactions.executeWithoutResult(status -> months.start(month, Actor.SYSTEM, AT));
    }

    public void open(YearMonth month) {
        transactions.executeWithoutResult(status -> months.lock(month));
    }

    public void close(YearMonth month) {
        transactions.executeWithoutResult(status -> months.close(month, "{}", Actor.SYSTEM, AT));
    }

    /** An amount on one account, and its opposite on another. */
    static LedgerTransaction of(
            String key, Kind kind, YearMonth month, LedgerAccount account, LedgerAccount other, String amount) {
        return new LedgerTransaction(
                key,
                kind,
                month,
                Optional.empty(),
                "",
                List.of(
                        new Posting(account, month, usd(amount), Optional.empty(), ""),
                        new Posting(other, month, usd(amount).negated(), Optional.empty(), "")));
    }

    long post(LedgerTransaction transaction) {
        return Objects.requireNonNull(transactions.execute(status -> ledger.post(transaction, Actor.SYSTEM, AT)));
    }

    /** A team's statement; returns its transaction. */
    public long statement(YearMonth month, int team, String amount) {
        return post(of(
                "statement:" + month + ":" + team,
                Kind.STATEMENT,
                month,
                LedgerAccount.of(team),
                LedgerAccount.Fixed.AWS,
                amount));
    }

    public long documents(YearMonth month, String amount) {
        return post(of(
                "documents:" + month,
                Kind.DOCUMENTS,
                month,
                LedgerAccount.Fixed.AWS,
                LedgerAccount.Fixed.AWS_PAYABLE,
                amount));
    }

    public long adjustment(YearMonth month, LedgerAccount from, LedgerAccount to, String amount) {
        return post(of("adjustment:" + month + to, Kind.ADJUSTMENT, month, to, from, amount));
    }

    public long reverse(long id) {
        return Objects.requireNonNull(
                transactions.execute(status -> ledger.reverse(id, "Wrong team", Actor.SYSTEM, AT)));
    }

    /** A cut of a month with some lines of no charge. */
    public long cut(YearMonth month, int lines) {
        long cut = jdbc.sql("""
                insert into chargeback_cut (billing_month, fingerprint, made_at, observed_at, charges, estimated, from_exports,
                       from_cost_explorer)
                values (:month, sha256('x'), now(), now(), :lines, 0, false, true) returning id
                """)
                .param("month", month.atDay(1))
                .param("lines", lines)
                .query(Long.class)
                .single();
        for (int i = 0; i < lines; i++) {
            line(cut, month);
        }
        jdbc.sql("insert into chargeback_cut_quantity values (:cut, 1, 1, :month, 'GB', 1)")
                .param("cut", cut)
                .param("month", month.atDay(1))
                .update();
        return cut;
    }

    void line(long cut, YearMonth month) {
        jdbc.sql("""
                insert into chargeback_cut_line (cut_id, team_id, rule_id, account_id, service_id, record_type_id, tag_value_id,
                       charge_category, charge_kind, correction, charge_month, currency, billed_cost, effective_cost, unused_cost,
                       charges)
                values (:cut, 1, 1, 1, 1, 1, 1, 'USAGE', 'USAGE', false, :month, 'USD', 1, 1, 0, 1)
                """).param("cut", cut).param("month", month.atDay(1)).update();
    }

    /** Issues a month's statements from a cut: what each team is asked for. */
    public void issue(YearMonth month, long cut, Map<Integer, String> totals) {
        transactions.executeWithoutResult(status -> {
            long issue = issue(month, cut, allocation(cut, totals));
            new TreeMap<>(totals).forEach((team, total) -> issued(issue, month, team, total));
        });
    }

    private List<Allocation> allocation(long cut, Map<Integer, String> totals) {
        BigDecimal exact = jdbc.sql("select sum(billed_cost) from chargeback_cut_line where cut_id = ?")
                .param(cut)
                .query(BigDecimal.class)
                .single();
        List<StatementLine> lines = totals.entrySet().stream()
                .map(one -> new StatementLine(
                        StatementLine.Section.DIRECT,
                        one.getKey(),
                        0,
                        "Amazon EC2",
                        "1",
                        ChargeCategory.USAGE,
                        YearMonth.of(2026, 9),
                        new BigDecimal(one.getValue())))
                .toList();
        BigDecimal total = lines.stream().map(StatementLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        return List.of(new Allocation("USD", exact, total, List.of(), lines));
    }

    private long issue(YearMonth month, long cut, List<Allocation> allocations) {
        return jdbc.sql("""
                insert into chargeback_issue (billing_month, number, cut_id, issued_at, issued_by, issued_by_name, answer_by, reason,
                       allocation, figures)
                values (:month, 1, :cut, '2026-11-10T08:00:00Z', 0, 'Bursar', '2026-11-20', '', :allocation, :figures) returning id
                """)
                .param("month", month.atDay(1))
                .param("cut", cut)
                .param("allocation", KeptJson.MAPPER.writeValueAsString(allocations))
                .param("figures", MonthSums.write(MonthSums.of(allocations)))
                .query(Long.class)
                .single();
    }

    /** A team's statement in words. */
    private void issued(long issue, YearMonth month, int team, String total) {
        String content = "{\"team\":" + team + "}";
        byte[] hash = Sha256.of(content);
        long statement = jdbc.sql("""
                insert into chargeback_statement (issue_id, billing_month, team_id, name, number, version, content,
                       content_sha256)
                values (:issue, :month, :team, 'Team', :number, 1, :content, :hash) returning id
                """)
                .param("issue", issue)
                .param("month", month.atDay(1))
                .param("team", team)
                .param("number", month + "-" + team)
                .param("content", content)
                .param("hash", hash)
                .query(Long.class)
                .single();
        jdbc.sql("insert into chargeback_statement_total values (:statement, 'USD', cast(:total as numeric))")
                .param("statement", statement)
                .param("total", total)
                .update();
    }

    /** What the activity log is told of all that is there. */
    public Map<String, Map<String, String>> told() {
        Map<String, String> sealed = new TreeMap<>();
        var seals = new Seals(jdbc);
        for (Sealed kind : Sealed.values()) {
            seals.all(kind).forEach(one -> sealed.put(kind.word() + ":" + one.thing(), one.seal()));
        }
        return Map.of(
                Seals.FIELD,
                sealed,
                "transactions",
                hashes("select id::text as name, content_sha256 from ledger_transaction"),
                "statements",
                hashes("select number as name, content_sha256 from chargeback_statement"));
    }

    private Map<String, String> hashes(String sql) {
        Map<String, String> hashes = new TreeMap<>();
        jdbc.sql(sql).query(row -> {
            hashes.put(row.getString("name"), HexFormat.of().formatHex(row.getBytes("content_sha256")));
        });
        return hashes;
    }

    /** September is issued with statements of two teams and closed. */
    public void closedSeptember() {
        YearMonth month = YearMonth.of(2026, 9);
        start(month);
        open(month);
        Map<Integer, String> totals = Map.of(7, "7.25", 8, "8.25");
        issue(month, cut(month, 2), totals);
        new TreeMap<>(totals).forEach((team, total) -> statement(month, team, total));
        documents(month, "15.50");
        close(month);
    }
}
