package dev.bursar.chargeback.ledger.proof;

import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.joda.money.BigMoney;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads issued statements, what they ask for and what they were made from. */
@Component
class IssuedStatements {
    private final JdbcClient jdbc;

    IssuedStatements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param asIssued whether its content is what the hash was made of */
    record Issued(String number, int version, byte[] hash, boolean asIssued) {}

    /** The database makes the hashes anew: contents of ten years are larger than the heap. */
    List<Issued> all() {
        return jdbc.sql("""
            select number, version, content_sha256, content_sha256 = sha256(convert_to(content, 'UTF8')) as as_issued
              from chargeback_statement order by id
            """)
                .query((row, at) -> new Issued(
                        row.getString("number"),
                        row.getInt("version"),
                        row.getBytes("content_sha256"),
                        row.getBoolean("as_issued")))
                .list();
    }

    long issues() {
        return jdbc.sql("select count(*) from chargeback_issue")
                .query(Long.class)
                .single();
    }

    /**
     * Where the newest version of a statement asks for something else than is posted on the account in the month. While that is open, an
     * adjustment may wait for the next version.
     */
    List<LedgerFlaw> otherTotals() {
        List<LedgerFlaw> flaws = new ArrayList<>();
        jdbc.sql("""
            with newest as (
              select distinct on (s.billing_month, s.team_id) s.id, s.billing_month, s.team_id, i.issued_at
                from chargeback_statement s join chargeback_issue i on i.id = s.issue_id
               order by s.billing_month, s.team_id, s.version desc),
            asked as (
              select n.billing_month, n.team_id, t.currency, t.total
                from newest n join chargeback_statement_total t on t.statement_id = n.id),
            posted as (
              select t.billing_month, coalesce(a.team_id, 0) as team_id, p.currency, sum(p.amount) as amount
                from ledger_posting p
                join ledger_transaction t on t.id = p.transaction_id
                left join ledger_transaction c on c.id = t.corrects
                join ledger_account a on a.id = p.account_id and a.kind in ('TEAM', 'UNALLOCATED')
                join ledger_month m on m.billing_month = t.billing_month
                left join newest n on n.billing_month = t.billing_month and n.team_id = coalesce(a.team_id, 0)
               where m.closed_at is not null or coalesce(c.kind, t.kind) <> 'ADJUSTMENT' or t.posted_at <= n.issued_at
               group by 1, 2, 3)
            select billing_month, team_id, currency, coalesce(total, 0)::text as total, coalesce(amount, 0)::text as amount
              from asked full join posted using (billing_month, team_id, currency)
             where coalesce(total, 0) <> coalesce(amount, 0)
             order by 1, 2, 3
            """).query(row -> {
            YearMonth month = month(row);
            int team = row.getInt("team_id");
            Optional<BigMoney> posted = PostedTransactions.money(row, "amount");
            PostedTransactions.money(row, "total")
                    .flatMap(total -> posted.map(amount -> new LedgerFlaw.OtherTotal(month, team, total, amount)))
                    .ifPresent(flaws::add);
        });
        return flaws;
    }

    /** Where a cut is gone, or lacks some of its lines. */
    List<LedgerFlaw> cutsGone() {
        return List.copyOf(jdbc.sql("""
            select i.billing_month, i.number
              from chargeback_issue i left join chargeback_cut c on c.id = i.cut_id
             where c.id is null or c.billing_month <> i.billing_month
                or c.charges <> (select coalesce(sum(charges), 0) from chargeback_cut_line where cut_id = c.id)
             order by 1, 2
            """)
                .query((row, at) -> new LedgerFlaw.CutGone(month(row), row.getInt("number")))
                .list());
    }

    private static YearMonth month(ResultSet row) throws SQLException {
        return YearMonth.from(row.getObject("billing_month", LocalDate.class));
    }
}
