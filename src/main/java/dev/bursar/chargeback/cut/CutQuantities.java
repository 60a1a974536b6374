package dev.bursar.chargeback.cut;

import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.threeten.extra.LocalDateRange;

/**
 * Keeps with each cut how much usage teams had, by service and unit, for pools that are split by it. Corrections and fees are no usage.
 * Cost Explorer gives no unit where it sums up several.
 */
@Component
public class CutQuantities {
    private final JdbcClient jdbc;

    CutQuantities(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of the month's cut, as JSON, whose charges retention has deleted. */
    @Transactional(propagation = Propagation.MANDATORY)
    String expired(YearMonth month) {
        return jdbc.sql("""
                        select coalesce(jsonb_agg(to_jsonb(l)), '[]')::text
                          from chargeback_newest_cut c join chargeback_cut_quantity l on l.cut_id = c.id
                        """ + CutCopy.EXPIRED)
                .param("month", month.atDay(1))
                .query(String.class)
                .single();
    }

    /**
     * @param days from the first to the last day of the month's charges
     * @param usage record types that are usage
     * @param corrections charge classes
     * @param expired of the cut before
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void add(long cut, YearMonth month, LocalDateRange days, Integer[] usage, Integer[] corrections, String expired) {
        jdbc.sql("""
                        insert into chargeback_cut_quantity (cut_id, team_id, service_id, charge_month, unit, quantity)
                        select :cut, c.team_id, c.service_id, date_trunc('month', c.charge_day)::date,
                               coalesce(nullif(btrim(c.usage_unit), ''), ''),
                               coalesce(sum(c.usage_quantity) filter (where btrim(c.usage_unit) <> ''), 0)
                          from charge c
                          left join cost_export e on e.id = c.export_id
                        """ + CutCopy.CHARGES_OF_MONTH + """
                           and c.record_type_id = any(:usage)
                           and coalesce(c.charge_class_id <> all(:corrections), true)
                           and (c.usage_quantity <> 0 and btrim(c.usage_unit) <> ''
                                or c.export_id = 0 and coalesce(btrim(c.usage_unit), '') = '' and c.effective_cost <> 0)
                         group by 2, 3, 4, 5
                        union all
                        select :cut, team_id, service_id, charge_month, unit, quantity
                          from jsonb_populate_recordset(null::chargeback_cut_quantity, cast(:expired as jsonb))
                        """)
                .param("cut", cut)
                .param("from", days.getStart())
                .param("to", days.getEnd())
                .param("month", month.atDay(1))
                .param("next", month.plusMonths(1).atDay(1))
                .param("usage", usage)
                .param("corrections", corrections)
                .param("expired", expired)
                .update();
    }

    /** A cut's quantities, in a stable order; one that was made before they were kept has none. */
    @Transactional(readOnly = true)
    public List<CutQuantity> of(long cut) {
        return jdbc.sql("""
                        select q.team_id, s.value as service, q.unit, sum(q.quantity) as quantity
                          from chargeback_cut_quantity q join term s on s.id = q.service_id
                         where q.cut_id = :cut
                         group by 1, 2, 3
                         order by q.team_id, s.value collate "C", q.unit collate "C"
                        """)
                .param("cut", cut)
                .query((row, number) -> new CutQuantity(
                        row.getInt("team_id"),
                        row.getString("service"),
                        row.getString("unit"),
                        row.getBigDecimal("quantity")))
                .list();
    }
}
