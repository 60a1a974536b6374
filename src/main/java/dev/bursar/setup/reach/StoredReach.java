package dev.bursar.setup.reach;

import dev.bursar.kernel.Moments;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.setup.spi.MemberRole;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
                        select enabled, role_name, external_id, made_external_id, regions, version, changed_by, changed_at
                          from reach_settings
                        """)
                .query((row, number) -> new ReachSettings(
                        row.getBoolean("enabled"),
                        new MemberRole(row.getString("role_name"), externalId(row)),
                        texts(row.getArray("regions")),
                        row.getInt("version"),
                        row.getString("changed_by"),
                        Moments.orNull(row, "changed_at")))
                .single();
    }

    private String externalId(ResultSet row) throws SQLException {
        String chosen = row.getString("external_id");
        if (chosen != null) {
            return chosen;
        }
        return configured.isEmpty() ? row.getString("made_external_id") : configured;
    }

    private static @Nullable List<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? null : List.of((String[]) array.getArray());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void replace(ReachChoice choice, int version, String by, Instant at) {
        int updated = jdbc.sql("""
                        update reach_settings
                           set enabled = :enabled, role_name = :role, regions = cast(:regions as text[]),
                               external_id = case when :externalId in (:configured, made_external_id) and external_id is null
                                                  then null else :externalId end,
                               changed_by = :by, changed_at = :at, version = version + 1
                         where version = :version
                        """)
                .param("enabled", choice.enabled())
                .param("role", choice.roleName())
                .param(
                        "regions",
                        choice.regions() == null ? null : choice.regions().toArray(String[]::new))
                .param("externalId", choice.externalId())
                .param("configured", configured)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("version", version)
                .update();
        if (updated == 0) {
            throw new StaleEdit("The access to accounts");
        }
    }
}
