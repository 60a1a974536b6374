package dev.bursar.tagging.policy;

import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.tagging.policy.TagPolicy.ValueRule;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores tag policies. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class PolicyStore {
    private static final RecordMapper<TagPolicy> POLICY = RecordMapper.of(TagPolicy.class)
            .with("rule", (row, column) -> switch (row.getString(column)) {
                case "any" -> new ValueRule.Any();
                case "list" ->
                    new ValueRule.OneOf(
                            List.of((String[]) row.getArray("allowed").getArray()));
                case "pattern" -> new ValueRule.Matching(row.getString("pattern"));
                case "team" -> new ValueRule.Team();
                default -> throw new IllegalStateException(row.getString(column));
            });

    private final JdbcClient jdbc;

    PolicyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that hold or will, by name. */
    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public List<TagPolicy> all() {
        return jdbc.sql("""
                        select id, name, tag_key as key, any_key_case, rule, allowed, pattern, types, accounts, with_free,
                               with_service_made, from_day as from, grace_days, version
                          from tag_policy where removed_at is null order by lower(name), id
                        """).query(POLICY).list();
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
        return jdbc.sql("""
                        insert into tag_policy (name, tag_key, any_key_case, rule, allowed, pattern, types, accounts, with_free,
                               with_service_made, from_day, grace_days)
                        values (:name, :key, :any_key_case, :rule, cast(:allowed as text[]), :pattern, cast(:types as text[]),
                                cast(:accounts as text[]), :with_free, :with_service_made, :from, :grace_days)
                        returning id
                        """).params(params(policy)).query(Integer.class).single();
    }

    void change(TagPolicy policy) {
        int updated = jdbc.sql("""
                        update tag_policy
                           set name = :name, tag_key = :key, any_key_case = :any_key_case, rule = :rule,
                               allowed = cast(:allowed as text[]),
                               pattern = :pattern, types = cast(:types as text[]), accounts = cast(:accounts as text[]),
                               with_free = :with_free, with_service_made = :with_service_made, from_day = :from, grace_days = :grace_days,
                               version = version + 1
                         where id = :id and version = :version and removed_at is null
                        """).params(params(policy)).update();
        if (updated == 0) {
            throw new StaleEdit(PolicyAction.subject(policy.id()));
        }
    }

    void remove(int id, int version, Instant at) {
        int updated = jdbc.sql("""
                        update tag_policy set removed_at = :at, version = version + 1
                         where id = :id and version = :version and removed_at is null
                        """)
                .params(Params.of("id", id).and("version", version).and("at", at))
                .update();
        if (updated == 0) {
            throw new StaleEdit(PolicyAction.subject(id));
        }
    }

    private static Params params(TagPolicy policy) {
        String rule = switch (policy.rule()) {
            case ValueRule.Any any -> "any";
            case ValueRule.OneOf list -> "list";
            case ValueRule.Matching matching -> "pattern";
            case ValueRule.Team team -> "team";
        };
        return Params.of(policy)
                .and("rule", rule)
                .and("allowed", policy.rule() instanceof ValueRule.OneOf(var values) ? values : List.of())
                .and("pattern", policy.rule() instanceof ValueRule.Matching(var pattern) ? pattern : null);
    }
}
