package dev.bursar.inventory.cost;

import dev.bursar.kernel.rows.Batch;
import dev.bursar.sync.IfChanged;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores what resources cost and whose they are, of what was gathered. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class CostStore {
    private final JdbcClient jdbc;
    private final IfChanged changed;

    CostStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.changed = new IfChanged(jdbc, "resource_cost_state");
    }

    /** See {@link #fingerprint}; stored by {@link #joined}. */
    IfChanged changed() {
        return changed;
    }

    /** Changes with the day, and whenever charges, the rules that gave them owners, or what was read of resources have changed. */
    String fingerprint(LocalDate today) {
        return jdbc.sql("""
                        select concat_ws('/', :today,
                                 (select string_agg(version::text, ',' order by charge_month) from
                                   (select charge_month, version from charge_month order by charge_month desc limit 5) m),
                                 (select encode(fingerprint, 'hex') from ownership_applied),
                                 (select tag_key from team_key),
                                 (select string_agg(tag_key || coalesce(begins::text, ''), ',' order by position)
                                    from team_key_order),
                                 (select max(read_at)::text || count(*) from inventory_reading))
                        """)
                .param("today", today.toString())
                .query(String.class)
                .single();
    }

    /** The latest day on which a charge of an export names a resource. */
    Optional<LocalDate> lastDay() {
        return jdbc.sql("""
                        select max(charge_day) as day from charge
                         where charge_day >= (select max(billing_month) - 1 from cost_export)
                           and export_id > 0 and resource_id is not null
                        """)
                .query((row, number) -> Optional.ofNullable(row.getObject("day", LocalDate.class)))
                .single();
    }

    /** The accounts of which a charge names a resource on the latest 30 days. */
    Set<String> charged() {
        return Set.copyOf(jdbc.sql("""
                        select a.value from term a
                         where a.id in (select account_id from charged_sum where window_cost is not null)
                        """).query(String.class).list());
    }

    /** Gives these resources the costs that were gathered, each by team: of months, and of the days from this one on. */
    void replaceCosts(List<Long> resources, LocalDate windowFrom) {
        jdbc.sql("delete from resource_cost where resource_id = any(:ids)")
                .param("ids", resources.toArray(Long[]::new))
                .update();
        jdbc.sql("""
                        insert into resource_cost (resource_id, span, first_day, currency, team_id, effective_cost)
                        select r.id, c.span, c.first_day, c.currency, c.team_id, c.cost
                          from unnest(:ids) as r (id)
                         cross join lateral (
                               select v.span, v.first_day, s.currency, s.team_id, sum(v.cost) as cost
                                 from charged_resource n
                                 join charged_sum s using (account_id, named_id, service_id)
                                cross join lateral (values ('month', s.month, s.effective_cost),
                                                           ('days', cast(:windowFrom as date), s.window_cost))
                                                   as v (span, first_day, cost)
                                where n.resource_id = r.id and v.cost is not null
                                group by 1, 2, 3, 4) c
                        """)
                .param("ids", resources.toArray(Long[]::new))
                .param("windowFrom", windowFrom)
                .update();
    }

    /**
     * Which of these have a cost on the latest 30 days.
     *
     * @return for each of them the team that most of it belongs to; 0 where none of it belongs to one
     */
    Map<Long, Integer> dearestTeams(List<Long> resources) {
        Map<Long, Integer> teams = new HashMap<>();
        jdbc.sql("""
                        select resource_id,
                               (array_agg(team_id order by effective_cost desc, team_id) filter (where team_id <> 0))[1] as team
                          from resource_cost where resource_id = any(:ids) and span = 'days' group by 1
                        """).param("ids", resources.toArray(Long[]::new)).query(row -> {
            teams.put(row.getLong("resource_id"), row.getInt("team"));
        });
        return teams;
    }

    /** Whose a resource is. */
    record Owner(long resource, int team, String by, boolean costKnown, boolean hasCost) {}

    int replaceOwners(List<Owner> owners) {
        var batch = Batch.of(Owner.class, owners);
        return batch.statement(jdbc, """
                        update resource r
                           set team_id = f.team, owner_by = f.by, cost_known = f.cost_known, has_cost = f.has_cost
                          from %s
                         where r.id = f.resource
                           and (r.team_id, r.owner_by, r.cost_known, r.has_cost)
                               is distinct from (f.team, f.by, f.cost_known, f.has_cost)
                        """.formatted(batch.rows())).update();
    }

    /** What charges of the latest 30 days name that the inventory lacks. */
    void replaceElsewhere() {
        jdbc.sql("delete from resource_cost_elsewhere").update();
        jdbc.sql("""
                        insert into resource_cost_elsewhere (account, currency, effective_cost, resources)
                        select a.value, s.currency, sum(s.window_cost), count(distinct s.named_id)
                          from charged_sum s
                          join term a on a.id = s.account_id
                         where s.window_cost is not null
                           and not exists (select from charged_resource r
                                            where r.account_id = s.account_id and r.named_id = s.named_id
                                              and r.service_id = s.service_id)
                         group by 1, 2
                        """).update();
    }

    void joined(@Nullable LocalDate first, @Nullable LocalDate last, String fingerprint, Instant at) {
        jdbc.sql("""
                        insert into resource_cost_state (single, first_day, last_day, fingerprint, joined_at)
                        values (true, cast(:first as date), cast(:last as date), :fingerprint, :at)
                        on conflict (single) do update
                           set first_day = excluded.first_day, last_day = excluded.last_day, fingerprint = excluded.fingerprint,
                               joined_at = excluded.joined_at
                        """)
                .param("first", first == null ? null : first.toString())
                .param("last", last == null ? null : last.toString())
                .param("fingerprint", fingerprint)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
