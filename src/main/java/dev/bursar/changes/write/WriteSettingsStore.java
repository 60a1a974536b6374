package dev.bursar.changes.write;

import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
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
                        select enabled, another, role_name, tag_keys as keys, types, accounts, most, stacks, version, changed_by,
                               changed_at
                          from aws_write_setting where kind = :kind
                        """)
                .param("kind", kind.stored())
                .query(RecordMapper.of(WriteSettings.class))
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

    /**
     * @param wanted with the version that was seen
     * @throws StaleEdit when somebody else changed them meanwhile
     */
    void replace(WriteKind kind, WriteSettings wanted, String by, Instant at) {
        int changed = jdbc.sql("""
                        insert into aws_write_setting (kind, enabled, another, role_name, tag_keys, types, accounts, most, stacks,
                               version, changed_by, changed_at)
                        select :kind, :enabled, :another, :role_name, cast(:keys as text[]), cast(:types as text[]),
                               cast(:accounts as text[]), :most, :stacks, 1, :by, :at
                         where :version = 0 or exists (select from aws_write_setting where kind = :kind)
                        on conflict (kind) do update
                           set enabled = excluded.enabled, another = excluded.another, role_name = excluded.role_name,
                               tag_keys = excluded.tag_keys, types = excluded.types, accounts = excluded.accounts,
                               most = excluded.most, stacks = excluded.stacks, version = aws_write_setting.version + 1,
                               changed_by = excluded.changed_by, changed_at = excluded.changed_at
                         where aws_write_setting.version = :version
                        """)
                .params(Params.of(wanted).and("kind", kind).and("by", by).and("at", at))
                .update();
        if (changed == 0) {
            throw new StaleEdit("Writing to AWS");
        }
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
                .params(Params.of("accounts", answers.keySet()))
                .update();
        answers.forEach((account, answer) -> jdbc.sql("""
                        insert into aws_writer (kind, account, problem, checked_at) values (:kind, :account, :problem, :at)
                        on conflict (kind, account) do update set problem = excluded.problem, checked_at = excluded.checked_at
                        """)
                .params(Params.of(answer).and("kind", kind).and("account", account))
                .update());
    }
}
