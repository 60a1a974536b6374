package dev.bursar.charges.store;

import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Records for how long the charges of a day change after it, which tells for how many days costs arrive. */
final class DayArrivals {
    /** A day that is first read later has no beginning that could be measured from. */
    private static final int FIRST_SEEN_WITHIN = 2;
    /** What changes later is a correction, such as a credit on the whole month. */
    private static final int ARRIVES_WITHIN = 10;

    private DayArrivals() {}

    /** Charges of these days were stored or changed today. */
    static void changed(JdbcClient jdbc, Collection<LocalDate> days, LocalDate today) {
        if (days.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into charge_arrival as known (charge_day, changed_on)
                        select day, :today from unnest(:days) day
                         where :today - day <= :first
                            or exists (select from charge_arrival a where a.charge_day = day and :today - day <= :last)
                         order by day
                            on conflict (charge_day) do update set changed_on = excluded.changed_on
                         where known.changed_on < excluded.changed_on
                        """)
                .param("today", today)
                .param("days", DayArray.of(days))
                .param("first", FIRST_SEEN_WITHIN)
                .param("last", ARRIVES_WITHIN)
                .update();
    }
}
