package dev.bursar.inventory;

import dev.bursar.kernel.Sha256;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who made which resource. A resource may come into the inventory later than the event that made it, or never. */
@Component
@Transactional(readOnly = true)
public class Creations {
    private final JdbcClient jdbc;

    Creations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is made anew under an old name is the newest one's. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void learn(Collection<Creation> creations) {
        Map<String, Creation> newest = new LinkedHashMap<>();
        creations.forEach(one ->
                newest.merge(one.arn(), one, (old, other) -> other.at().isAfter(old.at()) ? other : old));
        if (newest.isEmpty()) {
            return;
        }
        Collection<Creation> all = newest.values();
        jdbc.sql("""
                        insert into resource_creation as c (arn_hash, person, person_kind, event_name, event_id, created_at)
                        select h, p, k, n, e, t
                          from unnest(:hashes, :persons, :kinds, :names, cast(:events as uuid[]), cast(:times as timestamptz[]))
                               as f (h, p, k, n, e, t)
                        on conflict (arn_hash) do update
                           set person = excluded.person, person_kind = excluded.person_kind, event_name = excluded.event_name,
                               event_id = excluded.event_id, created_at = excluded.created_at
                         where c.created_at <= excluded.created_at
                        """)
                .param("hashes", all.stream().map(one -> Sha256.of(one.arn())).toArray(byte[][]::new))
                .param("persons", all.stream().map(Creation::person).toArray(String[]::new))
                .param("kinds", all.stream().map(Creation::personKind).toArray(String[]::new))
                .param("names", all.stream().map(Creation::eventName).toArray(String[]::new))
                .param("events", all.stream().map(one -> one.event().toString()).toArray(String[]::new))
                .param("times", all.stream().map(one -> one.at().toString()).toArray(String[]::new))
                .update();
    }

    public Optional<Creation> of(String arn) {
        return jdbc.sql("""
                        select person, person_kind, event_name, event_id, created_at from resource_creation
                         where arn_hash = :hash
                        """)
                .param("hash", Sha256.of(arn))
                .query((row, number) -> new Creation(
                        arn,
                        row.getString("person"),
                        row.getString("person_kind"),
                        row.getString("event_name"),
                        Objects.requireNonNull(row.getObject("event_id", UUID.class)),
                        Objects.requireNonNull(row.getObject("created_at", OffsetDateTime.class))
                                .withOffsetSameInstant(ZoneOffset.UTC)
                                .toInstant()))
                .optional();
    }
}
