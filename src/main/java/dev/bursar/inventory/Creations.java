package dev.bursar.inventory;

import dev.bursar.kernel.Sha256;
import dev.bursar.kernel.rows.Batch;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
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
        var batch = Batch.of(Creation.class, all).add("hash", byte[].class, one -> Sha256.of(one.arn()));
        batch.statement(jdbc, """
                        insert into resource_creation as c (arn_hash, person, person_kind, event_name, event_id, created_at)
                        select hash, person, person_kind, event_name, event, at from %s
                        on conflict (arn_hash) do update
                           set person = excluded.person, person_kind = excluded.person_kind, event_name = excluded.event_name,
                               event_id = excluded.event_id, created_at = excluded.created_at
                         where c.created_at <= excluded.created_at
                        """.formatted(batch.rows())).update();
    }

    public Optional<Creation> of(String arn) {
        return jdbc.sql("""
                        select person, person_kind, event_name, event_id as event, created_at as at from resource_creation
                         where arn_hash = :hash
                        """)
                .param("hash", Sha256.of(arn))
                .query(RecordMapper.of(Creation.class).with("arn", (row, column) -> arn))
                .optional();
    }
}
