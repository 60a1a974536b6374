package dev.bursar.tagging.violations;

import dev.bursar.inventory.Resource;
import dev.bursar.sync.IfChanged;
import dev.bursar.tagging.policy.Problem;
import dev.bursar.tagging.policy.Problem.Finding;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    record Closed(long id, String as) {}

    /** Those of these resources. */
    Map<Key, Open> open(List<Resource> resources) {
        Map<Key, Open> open = new HashMap<>();
        jdbc.sql("""
                        select id, policy_id, resource_id, problem, found, tag_key, since, grace_to from tag_violation
                         where closed_at is null and resource_id = any(:ids)
                        """)
                .param("ids", resources.stream().map(Resource::id).toArray(Long[]::new))
                .query(row -> {
                    open.put(
                            new Key(row.getInt("policy_id"), row.getLong("resource_id")),
                            new Open(
                                    row.getLong("id"),
                                    new Finding(Problem.of(row.getString("problem")), row.getString("found")),
                                    row.getString("tag_key"),
                                    row.getObject("since", LocalDate.class),
                                    row.getObject("grace_to", LocalDate.class)));
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
        parts(
                closed,
                some -> jdbc.sql("""
                        update tag_violation v set closed_at = :at, closed_as = c.closed_as
                          from unnest(:ids, :as) as c (id, closed_as) where v.id = c.id
                        """)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("ids", some.stream().map(Closed::id).toArray(Long[]::new))
                        .param("as", some.stream().map(Closed::as).toArray(String[]::new))
                        .update());
        parts(
                changed,
                some -> jdbc.sql("""
                        update tag_violation v
                           set problem = c.problem, found = c.found, tag_key = c.tag_key, grace_to = c.grace_to
                          from unnest(:ids, :problems, :found, :keys, cast(:grace as date[])) as c (id, problem, found, tag_key, grace_to)
                         where v.id = c.id
                        """)
                        .param("ids", some.stream().map(one -> one.now().id()).toArray(Long[]::new))
                        .param(
                                "problems",
                                some.stream()
                                        .map(one ->
                                                one.now().finding().problem().stored())
                                        .toArray(String[]::new))
                        .param(
                                "found",
                                some.stream()
                                        .map(one -> one.now().finding().found())
                                        .toArray(String[]::new))
                        .param("keys", some.stream().map(one -> one.now().key()).toArray(String[]::new))
                        .param(
                                "grace",
                                some.stream()
                                        .map(one -> one.now().graceTo().toString())
                                        .toArray(String[]::new))
                        .update());
        parts(
                found,
                some -> jdbc.sql("""
                        insert into tag_violation (policy_id, resource_id, problem, found, tag_key, since, grace_to)
                        select policy, resource, problem, found, tag_key, since, grace_to
                          from unnest(:policies, :resources, :problems, :found, :keys, cast(:since as date[]), cast(:grace as date[]))
                               as f (policy, resource, problem, found, tag_key, since, grace_to)
                        """)
                        .param("policies", some.stream().map(Found::policy).toArray(Integer[]::new))
                        .param("resources", some.stream().map(Found::resource).toArray(Long[]::new))
                        .param(
                                "problems",
                                some.stream()
                                        .map(one -> one.finding().problem().stored())
                                        .toArray(String[]::new))
                        .param(
                                "found",
                                some.stream().map(one -> one.finding().found()).toArray(String[]::new))
                        .param("keys", some.stream().map(Found::key).toArray(String[]::new))
                        .param(
                                "since",
                                some.stream().map(one -> one.since().toString()).toArray(String[]::new))
                        .param(
                                "grace",
                                some.stream()
                                        .map(one -> one.graceTo().toString())
                                        .toArray(String[]::new))
                        .update());
    }

    private static <T> void parts(List<T> rows, java.util.function.Consumer<List<T>> statement) {
        for (int i = 0; i < rows.size(); i += ROWS_A_STATEMENT) {
            statement.accept(rows.subList(i, Math.min(rows.size(), i + ROWS_A_STATEMENT)));
        }
    }
}
