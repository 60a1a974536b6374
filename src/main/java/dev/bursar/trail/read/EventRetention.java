package dev.bursar.trail.read;

import dev.bursar.sync.RetainedData;
import module java.base;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Events with what says that they were read, so that a time without events is never taken for one without actions. */
@Component
@Order(40)
class EventRetention implements RetainedData {
    private final JdbcClient jdbc;

    EventRetention(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "cloudtrail";
    }

    @Override
    public String title() {
        return "CloudTrail events";
    }

    @Override
    public String note() {
        return "Who made a resource stays known. Only a trail\u2019s files can be read again.";
    }

    /** LookupEvents is asked for 90 days: what is deleted within them would be read again. */
    @Override
    public int leastMonths() {
        return 4;
    }

    @Override
    public List<YearMonth> monthsBefore(YearMonth first) {
        return jdbc.sql("""
                        select to_date(right(c.relname, 7), 'YYYY_MM') as month
                          from pg_inherits i join pg_class c on c.oid = i.inhrelid
                         where i.inhparent = 'trail_event'::regclass and to_date(right(c.relname, 7), 'YYYY_MM') < :first
                         order by 1
                        """)
                .param("first", first.atDay(1))
                .query((row, i) -> YearMonth.from(row.getObject("month", LocalDate.class)))
                .list();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public long delete(YearMonth month) {
        LocalDate next = month.plusMonths(1).atDay(1);
        jdbc.sql("delete from trail_window where to_time <= cast(:next as date) at time zone 'UTC'")
                .param("next", next)
                .update();
        jdbc.sql("""
                        update trail_window set from_time = cast(:next as date) at time zone 'UTC'
                         where from_time < cast(:next as date) at time zone 'UTC'
                        """).param("next", next).update();
        jdbc.sql("update trail_file_region set first_day = :next where first_day < :next")
                .param("next", next)
                .update();
        return jdbc.sql("select drop_trail_partition(:month)")
                .param("month", month.atDay(1))
                .query(Long.class)
                .single();
    }
}
