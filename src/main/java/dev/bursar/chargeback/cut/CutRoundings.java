package dev.bursar.chargeback.cut;

import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.threeten.extra.LocalDateRange;

/** Keeps with each cut what its charges come to when AWS's lines are rounded: a cut's own lines are coarser than those may be. */
@Component
public class CutRoundings {
    private final JdbcClient jdbc;

    CutRoundings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param days from the first to the last day of the month's charges */
    @Transactional(propagation = Propagation.MANDATORY)
    void add(long cut, YearMonth month, LocalDateRange days) {
        jdbc.sql("""
                    with finest as (
                      select c.currency, c.account_id, c.service_id, c.record_type_id, coalesce(c.usage_type_id, 0) as usage_type_id,
                             sum(c.billed_cost) as billed, coalesce(c.region_id, 0) as region_id,
                             coalesce(c.pricing_category_id, 0) as pricing_category_id,
                             bool_or(c.usage_type_id is null and c.export_id = 0) as guessed
                        from charge c
                        left join cost_export e on e.id = c.export_id
            """ + CutCopy.CHARGES_OF_MONTH + """
               group by 1, 2, 3, 4, 5, 7, 8),
            line as (
              select currency, 'FINEST' as lines_by, billed, guessed from finest
              union all
              select currency, 'USAGE_AND_CHARGE_TYPE', sum(billed), bool_or(guessed) from finest
               group by currency, account_id, service_id, usage_type_id, record_type_id
              union all
              select currency, 'USAGE_TYPE', sum(billed), bool_or(guessed) from finest group by currency, account_id, service_id, usage_type_id
              union all
              select currency, 'CHARGE_TYPE', sum(billed), bool_or(guessed) from finest group by currency, account_id, service_id, record_type_id
              union all
              select currency, 'SERVICE', sum(billed), bool_or(guessed) from finest group by currency, account_id, service_id)
            insert into chargeback_cut_rounding (cut_id, currency, lines_by, lines, billed, rounded, rounded_up, guessed)
            select :cut, currency, lines_by, count(*) filter (where billed <> 0), sum(billed), sum(round(billed, 2)),
                   sum(sign(billed) * case when billed = 0 then 0 else greatest(round(abs(billed), 2), 0.01) end), bool_or(guessed)
              from line group by currency, lines_by
            """)
                .param("cut", cut)
                .param("from", days.getStart())
                .param("to", days.getEnd())
                .param("month", month.atDay(1))
                .param("next", month.plusMonths(1).atDay(1))
                .update();
    }

    /** Those of all cuts; a cut from before they were kept has none. */
    @Transactional(readOnly = true)
    public List<RoundedLines> all() {
        return jdbc.sql("""
            select c.id, c.billing_month, r.currency, r.lines_by, r.lines, r.billed, r.rounded, r.rounded_up, r.guessed
              from chargeback_cut_rounding r join chargeback_cut c on c.id = r.cut_id
             order by c.billing_month, c.id, r.currency, r.lines_by
            """)
                .query((row, number) -> new RoundedLines(
                        row.getLong("id"),
                        CutStore.month(row, "billing_month"),
                        row.getString("currency"),
                        RoundedLines.By.valueOf(row.getString("lines_by")),
                        row.getInt("lines"),
                        row.getBigDecimal("billed"),
                        row.getBigDecimal("rounded"),
                        row.getBigDecimal("rounded_up"),
                        row.getBoolean("guessed")))
                .list();
    }
}
