package dev.bursar.setup.reach;

import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.setup.spi.MemberRole;
import module java.base;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps how member accounts are read. It is read whenever it counts, so that a change is in force on all nodes at once. */
@Component
class StoredReach {
    private final JdbcClient jdbc;
    private final String configured;

    StoredReach(JdbcClient jdbc, @Value("${bursar.reach.external-id:}") String configured) {
        this.jdbc = jdbc;
        this.configured = configured.strip();
    }

    ReachSettings settings() {
        return jdbc.sql("""
                        select enabled, role_name, coalesce(external_id, nullif(:configured, ''), made_external_id) as external_id,
                               regions, version, changed_by, changed_at
                          from reach_settings
                        """)
                .param("configured", configured)
                .query(RecordMapper.of(ReachSettings.class)
                        .with(
                                "role",
                                (row, column) ->
                                        new MemberRole(row.getString("role_name"), row.getString("external_id"))))
                .single();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void replace(ReachChoice choice, int version, String by, Instant at) {
        int updated = jdbc.sql("""
                        update reach_settings
                           set enabled = :enabled, role_name = :role_name, regions = cast(:regions as text[]),
                               external_id = case when :external_id in (:configured, made_external_id) and external_id is null
                                                  then null else :external_id end,
                               changed_by = :by, changed_at = :at, version = version + 1
                         where version = :version
                        """)
                .params(Params.of(choice)
                        .and("configured", configured)
                        .and("by", by)
                        .and("at", at)
                        .and("version", version))
                .update();
        if (updated == 0) {
            throw new StaleEdit("The access to accounts");
        }
    }
}
