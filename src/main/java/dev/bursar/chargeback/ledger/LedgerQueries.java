package dev.bursar.chargeback.ledger;

import dev.bursar.chargeback.ledger.LedgerTransaction.Kind;
import dev.bursar.list.Conditions;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads transactions, the newest first, and what accounts come to. */
@Component
class LedgerQueries {
    private static final String TRANSACTIONS = """
        select t.id, t.kind, t.billing_month, t.corrects, c.kind as corrected_kind, r.id as corrected_by, t.reason,
               t.posted_at, t.posted_by_name, t.content_sha256
          from ledger_transaction t
          left join ledger_transaction c on c.id = t.corrects
          left join ledger_transaction r on r.corrects = t.id
        """;

    private final JdbcClient jdbc;

    LedgerQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long count(LedgerQuestion question) {
        Conditions conditions = conditions(question);
        return conditions
                .statement(jdbc, "select count(*) from ledger_transaction t" + conditions.where())
                .query(Long.class)
                .single();
    }

    /**
     * The newest first.
     *
     * @param before the number of the one that they follow; null to begin with the newest
     * @param skip how many after it are left out
     */
    List<LedgerRow> page(LedgerQuestion question, @Nullable Long before, int skip, int limit) {
        Conditions conditions = conditions(question);
        if (before != null) {
            conditions.add("t.id < :before", "before", before);
        }
        return rows(conditions
                .statement(jdbc, TRANSACTIONS + conditions.where() + " order by t.id desc offset :skip limit :limit")
                .param("skip", skip)
                .param("limit", limit));
    }

    Optional<LedgerRow> find(long id) {
        return rows(jdbc.sql(TRANSACTIONS + " where t.id = :id").param("id", id)).stream()
                .findFirst();
    }

    private static Conditions conditions(LedgerQuestion question) {
        var conditions = new Conditions();
        question.month().ifPresent(month -> conditions.add("t.billing_month = :month", "month", month.atDay(1)));
        question.kind().ifPresent(kind -> conditions.add("t.kind = :kind", "kind", kind.name()));
        question.account().ifPresent(account -> {
            conditions.add("""
                exists (select from ledger_posting p join ledger_account a on a.id = p.account_id
                         where p.transaction_id = t.id and a.kind = :account and coalesce(a.team_id, 0) = :team)
                """, "account", account instanceof LedgerAccount.Fixed fixed ? fixed.name() : "TEAM");
            conditions.put("team", account instanceof LedgerAccount.Team(int team) ? team : 0);
        });
        return conditions;
    }

    private List<LedgerRow> rows(JdbcClient.StatementSpec found) {
        List<LedgerRow> heads = found.query((row, number) -> head(row)).list();
        Map<Long, List<LedgerRow.Line>> lines =
                lines(heads.stream().map(LedgerRow::id).toArray(Long[]::new));
        return heads.stream()
                .map(head -> new LedgerRow(
                        head.id(),
                        head.kind(),
                        head.month(),
                        head.corrects(),
                        head.correctedKind(),
                        head.correctedBy(),
                        head.reason(),
                        head.at(),
                        head.by(),
                        head.sha256(),
                        lines.getOrDefault(head.id(), List.of())))
                .toList();
    }

    private static LedgerRow head(ResultSet row) throws SQLException {
        return new LedgerRow(
                row.getLong("id"),
                Kind.valueOf(row.getString("kind")),
                month(row, "billing_month"),
                Optional.ofNullable(row.getObject("corrects", Long.class)),
                Optional.ofNullable(row.getString("corrected_kind")).map(Kind::valueOf),
                Optional.ofNullable(row.getObject("corrected_by", Long.class)),
                row.getString("reason"),
                row.getObject("posted_at", OffsetDateTime.class).toInstant(),
                row.getString("posted_by_name"),
                HexFormat.of().formatHex(row.getBytes("content_sha256")),
                List.of());
    }

    private Map<Long, List<LedgerRow.Line>> lines(Long[] ids) {
        Map<Long, List<LedgerRow.Line>> lines = new HashMap<>();
        jdbc.sql("""
            select p.transaction_id, a.kind, a.team_id, p.of_month, p.currency, p.amount, d.number, p.note
              from ledger_posting p
              join ledger_account a on a.id = p.account_id
              left join aws_document d on d.id = p.document_id
             where p.transaction_id = any(:ids) order by p.transaction_id, p.line
            """).param("ids", ids).query(row -> {
            lines.computeIfAbsent(row.getLong("transaction_id"), any -> new ArrayList<>())
                    .add(new LedgerRow.Line(
                            Ledger.account(row),
                            month(row, "of_month"),
                            money(row),
                            Optional.ofNullable(row.getString("number")),
                            row.getString("note")));
        });
        return lines;
    }

    /** What each account comes to in each month, by account and month. */
    List<LedgerBalance> balances() {
        return jdbc.sql("""
            select a.kind, a.team_id, t.billing_month, p.currency, sum(p.amount) as amount
              from ledger_posting p
              join ledger_transaction t on t.id = p.transaction_id
              join ledger_account a on a.id = p.account_id
             group by 1, 2, 3, 4 order by 1, 2 nulls first, 3, 4
            """)
                .query((row, number) -> new LedgerBalance(Ledger.account(row), month(row, "billing_month"), money(row)))
                .list();
    }

    /** What all postings come to, by currency: zero. */
    List<BigMoney> trialBalance() {
        return jdbc.sql("select currency, sum(amount) as amount from ledger_posting group by 1 order by 1")
                .query((row, number) -> money(row))
                .list();
    }

    /** Months that are over and have a cut, the newest first. */
    List<YearMonth> over(YearMonth present) {
        return jdbc.sql(
                        "select distinct billing_month from chargeback_cut where billing_month < :present order by 1 desc")
                .param("present", present.atDay(1))
                .query((row, number) -> month(row, "billing_month"))
                .list();
    }

    /** Nobody else chooses the first month, or issues it, until the transaction's end. */
    void lockStart() {
        jdbc.sql("select first_month from ledger_start for update").query().listOfRows();
    }

    private static YearMonth month(ResultSet row, String column) throws SQLException {
        return YearMonth.from(row.getObject(column, LocalDate.class));
    }

    private static BigMoney money(ResultSet row) throws SQLException {
        return BigMoney.of(CurrencyUnit.of(row.getString("currency")), row.getBigDecimal("amount"));
    }
}
