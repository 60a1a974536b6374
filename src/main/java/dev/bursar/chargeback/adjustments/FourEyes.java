package dev.bursar.chargeback.adjustments;

import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Whether adjustments wait until another person posts them; who may decide that is up to its callers. */
@Component
class FourEyes {
    private final JdbcClient jdbc;

    FourEyes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Changed(boolean enabled, Instant at, String by) {}

    /** Empty until it was decided. */
    Optional<Changed> changed() {
        return jdbc.sql("select enabled, changed_at, changed_by_name from chargeback_four_eyes")
                .query((row, number) -> new Changed(
                        row.getBoolean("enabled"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                        row.getString("changed_by_name")))
                .optional();
    }

    boolean enabled() {
        return changed().filter(Changed::enabled).isPresent();
    }

    /** Returns false where it was so already. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean turn(boolean on, String by, Instant at) {
        if (enabled() == on) {
            return false;
        }
        return jdbc.sql("""
                insert into chargeback_four_eyes (enabled, changed_at, changed_by_name) values (:on, :at, :by)
                on conflict (single) do update set enabled = excluded.enabled, changed_at = excluded.changed_at,
                       changed_by_name = excluded.changed_by_name
                 where chargeback_four_eyes.enabled <> excluded.enabled
                """)
                        .param("on", on)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("by", by)
                        .update()
                > 0;
    }
}
