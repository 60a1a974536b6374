package dev.bursar.ownership;

import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.kernel.rows.Batch;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores ownership rules. */
@Component
public class OwnershipRules {
    private final JdbcClient jdbc;

    OwnershipRules(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All rules, ended ones too, in the order in which they are tried. */
    @Transactional(readOnly = true)
    public List<OwnershipRule> all() {
        return jdbc.sql("""
                        select id, position, team_id as team, tag_values, any_case, accounts, services, callers, profiles, clusters,
                               namespaces, workloads, valid_from as from, valid_to as to, version
                          from ownership_rule order by position, valid_from, id
                        """).query(RecordMapper.of(OwnershipRule.class)).list();
    }

    /** Waits until no other change of rules is under way, and keeps others waiting until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int takeTurn() {
        return jdbc.sql("select version from ownership_order for update")
                .query(Integer.class)
                .single();
    }

    /** The version of the order in which rules are tried. */
    @Transactional(readOnly = true)
    public int orderVersion() {
        return jdbc.sql("select version from ownership_order")
                .query(Integer.class)
                .single();
    }

    /** Adds a rule behind all others; charges follow when ownership is re-applied. */
    @Writes(Guard.LOCK)
    public void append(
            TeamId team,
            @Nullable List<String> tagValues,
            boolean anyCase,
            @Nullable List<String> accounts,
            @Nullable List<String> services) {
        takeTurn();
        int last = jdbc.sql("select coalesce(max(position), 0) from ownership_rule")
                .query(Integer.class)
                .single();
        insert(new OwnershipRule(
                -1, last + 1, team, tagValues, anyCase, accounts, services, OwnershipRule.ALWAYS, null, 0));
    }

    /**
     * Stores what differs between two lists of rules; take the turn first. A rule's version grows when it says something else,
     * not when its place is another.
     *
     * @param now {@link #all} as it is stored
     * @return the proposed rules with the numbers and versions that they have now
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<OwnershipRule> store(List<OwnershipRule> now, List<OwnershipRule> proposed) {
        Map<Integer, OwnershipRule> before =
                now.stream().collect(Collectors.toMap(OwnershipRule::id, Function.identity()));
        Set<Integer> kept = proposed.stream().map(OwnershipRule::id).collect(Collectors.toSet());
        before.keySet().stream()
                .filter(id -> !kept.contains(id))
                .sorted()
                .forEach(id -> jdbc.sql("delete from ownership_rule where id = :id")
                        .param("id", id)
                        .update());
        var stored = new ArrayList<OwnershipRule>();
        var placed = new ArrayList<OwnershipRule>();
        for (OwnershipRule rule : proposed) {
            OwnershipRule old = before.get(rule.id());
            if (old == null) {
                stored.add(rule.numbered(insert(rule), 0));
            } else if (old.at(rule.position()).equals(rule)) {
                stored.add(rule);
                if (old.position() != rule.position()) {
                    placed.add(rule);
                }
            } else {
                update(rule);
                stored.add(rule.numbered(rule.id(), rule.version() + 1));
            }
        }
        place(placed);
        return stored;
    }

    /** The order has changed: whoever saw the one before is told so when they change it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void orderChanged() {
        jdbc.sql("update ownership_order set version = version + 1").update();
    }

    private int insert(OwnershipRule rule) {
        return jdbc.sql("""
                        insert into ownership_rule
                               (position, team_id, tag_values, any_case, accounts, services, callers, profiles, clusters,
                                namespaces, workloads, valid_from, valid_to)
                        values (:position, :team, cast(:tag_values as text[]), :any_case, cast(:accounts as text[]),
                                cast(:services as text[]), cast(:callers as text[]), cast(:profiles as text[]), cast(:clusters as text[]),
                                cast(:namespaces as text[]), cast(:workloads as text[]), :from, :to)
                        returning id
                        """).params(Params.of(rule)).query(Integer.class).single();
    }

    private void update(OwnershipRule rule) {
        int updated = jdbc.sql("""
                        update ownership_rule
                           set position = :position, team_id = :team, tag_values = cast(:tag_values as text[]),
                               any_case = :any_case, accounts = cast(:accounts as text[]),
                               services = cast(:services as text[]), callers = cast(:callers as text[]),
                               profiles = cast(:profiles as text[]), clusters = cast(:clusters as text[]),
                               namespaces = cast(:namespaces as text[]), workloads = cast(:workloads as text[]), valid_from = :from, valid_to = :to,
                               version = version + 1
                         where id = :id and version = :version
                        """).params(Params.of(rule)).update();
        if (updated == 0) {
            throw new StaleEdit("ownership-rule:" + rule.id());
        }
    }

    private void place(List<OwnershipRule> rules) {
        if (rules.isEmpty()) {
            return;
        }
        var batch = Batch.of(rules).integer("id", OwnershipRule::id).integer("position", OwnershipRule::position);
        batch.statement(jdbc, """
                        update ownership_rule r set position = f.position from %s where r.id = f.id
                        """.formatted(batch.rows())).update();
    }
}
