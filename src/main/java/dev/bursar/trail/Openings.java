package dev.bursar.trail;

import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who opened which notebook instance or Studio domain last, and since when that is known: AWS has no better sign of people using one.
 * Whoever shows it has checked before who may see it.
 */
@Component
@Transactional(readOnly = true)
public class Openings {
    private static final String EVENTS = "'CreatePresignedNotebookInstanceUrl', 'CreatePresignedDomainUrl'";

    private final JdbcClient jdbc;

    Openings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param notebook "" where a domain was opened
     * @param domain "" where a notebook instance was opened
     * @param owner the domain's user profile or space; "" where the call names none
     */
    public record Opening(
            String account, String region, String notebook, String domain, String owner, String person, Instant at) {}

    /** The newest of each notebook instance, and of each user profile and space. */
    public List<Opening> newest() {
        return jdbc.sql("""
                        select distinct on (account, region, notebook, domain, owner) account, region, notebook, domain, owner, person,
                               event_time as at
                          from (select account, region, person, event_time,
                                       coalesce(record::jsonb #>> '{requestParameters,notebookInstanceName}', '') as notebook,
                                       coalesce(record::jsonb #>> '{requestParameters,domainId}', '') as domain,
                                       coalesce(record::jsonb #>> '{requestParameters,spaceName}',
                                                record::jsonb #>> '{requestParameters,userProfileName}', '') as owner
                                  from trail_event
                                 where error_code is null and name in (%s)) e
                         order by account, region, notebook, domain, owner, event_time desc
                        """.formatted(EVENTS))
                .query(RecordMapper.of(Opening.class))
                .list();
    }

    /** Changes when somebody opened something else, or events of another place were read. */
    public String fingerprint() {
        return jdbc.sql("""
            select concat_ws('/',
                     (select max(event_time) from trail_event where error_code is null and name in (%s)),
                     (select count(distinct (account, region)) from trail_window),
                     (select count(*) from trail_file_region))
            """.formatted(EVENTS)).query(String.class).single();
    }

    /** Since when events of each place were read without a gap until lately, by {@code account/Region}; places that were not are absent. */
    public Map<String, Instant> knownSince() {
        Map<String, Instant> since = new HashMap<>();
        jdbc.sql("""
                        select account, region, min(from_time) as since from (
                          select distinct on (account, region) account, region, from_time from trail_window
                           order by account, region, to_time desc) w
                         group by 1, 2
                        union all
                        select account, region, min(first_day)::timestamp at time zone 'UTC' from trail_file_region group by 1, 2
                        """).query(row -> {
            since.merge(
                    row.getString("account") + "/" + row.getString("region"),
                    Objects.requireNonNull(row.getObject("since", OffsetDateTime.class))
                            .toInstant(),
                    (one, other) -> one.isBefore(other) ? one : other);
        });
        return since;
    }
}
