package dev.bursar.trail.read;

import dev.bursar.trail.read.TrailFiles.Region;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
                .param("trail", trail)
                .param("account", region.account())
                .param("region", region.region())
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
                .param("trail", trail)
                .param("account", region.account())
                .param("region", region.region())
                .param("first", first)
                .param("now", now.toString())
                .update();
        jdbc.sql("""
                        insert into trail_file_day (trail, account, region, day, reads)
                        select :trail, :account, :region, d, :reads from unnest(cast(:days as date[])) as f (d)
                        on conflict do nothing
                        """)
                .param("trail", trail)
                .param("account", region.account())
                .param("region", region.region())
                .param("reads", reads)
                .param("days", days.stream().map(LocalDate::toString).toArray(String[]::new))
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
                .query((row, number) -> new Waiting(
                        row.getString("account"),
                        row.getString("region"),
                        Objects.requireNonNull(row.getObject("day", LocalDate.class)),
                        row.getString("last_key")))
                .list();
    }

    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public Set<String> read(String trail, Collection<String> keys) {
        return new HashSet<>(jdbc.sql("select key from trail_file where trail = :trail and key = any(:keys)")
                .param("trail", trail)
                .param("keys", keys.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    void read(String trail, Waiting day, String key, int events, @Nullable String problem, Instant now) {
        jdbc.sql("""
                        insert into trail_file (trail, key, day, read_at, problem)
                        values (:trail, :key, :day, cast(:now as timestamptz), :problem) on conflict do nothing
                        """)
                .param("trail", trail)
                .param("key", key)
                .param("day", day.day())
                .param("problem", problem)
                .param("now", now.toString())
                .update();
        jdbc.sql("""
                        update trail_file_day
                           set last_key = greatest(last_key, :key collate "C"), files = files + 1, events = events + :events,
                               bad_files = bad_files + :bad
                         where trail = :trail and account = :account and region = :region and day = :day
                        """)
                .param("trail", trail)
                .param("account", day.account())
                .param("region", day.region())
                .param("day", day.day())
                .param("key", key)
                .param("events", events)
                .param("bad", problem == null ? 0 : 1)
                .update();
    }

    /** @param done whether no more files are expected */
    void read(String trail, Waiting day, boolean done, Instant listedAt) {
        jdbc.sql("""
                        update trail_file_day set done = :done, listed_at = cast(:at as timestamptz)
                         where trail = :trail and account = :account and region = :region and day = :day
                        """)
                .param("trail", trail)
                .param("account", day.account())
                .param("region", day.region())
                .param("day", day.day())
                .param("done", done)
                .param("at", listedAt.toString())
                .update();
    }

    /** Files of days that are done are found by no listing any more. */
    public void forget(LocalDate before) {
        jdbc.sql("delete from trail_file where day < :before and problem is null")
                .param("before", before)
                .update();
    }
}
