package dev.bursar.charges.store;

import dev.bursar.sync.RetainedData;
import module java.base;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Charges with everything that is added up from them or says what they came from, so that sums stay equal to their charges. */
@Component
@Order(20)
class ChargeRetention implements RetainedData {
    private final JdbcClient jdbc;
    private final Rollups rollups;

    ChargeRetention(JdbcClient jdbc, Rollups rollups) {
        this.jdbc = jdbc;
        this.rollups = rollups;
    }

    @Override
    public String name() {
        return "costs";
    }

    @Override
    public String title() {
        return "Costs";
    }

    @Override
    public String note() {
        return "Charges and totals. Only Cost Explorer\u2019s last 13 full months can be read again.";
    }

    /** Refreshes look at 14 months: what is deleted within them would be read and paid again. */
    @Override
    public int leastMonths() {
        return 15;
    }

    @Override
    public List<YearMonth> monthsBefore(YearMonth first) {
        return jdbc.sql("""
                        select distinct date_trunc('month', charge_day::timestamp)::date as charge_month
                          from charge_slice where charge_day < :first
                         union
                        select charge_month from spend_by_month where charge_month < :first
                         order by charge_month
                        """)
                .param("first", first.atDay(1))
                .query((row, i) -> YearMonth.from(row.getObject("charge_month", LocalDate.class)))
                .list();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public long delete(YearMonth month) {
        LocalDate from = month.atDay(1);
        rollups.lock(List.of(from));
        for (String statement : List.of(
                """
                update cost_export e set expired = true
                 where not expired and exists (select from charge_slice s where s.export_id = e.id
                                                  and s.charge_day >= :from and s.charge_day < :to)
                """,
                "delete from spend_by_service where charge_day >= :from and charge_day < :to",
                "delete from spend_by_account where charge_day >= :from and charge_day < :to",
                "delete from spend_by_team where charge_day >= :from and charge_day < :to",
                "delete from spend_by_month where charge_month >= :from and charge_month < :to",
                "delete from charge_month where charge_month >= :from and charge_month < :to",
                "delete from breakdown_cost where period >= :from and period < :to",
                "delete from charge_slice where charge_day >= :from and charge_day < :to",
                "delete from charge_arrival where charge_day >= :from and charge_day < :to",
                "delete from superseded_charge where charge_day >= :from and charge_day < :to",
                "delete from superseded_slice where charge_day >= :from and charge_day < :to",
                // a delivery may have charges on days of the next month
                """
                delete from cost_export e
                 where e.billing_month < :to and not exists (select from charge_slice s where s.export_id = e.id)
                """,
                "delete from cost_probe where period >= :from and period < :to")) {
            jdbc.sql(statement)
                    .param("from", from)
                    .param("to", from.plusMonths(1))
                    .update();
        }
        // last: everybody waits who asks for charges, of whatever month, until the transaction ends
        jdbc.sql("set local lock_timeout = '30s'").update();
        return jdbc.sql("select drop_charge_partition(:month)")
                .param("month", from)
                .query(Long.class)
                .single();
    }
}
