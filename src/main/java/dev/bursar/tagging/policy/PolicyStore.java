package dev.bursar.tagging.policy;

import dev.bursar.kernel.StaleEdit;
import dev.bursar.tagging.policy.TagPolicy.ValueRule;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores tag policies. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class PolicyStore {
    private final JdbcClient jdbc;

    PolicyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that hold or will, by name. */
    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public List<TagPolicy> all() {
        return jdbc.sql("""
                        select id, name, tag_key, any_key_case, rule, allowed, pattern, types, accounts, with_free,
                               with_service_made, from_day, grace_days, version
                          from tag_policy where removed_at is null order by lower(name), id
                        """).query((row, number) -> policy(row)).list();
    }

    /** The names of all policies, removed ones too, by number. */
    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public Map<Integer, String> names() {
        var names = new HashMap<Integer, String>();
        jdbc.sql("select id, name from tag_policy order by id").query(row -> {
            names.put(row.getInt("id"), row.getString("name"));
        });
        return names;
    }

    int add(TagPolicy policy) {
        return values(jdbc.sql("""
                        insert into tag_policy (name, tag_key, any_key_case, rule, allowed, pattern, types, accounts, with_free,
                               with_service_made, from_day, grace_days)
                        values (:name, :key, :anyCase, :rule, :allowed, :pattern, cast(:types as text[]),
                                cast(:accounts as text[]), :free, :serviceMade, :from, :grace)
                        returning id
                        """), policy).query(Integer.class).single();
    }

    void change(TagPolicy policy) {
        int updated = values(jdbc.sql("""
                        update tag_policy
                           set name = :name, tag_key = :key, any_key_case = :anyCase, rule = :rule, allowed = :allowed,
                               pattern = :pattern, types = cast(:types as text[]), accounts = cast(:accounts as text[]),
                               with_free = :free, with_service_made = :serviceMade, from_day = :from, grace_days = :grace,
                               version = version + 1
                         where id = :id and version = :version and removed_at is null
                        """), policy)
                .param("id", policy.id())
                .param("version", policy.version())
                .update();
        if (updated == 0) {
            throw new StaleEdit(PolicyAction.subject(policy.id()));
        }
    }

    void remove(int id, int version, Instant at) {
        int updated = jdbc.sql("""
                        update tag_policy set removed_at = :at, version = version + 1
                         where id = :id and version = :version and removed_at is null
                        """)
                .param("id", id)
                .param("version", version)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        if (updated == 0) {
            throw new StaleEdit(PolicyAction.subject(id));
        }
    }

    private static JdbcClient.StatementSpec values(JdbcClient.StatementSpec statement, TagPolicy policy) {
        String rule = switch (policy.rule()) {
            case ValueRule.Any any -> "any";
            case ValueRule.OneOf list -> "list";
            case ValueRule.Matching matching -> "pattern";
            case ValueRule.Team team -> "team";
        };
        return statement
                .param("name", policy.name())
                .param("key", policy.key())
                .param("anyCase", policy.anyKeyCase())
                .param("rule", rule)
                .param(
                        "allowed",
                        policy.rule() instanceof ValueRule.OneOf(var values)
                                ? values.toArray(String[]::new)
                                : new String[0])
                .param("pattern", policy.rule() instanceof ValueRule.Matching(var pattern) ? pattern : null)
                .param("types", array(policy.types()))
                .param("accounts", array(policy.accounts()))
                .param("free", policy.withFree())
                .param("serviceMade", policy.withServiceMade())
                .param("from", policy.from())
                .param("grace", policy.graceDays());
    }

    private static String @Nullable [] array(@Nullable List<String> values) {
        return values == null ? null : values.toArray(String[]::new);
    }

    private static TagPolicy policy(ResultSet row) throws SQLException {
        ValueRule rule = switch (row.getString("rule")) {
            case "any" -> new ValueRule.Any();
            case "list" -> new ValueRule.OneOf(texts(row.getArray("allowed")));
            case "pattern" -> new ValueRule.Matching(row.getString("pattern"));
            case "team" -> new ValueRule.Team();
            default -> throw new IllegalStateException(row.getString("rule"));
        };
        Array types = row.getArray("types");
        Array accounts = row.getArray("accounts");
        return new TagPolicy(
                row.getInt("id"),
                row.getString("name"),
                row.getString("tag_key"),
                row.getBoolean("any_key_case"),
                rule,
                types == null ? null : texts(types),
                accounts == null ? null : texts(accounts),
                row.getBoolean("with_free"),
                row.getBoolean("with_service_made"),
                row.getObject("from_day", LocalDate.class),
                row.getInt("grace_days"),
                row.getInt("version"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
