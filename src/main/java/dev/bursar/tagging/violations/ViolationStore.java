package dev.bursar.tagging.violations;

import dev.bursar.inventory.Resource;
import dev.bursar.kernel.rows.Batch;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.sync.IfChanged;
import dev.bursar.tagging.policy.Problem.Finding;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores violations of tag policies. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ViolationStore {
    private static final int ROWS_A_STATEMENT = 10_000;

    private final JdbcClient jdbc;
    private final IfChanged changed;

    ViolationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.changed = new IfChanged(jdbc, "tag_check_state");
    }

    /** See {@link #fingerprint}; stored by {@link #checked}. */
    IfChanged changed() {
        return changed;
    }

    record Key(int policy, long resource) {}

    /** A violation that is not closed. */
    record Open(long id, Finding finding, String key, LocalDate since, LocalDate graceTo) {}

    record Found(int policy, long resource, Finding finding, String key, LocalDate since, LocalDate graceTo) {}

    record Changed(Open now) {}

    record Closed(long id, String how) {}

    /** Those of these resources. */
    Map<Key, Open> open(List<Resource> resources) {
        Map<Key, Open> open = new HashMap<>();
        jdbc.sql("""
                        select id, policy_id, resource_id, problem as finding_problem, found as finding_found, tag_key as key, since,
                               grace_to
                          from tag_violation
                         where closed_at is null and resource_id = any(:ids)
                        """)
                .params(Params.of("ids", resources.stream().map(Resource::id).toList()))
                .query(row -> {
                    open.put(
                            new Key(row.getInt("policy_id"), row.getLong("resource_id")),
                            RecordMapper.of(Open.class).mapRow(row, 0));
                });
        return open;
    }

    /** Changes whenever a check could find something else. */
    String fingerprint(LocalDate today, String policies) {
        return jdbc.sql("""
                        select concat_ws('/', :today, md5(:policies),
                                 (select joined_at::text || fingerprint from resource_cost_state),
                                 (select max(read_at)::text || count(*) from inventory_reading),
                                 (select read_at::text from tag_read_back),
                                 (select max(created_at)::text || count(*) from resource_creation))
                        """)
                .param("today", today.toString())
                .param("policies", policies)
                .query(String.class)
                .single();
    }

    void checked(String fingerprint, Instant at) {
        jdbc.sql("""
                        insert into tag_check_state (single, checked_at, fingerprint) values (true, :at, :fingerprint)
                        on conflict (single) do update
                           set checked_at = excluded.checked_at, fingerprint = excluded.fingerprint
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("fingerprint", fingerprint)
                .update();
    }

    void store(List<Found> found, List<Changed> changed, List<Closed> closed, Instant at) {
        // closed ones first: a resource has one open violation of a policy
        parts(Closed.class, closed, """
                        update tag_violation v set closed_at = :at, closed_as = f.how from %s where v.id = f.id
                        """, at);
        parts(Open.class, changed.stream().map(Changed::now).toList(), """
                        update tag_violation v
                           set problem = f.finding_problem, found = f.finding_found, tag_key = f.key, grace_to = f.grace_to
                          from %s where v.id = f.id
                        """, at);
        parts(Found.class, found, """
                        insert into tag_violation (policy_id, resource_id, problem, found, tag_key, since, grace_to)
                        select policy, resource, finding_problem, finding_found, key, since, grace_to from %s
                        """, at);
    }

    private <T extends Record> void parts(Class<T> type, List<T> rows, String sql, Instant at) {
        for (int i = 0; i < rows.size(); i += ROWS_A_STATEMENT) {
            var batch = Batch.of(type, rows.subList(i, Math.min(rows.size(), i + ROWS_A_STATEMENT)));
            batch.statement(jdbc, sql.formatted(batch.rows()))
                    .params(Params.of("at", at))
                    .update();
        }
    }
}
