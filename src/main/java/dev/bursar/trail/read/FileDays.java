package dev.bursar.trail.read;

import dev.bursar.files.StoredObject;
import dev.bursar.kernel.rows.Batch;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.trail.read.LogFileProblem.Fault;
import dev.bursar.trail.read.TrailFiles.Region;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Which days of a trail's log files were read, and up to which file. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class FileDays {
    private final JdbcClient jdbc;

    FileDays(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A day that has files to read. */
    record Waiting(String account, String region, LocalDate day, String lastKey) {}

    /** Where events that only read are kept from now on, days that were read without them are read again. */
    public void withReads(String trail) {
        jdbc.sql("""
                        delete from trail_file f using trail_file_day d
                         where f.trail = :trail and d.trail = f.trail and d.day = f.day and not d.reads
                        """).param("trail", trail).update();
        jdbc.sql("""
                        update trail_file_day set done = false, reads = true, last_key = '', files = 0, events = 0, bad_files = 0,
                               listed_at = null
                         where trail = :trail and not reads
                        """).param("trail", trail).update();
    }

    /** The newest day of which files are known; empty before the trail was looked through. */
    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public Optional<LocalDate> newest(String trail, Region region) {
        return jdbc.sql("""
                        select coalesce((select max(day) from trail_file_day d where d.trail = r.trail and d.account = r.account
                                          and d.region = r.region), r.first_day) as day
                          from trail_file_region r where r.trail = :trail and r.account = :account and r.region = :region
                        """)
                .params(Params.of(region).and("trail", trail))
                .query((row, number) -> Objects.requireNonNull(row.getObject("day", LocalDate.class)))
                .optional();
    }

    public void found(
            String trail, Region region, Collection<LocalDate> days, LocalDate first, boolean reads, Instant now) {
        jdbc.sql("""
                        insert into trail_file_region (trail, account, region, first_day, listed_at)
                        values (:trail, :account, :region, :first, cast(:now as timestamptz))
                        on conflict (trail, account, region) do update set listed_at = excluded.listed_at
                        """)
                .params(Params.of(region)
                        .and("trail", trail)
                        .and("first", first)
                        .and("now", now))
                .update();
        jdbc.sql("""
                        insert into trail_file_day (trail, account, region, day, reads)
                        select :trail, :account, :region, d, :reads from unnest(cast(:days as date[])) as f (d)
                        on conflict do nothing
                        """)
                .params(Params.of(region)
                        .and("trail", trail)
                        .and("reads", reads)
                        .and("days", days))
                .update();
    }

    /** The newest first. */
    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public List<Waiting> waiting(String trail) {
        return jdbc.sql("""
                        select account, region, day, last_key from trail_file_day
                         where trail = :trail and not done order by day desc, account, region
                        """)
                .param("trail", trail)
                .query(RecordMapper.of(Waiting.class))
                .list();
    }

    /** The keys of those that were read as they lie there now; of some that were read to their end it isn't known. */
    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public Set<String> read(String trail, List<StoredObject> listed) {
        var batch = Batch.of(listed).text("key", StoredObject::key).text("tag", StoredObject::tag);
        return new HashSet<>(batch.statement(jdbc, """
                        select r.key from %s
                          join trail_file r on r.trail = :trail and r.key = f.key
                         where r.tag = f.tag or r.tag = '' and r.problem is null
                        """.formatted(batch.rows()))
                .param("trail", trail)
                .query(String.class)
                .list());
    }

    /**
     * A file that could not be read to its end.
     *
     * @param tag of the bytes that were read; "" where that isn't known
     */
    record Bad(String key, LocalDate day, String tag) {}

    /** Those of days that are kept and were not looked at since then, the longest ago first. */
    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    List<Bad> bad(String trail, Instant before, int most) {
        return jdbc.sql("""
                        select key, day, tag from trail_file
                         where trail = :trail and problem is not null and checked_at <= cast(:before as timestamptz)
                           and day >= (select min(first_day) from trail_file_region where trail = :trail)
                         order by checked_at, key limit :most
                        """)
                .params(Params.of("trail", trail).and("before", before).and("most", most))
                .query(RecordMapper.of(Bad.class))
                .list();
    }

    void lookedAt(String trail, String key, Instant now) {
        jdbc.sql("update trail_file set checked_at = cast(:now as timestamptz) where trail = :trail and key = :key")
                .params(Params.of("trail", trail).and("key", key).and("now", now))
                .update();
    }

    /** @return how many of the file's records were not kept when it was read before */
    long read(
            String trail,
            Waiting day,
            StoredObject file,
            TrailFileReader reader,
            @Nullable Fault problem,
            Instant now) {
        record Before(boolean bad, long skipped) {}
        Optional<Before> before = jdbc.sql(
                        "select problem is not null as bad, skipped from trail_file where trail = :trail and key = :key")
                .param("trail", trail)
                .param("key", file.key())
                .query(RecordMapper.of(Before.class))
                .optional();
        long skipped =
                reader.skipped().values().stream().mapToLong(Long::longValue).sum();
        jdbc.sql("""
                        insert into trail_file (trail, key, day, read_at, checked_at, tag, skipped, problem)
                        values (:trail, :key, :day, cast(:now as timestamptz), cast(:now as timestamptz), :tag, :skipped, :problem)
                        on conflict (trail, key) do update
                           set read_at = excluded.read_at, checked_at = excluded.checked_at, tag = excluded.tag,
                               skipped = greatest(trail_file.skipped, excluded.skipped), problem = excluded.problem
                        """)
                .params(Params.of(file)
                        .and("trail", trail)
                        .and("day", day.day())
                        .and("skipped", skipped)
                        .and("problem", problem == null ? null : LogFileText.sentence(problem))
                        .and("now", now))
                .update();
        jdbc.sql("""
                        update trail_file_day
                           set last_key = greatest(last_key, :key collate "C"), files = files + :files, events = events + :events,
                               bad_files = bad_files + :bad
                         where trail = :trail and account = :account and region = :region and day = :day
                        """)
                .params(Params.of(day)
                        .and("trail", trail)
                        .and("key", file.key())
                        .and("files", before.isPresent() ? 0 : 1)
                        .and("events", before.isPresent() ? 0 : reader.records())
                        .and(
                                "bad",
                                (problem == null ? 0 : 1)
                                        - (before.isPresent() && before.get().bad() ? 1 : 0)))
                .update();
        return before.map(Before::skipped).orElse(0L);
    }

    /** @param done whether no more files are expected */
    void read(String trail, Waiting day, boolean done, Instant listedAt) {
        jdbc.sql("""
                        update trail_file_day set done = :done, listed_at = cast(:at as timestamptz)
                         where trail = :trail and account = :account and region = :region and day = :day
                        """)
                .params(Params.of(day).and("trail", trail).and("done", done).and("at", listedAt))
                .update();
    }

    /** No listing finds files of days that are done. */
    public void forget(LocalDate before) {
        jdbc.sql("delete from trail_file where day < :before and problem is null")
                .param("before", before)
                .update();
    }
}
