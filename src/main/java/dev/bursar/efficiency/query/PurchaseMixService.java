package dev.bursar.efficiency.query;

import dev.bursar.inventory.ResourceVisibility;
import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.MarkedTeams;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How what is billed by the hour was bought: On-Demand, by a Savings Plan, reserved, or as Spot. Only exports say it. Leads see the teams
 * that they lead today.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
public class PurchaseMixService {
    private static final int DAYS = 30;

    private final JdbcClient jdbc;
    private final ResourceVisibility visibility;

    PurchaseMixService(JdbcClient jdbc, ResourceVisibility visibility) {
        this.jdbc = jdbc;
        this.visibility = visibility;
    }

    /**
     * A team's EffectiveCost by how it was bought.
     *
     * @param name null for nobody's
     * @param coverage committed ÷ (committed + On-Demand) at list price; null where the export has no list prices
     */
    public record TeamMix(
            TeamId team,
            @Nullable String name,
            String currency,
            BigDecimal onDemand,
            BigDecimal savingsPlan,
            BigDecimal reserved,
            BigDecimal spot,
            @Nullable BigDecimal coverage) {
        public BigDecimal whole() {
            return onDemand.add(savingsPlan).add(reserved).add(spot);
        }
    }

    /**
     * What commitments were used for, of the whole organisation.
     *
     * @param used EffectiveCost of what they covered
     * @param unused EffectiveCost of what nothing used
     */
    public record CommitmentUse(String currency, BigDecimal used, BigDecimal unused) {
        /** Used ÷ paid; empty where there is no commitment. */
        public Optional<BigDecimal> utilisation() {
            BigDecimal paid = used.add(unused);
            return paid.signum() <= 0 ? Optional.empty() : Optional.of(used.divide(paid, MathContext.DECIMAL64));
        }
    }

    /**
     * @param firstDay of the latest 30 with charges of an export
     * @param commitments empty for people who don't see all teams: those are the organisation's
     */
    public record Mix(LocalDate firstDay, LocalDate lastDay, List<TeamMix> teams, List<CommitmentUse> commitments) {
        public Mix {
            teams = List.copyOf(teams);
            commitments = List.copyOf(commitments);
        }
    }

    /** The teams that cost most first; empty while no export says how anything was bought. */
    public Optional<Mix> mix() {
        Visible visible = visibility.now();
        return lastDay().map(last -> {
            LocalDate first = last.minusDays(DAYS - 1L);
            var teams = new ArrayList<>(teams(visible, first, last));
            return new Mix(first, last, teams, visible.everything() ? commitments(first, last) : List.of());
        });
    }

    private Optional<LocalDate> lastDay() {
        return jdbc.sql("""
                        select max(charge_day) as day from charge
                         where charge_day >= (select max(billing_month) - 1 from cost_export)
                           and export_id > 0 and pricing_category_id is not null
                        """)
                .query((row, number) -> Optional.ofNullable(row.getObject("day", LocalDate.class)))
                .single();
    }

    private List<TeamMix> teams(Visible visible, LocalDate first, LocalDate last) {
        return jdbc.sql("""
                        select b.*, %s as name from (
                          select c.team_id, c.currency,
                                 coalesce(sum(c.effective_cost) filter (where p.value = 'Standard'), 0) as on_demand,
                                 coalesce(sum(c.effective_cost) filter (where p.value = 'Committed' and m.value like '%%savingsplan%%'), 0) as plan,
                                 coalesce(sum(c.effective_cost) filter (where p.value = 'Committed' and m.value not like '%%savingsplan%%'), 0) as reserved,
                                 coalesce(sum(c.effective_cost) filter (where p.value = 'Dynamic'), 0) as spot,
                                 sum(c.list_cost) filter (where p.value = 'Committed')
                                   / nullif(sum(c.list_cost) filter (where p.value in ('Committed', 'Standard')), 0) as coverage
                            from charge c
                            join term p on p.id = c.pricing_category_id
                            left join term m on m.id = c.commitment_id
                           where c.charge_day between :first and :last and c.usage_quantity is not null
                             and lower(c.usage_unit) in ('hrs', 'hours', 'hour')
                             and (:everything or c.team_id = any(:own))
                           group by 1, 2) b
                          left join team t on t.id = b.team_id
                         where b.on_demand + b.plan + b.reserved + b.spot <> 0
                         order by b.on_demand + b.plan + b.reserved + b.spot desc, b.team_id, b.currency
                        """.formatted(MarkedTeams.NAME))
                .param("first", first)
                .param("last", last)
                .param("everything", visible.everything())
                .param("own", visible.teamNumbers())
                .query((row, number) -> new TeamMix(
                        new TeamId(row.getInt("team_id")),
                        row.getString("name"),
                        row.getString("currency"),
                        row.getBigDecimal("on_demand"),
                        row.getBigDecimal("plan"),
                        row.getBigDecimal("reserved"),
                        row.getBigDecimal("spot"),
                        row.getBigDecimal("coverage")))
                .list();
    }

    private List<CommitmentUse> commitments(LocalDate first, LocalDate last) {
        return jdbc.sql("""
                        select c.currency, coalesce(sum(c.effective_cost) filter (where c.usage_quantity is not null), 0) as used,
                               coalesce(sum(c.effective_cost) filter (where c.usage_quantity is null and c.billed_cost = 0), 0) as unused
                          from charge c join term p on p.id = c.pricing_category_id
                         where c.charge_day between :first and :last and p.value = 'Committed'
                         group by 1 order by 1
                        """)
                .param("first", first)
                .param("last", last)
                .query((row, number) -> new CommitmentUse(
                        row.getString("currency"), row.getBigDecimal("used"), row.getBigDecimal("unused")))
                .list();
    }
}
