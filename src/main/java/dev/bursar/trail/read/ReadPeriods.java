package dev.bursar.trail.read;

import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.setup.spi.Place;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Which periods of which place LookupEvents has answered whole, and how it went there last. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class ReadPeriods {
    private final JdbcClient jdbc;

    ReadPeriods(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param reads those with events that only read; else those with and without them */
    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public List<Period> of(Place place, boolean reads) {
        return jdbc.sql("""
                        select from_time as from, to_time as to from trail_window
                         where account = :account and region = :region and (reads or not :reads) order by from_time
                        """)
                .params(Params.of("account", place.account())
                        .and("region", place.region())
                        .and("reads", reads))
                .query(RecordMapper.of(Period.class))
                .list();
    }

    /** Adds a period that was read whole to those of its kind. */
    public void add(Place place, boolean reads, Period read) {
        var all = new ArrayList<Period>();
        all.add(read);
        all.addAll(jdbc.sql("""
                        delete from trail_window
                         where account = :account and region = :region and reads = :reads
                           and from_time <= cast(:to as timestamptz) and to_time >= cast(:from as timestamptz)
                        returning from_time as from, to_time as to
                        """)
                .params(Params.of(place).and(read).and("reads", reads))
                .query(RecordMapper.of(Period.class))
                .list());
        Period.joined(all)
                .forEach(one -> jdbc.sql("""
                                insert into trail_window (account, region, reads, from_time, to_time)
                                values (:account, :region, :reads, cast(:from as timestamptz), cast(:to as timestamptz))
                                """)
                        .params(Params.of(place).and(one).and("reads", reads))
                        .update());
    }

    /**
     * How reading goes in a place.
     *
     * @param pages asked for in the run
     * @param behind whether events came in faster than they are read
     */
    record Going(Instant firstReadAt, long run, int pages, boolean behind) {}

    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public Optional<Going> going(Place place) {
        return jdbc.sql("""
                        select first_read_at, run_id as run, pages, behind from trail_place
                         where account = :account and region = :region
                        """)
                .param("account", place.account())
                .param("region", place.region())
                .query(RecordMapper.of(Going.class))
                .optional();
    }

    /** @param events found since this was said last */
    void went(Place place, Going going, long events, Instant now) {
        jdbc.sql("""
                        insert into trail_place as p (account, region, first_read_at, read_at, run_id, pages, events, behind)
                        values (:account, :region, cast(:first_read_at as timestamptz), cast(:now as timestamptz), :run, :pages, :events,
                                :behind)
                        on conflict (account, region) do update
                           set read_at = excluded.read_at, run_id = excluded.run_id, pages = excluded.pages,
                               events = p.events + excluded.events, behind = excluded.behind
                        """)
                .params(Params.of(place).and(going).and("events", events).and("now", now))
                .update();
    }
}
