package dev.bursar.trail.query;

import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells which events that changed something were read, day by day: what was worked out of them holds for as long as that is the same. */
@Component
@Transactional(readOnly = true)
public class EventDays {
    private final JdbcClient jdbc;
    private final CoverageQueries coverage;

    EventDays(JdbcClient jdbc, CoverageQueries coverage) {
        this.jdbc = jdbc;
        this.coverage = coverage;
    }

    /** @param events another text as soon as one more was read, or another person was found behind one */
    public record EventDay(String account, LocalDate day, String events) {}

    /** @param accounts empty for all */
    public List<EventDay> of(Collection<String> accounts, Instant from, Instant to) {
        return jdbc.sql("""
                select e.account, cast(e.event_time at time zone 'UTC' as date) as day,
                       count(*) || ' ' || sum(cast(hashtextextended(e.event_id || e.person, 0) as numeric)) as events
                  from trail_event e
                 where e.event_time >= :from and e.event_time < :to and e.error_code is null and not e.read_only and e.resources > 0
                   and (:all or e.account = any(:accounts))
                 group by 1, 2
                """)
                .param("from", EventQueries.at(from))
                .param("to", EventQueries.at(to))
                .param("all", accounts.isEmpty())
                .param("accounts", accounts.toArray(String[]::new))
                .query(RecordMapper.of(EventDay.class))
                .list();
    }

    /** When events were last looked for; empty before. */
    public Optional<Instant> lastRead() {
        return coverage.lastRead();
    }
}
