package dev.bursar.journal;

import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** When people last looked at an outcome of what they had asked for; until then it waits for them. Subjects are the journal's. */
@Component
@Transactional(readOnly = true)
public class Seen {
    private final JdbcClient jdbc;
    private final Clock clock;

    Seen(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The person looks at it now. */
    @Writes(Guard.ANY_ORDER)
    public void look(PersonId person, String subject) {
        jdbc.sql("""
                        insert into person_seen (person_id, subject, seen_at) values (:person, :subject, :at)
                            on conflict (person_id, subject) do update set seen_at = greatest(excluded.seen_at, person_seen.seen_at)
                        """)
                .param("person", person.value())
                .param("subject", subject)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** When the person last looked at each of these; those that they haven't looked at are left out. */
    public Map<String, Instant> by(PersonId person, Collection<String> subjects) {
        if (subjects.isEmpty()) {
            return Map.of();
        }
        Map<String, Instant> seen = new HashMap<>();
        jdbc.sql("select subject, seen_at from person_seen where person_id = :person and subject = any(:subjects)")
                .param("person", person.value())
                .param("subjects", subjects.toArray(String[]::new))
                .query(row -> {
                    seen.put(
                            row.getString("subject"),
                            row.getObject("seen_at", OffsetDateTime.class).toInstant());
                });
        return seen;
    }
}
