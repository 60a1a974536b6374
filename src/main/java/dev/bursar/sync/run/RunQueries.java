package dev.bursar.sync.run;

import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.sync.StoredProblem;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads runs with their requests. */
@Component
public class RunQueries {
    private static final String COLUMNS = """
        select r.id, r.job, r.started_how as start_how, r.started_by_id as start_by_id, r.started_by as start_by_name, r.started_at, r.ended_at,
               r.state, r.stop_asked_by, r.now_doing as progress_now_doing, r.steps_all as progress_steps_all,
               r.steps_done as progress_steps_done, r.slices_all as progress_slices_all, r.slices_done as progress_slices_done,
               r.slices_failed as progress_slices_failed, r.rows_changed as progress_rows_changed,
               r.problem, r.what_to_do, r.problem_at, r.reference, r.passing,
               coalesce(q.requests, 0) as requests, coalesce(q.failed, 0) as requests_failed, coalesce(q.cost, 0) as cost_usd
          from sync_run r
          left join lateral (select sum(requests) filter (where outcome <> 'failed') requests,
                                    sum(requests) filter (where outcome = 'failed') failed, sum(cost_usd) cost
                               from sync_request where run_id = r.id) q on true
        """;

    private static final RecordMapper<RunRow> ROW =
            RecordMapper.of(RunRow.class).with("problem", (row, column) -> StoredProblem.of(row));

    private final JdbcClient jdbc;
    private final Leases leases;

    RunQueries(JdbcClient jdbc, Leases leases) {
        this.jdbc = jdbc;
        this.leases = leases;
    }

    /** Without those that nobody works on until their job runs next. */
    public List<RunRow> latest(int limit) {
        return jdbc
                .sql(COLUMNS + " order by r.started_at desc, r.id desc limit :limit")
                .param("limit", limit)
                .query(ROW)
                .list()
                .stream()
                .filter(run -> run.state() != RunState.RUNNING || leases.held(run.job()))
                .toList();
    }

    public Optional<RunRow> byId(long id) {
        return jdbc.sql(COLUMNS + " where r.id = :id")
                .param("id", id)
                .query(ROW)
                .optional();
    }

    /** The run that has not ended, whether somebody works on it or not. */
    public Optional<RunRow> open(String job) {
        return jdbc.sql(COLUMNS + " where r.job = :job and r.state = 'running'")
                .param("job", job)
                .query(ROW)
                .optional();
    }

    /** The same of all jobs, the oldest first. */
    List<RunRow> open() {
        return jdbc.sql(COLUMNS + " where r.state = 'running' order by r.started_at, r.id")
                .query(ROW)
                .list();
    }

    /** The run that somebody works on: its job's lease is held. */
    public Optional<RunRow> running(String job) {
        return open(job).filter(run -> leases.held(job));
    }

    /** The oldest run that somebody works on, of all jobs. */
    public Optional<RunRow> running() {
        return open().stream().filter(run -> leases.held(run.job())).findFirst();
    }

    /** The last run that has ended. */
    public Optional<RunRow> last(String job) {
        return jdbc.sql(COLUMNS + " where r.job = :job and r.state <> 'running' order by r.started_at desc limit 1")
                .param("job", job)
                .query(ROW)
                .optional();
    }

    public boolean hasEnded() {
        return jdbc.sql("select exists (select from sync_run where state <> 'running')")
                .query(Boolean.class)
                .single();
    }

    /** Of these jobs, the last ended run of each whose last one went wrong. */
    public List<RunRow> lastWrong(Collection<String> jobs) {
        return jdbc.sql(COLUMNS + """
                         where r.id in (select l.id from unnest(:jobs) j (job)
                                          cross join lateral (select id, state from sync_run
                                                               where job = j.job and state <> 'running'
                                                               order by started_at desc limit 1) l
                                         where l.state in ('failed', 'stopped-at-cap', 'done-with-failures'))
                        """).param("jobs", jobs.toArray(String[]::new)).query(ROW).list().stream()
                .filter(RunRow::hasProblem)
                .toList();
    }

    /** When the job is tried again because its last run failed for a reason that passes; empty where it is due by its timetable. */
    public Optional<Instant> retryAt(String job) {
        return Retries.after(jdbc.sql("""
            select ended_at as at, passing from sync_run where job = :job and state <> 'running'
             order by started_at desc limit :limit
            """)
                .param("job", job)
                .param("limit", Retries.LOOKED_AT)
                .query(RecordMapper.of(Retries.Ended.class))
                .list());
    }

    /** When a run was last done, without failures. */
    public Optional<Instant> lastSuccess(String job) {
        return jdbc.sql("""
            select ended_at from sync_run where job = :job and state = 'done' order by started_at desc limit 1
            """)
                .param("job", job)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** When a job's run last ended as done, or where none did when the first one began. */
    public record Mark(boolean done, Instant at) {}

    /** Empty for a job that was never tried. */
    public Optional<Mark> lastDoneOrFirstBegun(String job) {
        return jdbc.sql("""
            select max(ended_at) filter (where state in ('done', 'done-with-failures')) as done, min(started_at) as begun
              from sync_run where job = :job
            """)
                .param("job", job)
                .query((row, number) -> {
                    Instant done = instant(row.getObject("done", OffsetDateTime.class));
                    Instant begun = instant(row.getObject("begun", OffsetDateTime.class));
                    return done != null
                            ? Optional.of(new Mark(true, done))
                            : Optional.ofNullable(begun).map(at -> new Mark(false, at));
                })
                .single();
    }

    /** Paid so far in USD from {@code from} (included) to {@code to} (excluded), UTC days, requests in flight included. */
    public BigDecimal spent(java.time.LocalDate from, java.time.LocalDate to) {
        return jdbc.sql("""
            select coalesce(sum(cost_usd), 0) from sync_request where day >= :from and day < :to
            """)
                .param("from", from)
                .param("to", to)
                .query(BigDecimal.class)
                .single();
    }

    public List<MeterRow> meter(java.time.LocalDate from, java.time.LocalDate to) {
        return jdbc.sql("""
            select api, coalesce(sum(requests) filter (where outcome <> 'failed'), 0) as requests,
                   coalesce(sum(requests) filter (where outcome = 'failed'), 0) as failed, sum(cost_usd) as cost_usd
              from sync_request where day >= :from and day < :to
             group by api order by sum(cost_usd) desc, api
            """)
                .param("from", from)
                .param("to", to)
                .query(RecordMapper.of(MeterRow.class))
                .list();
    }

    /**
     * What a run costs on average in USD, by the last 20 that went to their end. A job's first run is left out if it paid,
     * because it reads what later ones don't; empty where there is no other.
     */
    public Optional<TypicalCost> typicalCost(String job) {
        return jdbc.sql("""
            with ended as (
              select id from sync_run where job = :job and state in ('done', 'done-with-failures')
               order by started_at desc limit 20),
            cost as (
              select e.id, coalesce(sum(q.cost_usd), 0) usd
                from ended e left join sync_request q on q.run_id = e.id
               where e.id <> (select min(id) from sync_run where job = :job)
                  or not exists (select from sync_request p where p.run_id = e.id and p.cost_usd > 0)
               group by e.id)
            select avg(usd) mean, count(*) runs from cost
            """)
                .param("job", job)
                .query((row, i) -> {
                    BigDecimal mean = row.getBigDecimal("mean");
                    return mean == null
                            ? Optional.<TypicalCost>empty()
                            : Optional.of(new TypicalCost(mean, row.getInt("runs")));
                })
                .single();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
