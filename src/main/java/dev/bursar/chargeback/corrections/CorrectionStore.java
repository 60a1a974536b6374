package dev.bursar.chargeback.corrections;

import dev.bursar.charges.ChargeCategory;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Corrections as they stand on issued statements: each act of issuing keeps all of its month. */
@Component
public class CorrectionStore {
    private final JdbcClient jdbc;

    CorrectionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those on the statements of all months before one. */
    public List<CorrectionLine> before(YearMonth month) {
        return lines("i.billing_month < :month", month);
    }

    /** Those on a month's statements. */
    public List<CorrectionLine> in(YearMonth month) {
        return lines("i.billing_month = :month", month);
    }

    private List<CorrectionLine> lines(String which, YearMonth month) {
        return jdbc.sql("""
            select c.of_month, c.team_id, c.origin_team_id, c.pool_id, c.account, c.service, c.charge_category, c.currency, c.exact,
                   c.amount
              from chargeback_correction c
              join chargeback_issue i on i.id = c.issue_id
             where i.number = (select max(number) from chargeback_issue l where l.billing_month = i.billing_month) and
            """ + which + " order by i.billing_month, c.line")
                .param("month", month.atDay(1))
                .query((row, number) -> new CorrectionLine(
                        YearMonth.from(row.getObject("of_month", LocalDate.class)),
                        row.getInt("team_id"),
                        row.getInt("origin_team_id"),
                        row.getInt("pool_id"),
                        row.getString("account"),
                        row.getString("service"),
                        ChargeCategory.valueOf(row.getString("charge_category")),
                        row.getString("currency"),
                        row.getBigDecimal("exact"),
                        row.getBigDecimal("amount")))
                .list();
    }

    /** @param issue its number in the database */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(long issue, List<CorrectionLine> lines) {
        for (int i = 0; i < lines.size(); i++) {
            CorrectionLine line = lines.get(i);
            jdbc.sql("""
                insert into chargeback_correction (issue_id, line, of_month, team_id, origin_team_id, pool_id, account, service,
                       charge_category, currency, exact, amount)
                values (:issue, :line, :month, :team, :origin, :pool, :account, :service, :category, :currency, :exact, :amount)
                """)
                    .param("issue", issue)
                    .param("line", i + 1)
                    .param("month", line.ofMonth().atDay(1))
                    .param("team", line.team())
                    .param("origin", line.originTeam())
                    .param("pool", line.pool())
                    .param("account", line.account())
                    .param("service", line.service())
                    .param("category", line.category().name())
                    .param("currency", line.currency())
                    .param("exact", line.exact())
                    .param("amount", line.amount())
                    .update();
        }
    }
}
