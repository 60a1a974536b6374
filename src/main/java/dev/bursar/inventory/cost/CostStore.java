package dev.bursar.inventory.cost;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads what charges say of resources and stores what came of it. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class CostStore {
    private static final int ROWS_A_STATEMENT = 10_000;

    private final JdbcClient jdbc;

    CostStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Changes whenever charges, the rules that gave them owners, or what was read of resources have changed. */
    String fingerprint() {
        return jdbc.sql("""
                        select concat_ws('/',
                                 (select string_agg(version::text, ',' order by charge_month) from
                                   (select charge_month, version from charge_month order by charge_month desc limit 5) m),
                                 (select encode(fingerprint, 'hex') from ownership_applied),
                                 (select tag_key from team_key),
                                 (select max(read_at)::text || count(*) from inventory_reading))
                        """).query(String.class).single();
    }

    Optional<String> joined() {
        return jdbc.sql("select fingerprint from resource_cost_state")
                .query(String.class)
                .optional();
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

    /**
     * The EffectiveCost that charges give to what they name as a resource, by team and month.
     *
     * @param window its cost on the days from {@code windowFrom} on; null where it has no charge on them
     */
    record ChargedCost(
            String account,
            String resource,
            String service,
            int team,
            String currency,
            LocalDate month,
            BigDecimal cost,
            @Nullable BigDecimal window) {}

    void charged(LocalDate from, LocalDate windowFrom, LocalDate to, Consumer<ChargedCost> consumer) {
        jdbc.sql("""
                        select a.value as account, r.value as resource, s.value as service, c.team_id, c.currency, c.month, c.cost,
                               c.windowed
                          from (select account_id, resource_id, service_id, team_id, currency,
                                       charge_day - (extract(day from charge_day)::int - 1) as month,
                                       sum(effective_cost) as cost,
                                       sum(effective_cost) filter (where charge_day >= :windowFrom) as windowed
                                  from charge
                                 where charge_day >= :from and charge_day < :to and resource_id is not null
                                 group by 1, 2, 3, 4, 5, 6) c
                          join term a on a.id = c.account_id
                          join term r on r.id = c.resource_id
                          join term s on s.id = c.service_id
                         where r.value <> ''
                        """)
                .param("from", from)
                .param("windowFrom", windowFrom)
                .param("to", to)
                .withFetchSize(2_000)
                .query(row -> {
                    consumer.accept(new ChargedCost(
                            row.getString("account"),
                            row.getString("resource"),
                            row.getString("service"),
                            row.getInt("team_id"),
                            row.getString("currency"),
                            row.getObject("month", LocalDate.class),
                            row.getBigDecimal("cost"),
                            row.getBigDecimal("windowed")));
                });
    }

    /** A resource's cost of a span of days that belongs to a team. */
    record CostRow(
            long resource, boolean month, LocalDate first, String currency, int team, BigDecimal effectiveCost) {}

    void replaceCosts(List<CostRow> rows) {
        jdbc.sql("delete from resource_cost").update();
        for (int i = 0; i < rows.size(); i += ROWS_A_STATEMENT) {
            List<CostRow> some = rows.subList(i, Math.min(rows.size(), i + ROWS_A_STATEMENT));
            jdbc.sql("""
                            insert into resource_cost (resource_id, span, first_day, currency, team_id, effective_cost)
                            select resource, case when month then 'month' else 'days' end, day, currency, team, cost
                              from unnest(:resources, :months, cast(:days as date[]), :currencies, :teams, cast(:costs as numeric[]))
                                   as c (resource, month, day, currency, team, cost)
                            """)
                    .param("resources", some.stream().map(CostRow::resource).toArray(Long[]::new))
                    .param("months", some.stream().map(CostRow::month).toArray(Boolean[]::new))
                    .param(
                            "days",
                            some.stream().map(row -> row.first().toString()).toArray(String[]::new))
                    .param("currencies", some.stream().map(CostRow::currency).toArray(String[]::new))
                    .param("teams", some.stream().map(CostRow::team).toArray(Integer[]::new))
                    .param("costs", some.stream().map(CostRow::effectiveCost).toArray(BigDecimal[]::new))
                    .update();
        }
    }

    /** Whose a resource is. */
    record Owner(long resource, int team, String by, boolean costKnown, boolean hasCost) {}

    int replaceOwners(List<Owner> owners) {
        int changed = 0;
        for (int i = 0; i < owners.size(); i += ROWS_A_STATEMENT) {
            List<Owner> some = owners.subList(i, Math.min(owners.size(), i + ROWS_A_STATEMENT));
            changed += jdbc.sql("""
                            update resource r
                               set team_id = o.team, owner_by = o.by, cost_known = o.known, has_cost = o.has
                              from unnest(:resources, :teams, :bys, :known, :has) as o (resource, team, by, known, has)
                             where r.id = o.resource
                               and (r.team_id, r.owner_by, r.cost_known, r.has_cost)
                                   is distinct from (o.team, o.by, o.known, o.has)
                            """)
                    .param("resources", some.stream().map(Owner::resource).toArray(Long[]::new))
                    .param("teams", some.stream().map(Owner::team).toArray(Integer[]::new))
                    .param("bys", some.stream().map(Owner::by).toArray(String[]::new))
                    .param("known", some.stream().map(Owner::costKnown).toArray(Boolean[]::new))
                    .param("has", some.stream().map(Owner::hasCost).toArray(Boolean[]::new))
                    .update();
        }
        return changed;
    }

    record AccountCurrency(String account, String currency) {}

    /** What charges name that the inventory lacks. */
    static final class Elsewhere {
        private BigDecimal cost = BigDecimal.ZERO;
        private final Set<String> resources = new java.util.HashSet<>();

        void add(String resource, BigDecimal amount) {
            cost = cost.add(amount);
            resources.add(resource);
        }
    }

    void replaceElsewhere(Map<AccountCurrency, Elsewhere> elsewhere) {
        jdbc.sql("delete from resource_cost_elsewhere").update();
        elsewhere.forEach((of, what) -> jdbc.sql("""
                        insert into resource_cost_elsewhere (account, currency, effective_cost, resources)
                        values (:account, :currency, :cost, :resources)
                        """)
                .param("account", of.account())
                .param("currency", of.currency())
                .param("cost", what.cost)
                .param("resources", what.resources.size())
                .update());
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
