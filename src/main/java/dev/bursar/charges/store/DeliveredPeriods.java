package dev.bursar.charges.store;

import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Knows which accounts' costs come from exports: each account and billing period has one truth. */
@Component
public class DeliveredPeriods {
    private final JdbcClient jdbc;

    DeliveredPeriods(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What exports hold of some days. */
    record Held(Set<Covered> covered, Set<LocalDate> charged) {
        Day on(LocalDate day) {
            return new Day(this, day);
        }
    }

    /** An account in a billing period. */
    record Covered(LocalDate month, String account) {}

    record Day(Held held, LocalDate day) {
        boolean covers(String account) {
            return held.covered.contains(new Covered(day.withDayOfMonth(1), account));
        }

        /** Whether any export has charges on the day, corrections of other billing periods included. */
        boolean hasCharges() {
            return held.charged.contains(day);
        }
    }

    Held of(Collection<LocalDate> days) {
        var covered = new HashSet<Covered>();
        jdbc.sql("""
                        select distinct e.billing_month, t.value
                          from cost_export e join cost_export_account a on a.export_id = e.id join term t on t.id = a.account_id
                         where e.billing_month = any(
                               select date_trunc('month', day::timestamp)::date from unnest(:days) day)
                        """).param("days", DayArray.of(days)).query(row -> {
            covered.add(new Covered(row.getObject(1, LocalDate.class), row.getString(2)));
        });
        var charged = new HashSet<LocalDate>();
        jdbc.sql("""
                        select distinct charge_day from charge_slice
                         where charge_day = any(:days) and export_id > 0
                        """).param("days", DayArray.of(days)).query(row -> {
            charged.add(row.getObject(1, LocalDate.class));
        });
        return new Held(covered, charged);
    }
}
