package dev.bursar.changes.write;

import dev.bursar.kernel.StaleEdit;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps which kinds may be written, and how the writing role answered. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class WriteSettingsStore {
    private final JdbcClient jdbc;

    WriteSettingsStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public WriteSettings of(WriteKind kind) {
        return jdbc.sql("""
                        select enabled, another, role_name, tag_keys, types, accounts, most, stacks, version, changed_by, changed_at
                          from aws_write_setting where kind = :kind
                        """)
                .param("kind", kind.stored())
                .query((row, number) -> settings(row))
                .optional()
                .orElse(WriteSettings.OFF);
    }

    /** Whether any kind is turned on. */
    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public boolean anyEnabled() {
        return jdbc.sql("select exists (select from aws_write_setting where enabled)")
                .query(Boolean.class)
                .single();
    }

    private static WriteSettings settings(ResultSet row) throws SQLException {
        return new WriteSettings(
                row.getBoolean("enabled"),
                row.getBoolean("another"),
                row.getString("role_name"),
                texts(row.getArray("tag_keys")),
                texts(row.getArray("types")),
                texts(row.getArray("accounts")),
                row.getInt("most"),
                row.getBoolean("stacks"),
                row.getInt("version"),
                row.getString("changed_by"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable List<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? null : List.of((String[]) array.getArray());
    }

    /**
     * @param wanted with the version that was seen
     * @throws StaleEdit when somebody else changed them meanwhile
     */
    void replace(WriteKind kind, WriteSettings wanted, String by, Instant at) {
        int changed = jdbc.sql("""
                        insert into aws_write_setting (kind, enabled, another, role_name, tag_keys, types, accounts, most, stacks,
                               version, changed_by, changed_at)
                        select :kind, :enabled, :another, :role, cast(:keys as text[]), cast(:types as text[]),
                               cast(:accounts as text[]), :most, :stacks, 1, :by, :at
                         where :version = 0 or exists (select from aws_write_setting where kind = :kind)
                        on conflict (kind) do update
                           set enabled = excluded.enabled, another = excluded.another, role_name = excluded.role_name,
                               tag_keys = excluded.tag_keys, types = excluded.types, accounts = excluded.accounts,
                               most = excluded.most, stacks = excluded.stacks, version = aws_write_setting.version + 1,
                               changed_by = excluded.changed_by, changed_at = excluded.changed_at
                         where aws_write_setting.version = :version
                        """)
                .param("kind", kind.stored())
                .param("enabled", wanted.enabled())
                .param("another", wanted.another())
                .param("role", wanted.roleName())
                .param("keys", array(wanted.keys()))
                .param("types", array(wanted.types()))
                .param("accounts", array(wanted.accounts()))
                .param("most", wanted.most())
                .param("stacks", wanted.stacks())
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("version", wanted.version())
                .update();
        if (changed == 0) {
            throw new StaleEdit("Changes to AWS");
        }
    }

    private static String @Nullable [] array(@Nullable List<String> texts) {
        return texts == null ? null : texts.toArray(String[]::new);
    }

    /**
     * How the writing role answered in an account.
     *
     * @param problem null where it let Bursar in
     */
    public record Answer(@Nullable String problem, Instant at) {}

    /** By account. */
    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public Map<String, Answer> answers(WriteKind kind) {
        Map<String, Answer> answers = new TreeMap<>();
        jdbc.sql("select account, problem, checked_at from aws_writer where kind = :kind order by account")
                .param("kind", kind.stored())
                .query(row -> {
                    answers.put(
                            row.getString("account"),
                            new Answer(
                                    row.getString("problem"),
                                    row.getObject("checked_at", OffsetDateTime.class)
                                            .toInstant()));
                });
        return answers;
    }

    /** Replaces what was known. */
    void answered(WriteKind kind, Map<String, Answer> answers) {
        jdbc.sql("delete from aws_writer where kind = :kind and not account = any(:accounts)")
                .param("kind", kind.stored())
                .param("accounts", answers.keySet().toArray(String[]::new))
                .update();
        answers.forEach((account, answer) -> jdbc.sql("""
                        insert into aws_writer (kind, account, problem, checked_at) values (:kind, :account, :problem, :at)
                        on conflict (kind, account) do update set problem = excluded.problem, checked_at = excluded.checked_at
                        """)
                .param("kind", kind.stored())
                .param("account", account)
                .param("problem", answer.problem())
                .param("at", answer.at().atOffset(ZoneOffset.UTC))
                .update());
    }
}
