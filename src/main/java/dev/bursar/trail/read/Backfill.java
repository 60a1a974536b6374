package dev.bursar.trail.read;

import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.trail.spi.EventLookup;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How far reading back has come, and how long the rest takes by either way. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('ADMIN', 'AUDITOR')")
public class Backfill {
    private static final int EVENTS_A_PAGE = 50;

    /** Measured on two busy cores: fetched, unpacked and stored. */
    private static final int FILES_A_MINUTE = 300;

    private final JdbcClient jdbc;
    private final TrailSettings settings;
    private final Clock clock;

    Backfill(JdbcClient jdbc, TrailSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param places that LookupEvents was asked in
     * @param whole of them, those of which all 90 days are read
     * @param runs hourly runs that the others still need, by what came in so far; empty before the first run
     * @param behind places in which events come in faster than they are read
     * @param files whether a trail's files are read
     * @param waitingDays days of files that wait, each of an account and Region
     * @param minutes about how long they take
     */
    public record State(
            int places,
            int whole,
            Optional<Integer> runs,
            int behind,
            boolean files,
            int waitingDays,
            Optional<Integer> minutes) {}

    public State now() {
        Instant now = clock.instant();
        Instant oldest = now.minus(Duration.ofDays(EventLookup.DAYS)).plus(Duration.ofHours(6));
        record Lookups(int places, int whole, int pages, int behind) {}
        Lookups lookups = jdbc.sql("""
                        with read as (
                          select p.account, p.region, p.behind, p.events,
                                 coalesce(sum(extract(epoch from w.to_time - greatest(w.from_time, :oldest))), 0) as seconds
                            from trail_place p
                            left join trail_window w on w.account = p.account and w.region = p.region
                                 and (w.reads or not :reads) and w.to_time > :oldest
                           group by 1, 2, 3, 4
                        ), missing as (
                          select *, greatest(extract(epoch from cast(:now as timestamptz) - :oldest) - 86400 - seconds, 0) as left_over
                            from read
                        )
                        select count(*) as places, count(*) filter (where left_over <= 0) as whole,
                               coalesce(max(ceil(case when left_over <= 0 then 0 when seconds <= 0 then 1
                                                 else events * left_over / seconds / :page + 1 end)), 0) as pages,
                               count(*) filter (where behind) as behind
                          from missing
                        """)
                .param("reads", settings.reads())
                .param("oldest", oldest.atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("page", EVENTS_A_PAGE)
                .query(RecordMapper.of(Lookups.class))
                .single();
        record Files(int days, int perDay) {}
        Files files = jdbc.sql("""
                        select count(*) filter (where listed_at is null) as days,
                               coalesce(ceil(avg(files) filter (where done)), 1) as per_day from trail_file_day
                        """).query(RecordMapper.of(Files.class)).single();
        return new State(
                lookups.places(),
                lookups.whole(),
                lookups.places() == 0
                        ? Optional.empty()
                        : Optional.of((lookups.pages() + PlaceReading.MOST_PAGES - 1) / PlaceReading.MOST_PAGES),
                lookups.behind(),
                !settings.files().isEmpty(),
                files.days(),
                files.days() == 0
                        ? Optional.empty()
                        : Optional.of(1 + files.days() * Math.max(1, files.perDay()) / FILES_A_MINUTE));
    }
}
