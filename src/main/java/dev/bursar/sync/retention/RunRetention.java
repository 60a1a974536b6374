package dev.bursar.sync.retention;

import dev.bursar.sync.RetainedData;
import module java.base;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Deletes runs together with their requests, so that each run that is left shows all that it cost. */
@Component
@Order(10)
class RunRetention implements RetainedData {
    /** Ended, and not the last of their job: that one says how the job stands. */
    private static final String OLD = """
            r.state <> 'running' and exists (select from sync_run later where later.job = r.job and later.id > r.id
                                                                      and later.state <> 'running')
            """;

    private final JdbcClient jdbc;

    RunRetention(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "runs";
    }

    @Override
    public String title() {
        return "Runs and their requests";
    }

    @Override
    public String note() {
        return "The last run of each job and the current month are always kept.";
    }

    @Override
    public int leastMonths() {
        return 3;
    }

    @Override
    public List<YearMonth> monthsBefore(YearMonth first) {
        return jdbc.sql("""
                        select distinct date_trunc('month', r.started_at at time zone 'UTC')::date as started_month
                          from sync_run r
                         where r.started_at < :first and
                        """ + OLD + " order by started_month")
                .param("first", start(first))
                .query((row, i) -> YearMonth.from(row.getObject("started_month", LocalDate.class)))
                .list();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public long delete(YearMonth month) {
        List<Long> runs = jdbc.sql("delete from sync_run r where r.started_at >= :from and r.started_at < :to and "
                        + OLD + " returning r.id")
                .param("from", start(month))
                .param("to", start(month.plusMonths(1)))
                .query((row, i) -> row.getLong("id"))
                .list();
        int requests = jdbc.sql("delete from sync_request where run_id = any(:runs)")
                .param("runs", runs.toArray(Long[]::new))
                .update();
        return runs.size() + (long) requests;
    }

    private static OffsetDateTime start(YearMonth month) {
        return month.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC);
    }
}
