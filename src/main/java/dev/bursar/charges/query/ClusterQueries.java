package dev.bursar.charges.query;

import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.parts.ClusterPart;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What parts of nodes cost, of the teams whose costs the person who asks may see. */
@Service
@Transactional(readOnly = true)
public class ClusterQueries {
    private static final String MAY_SEE = "hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')";
    private static final String COLUMNS = """
            select c.part_id part, c.team_id team, c.currency, sum(c.effective_cost) cost, sum(c.vcpu_hours) vcpu_hours,
                   sum(c.gb_hours) gb_hours, sum(c.gpu_hours) gpu_hours, sum(c.gpu_cost) gpu_cost
              from charge c
            """;

    private final CostQueries queries;
    private final TermDictionary terms;
    private final Scope scope;

    ClusterQueries(CostQueries queries, TermDictionary terms, Scope scope) {
        this.queries = queries;
        this.terms = terms;
        this.scope = scope;
    }

    private record Stored(
            int part,
            int team,
            String currency,
            BigDecimal cost,
            @Nullable BigDecimal vcpuHours,
            @Nullable BigDecimal gbHours,
            @Nullable BigDecimal gpuHours,
            @Nullable BigDecimal gpuCost) {}

    /**
     * What parts of one kind cost a team.
     *
     * @param cost EffectiveCost
     * @param vcpuHours null where none are said
     */
    public record PartCost(
            ClusterPart part,
            TeamId team,
            String currency,
            BigDecimal cost,
            @Nullable BigDecimal vcpuHours,
            @Nullable BigDecimal gbHours,
            @Nullable BigDecimal gpuHours,
            @Nullable BigDecimal gpuCost) {}

    /** Whether any charge that is stored is a part of a node's, whoever's it is. */
    @PreAuthorize(MAY_SEE)
    public boolean any() {
        return !terms.all(TermDictionary.Kind.PART).isEmpty();
    }

    /** The parts of these days that the person may see. */
    @PreAuthorize(MAY_SEE)
    public List<PartCost> parts(DayRange days) {
        Visibility visibility = scope.visibility();
        return visibility.nothing() ? List.of() : parts(days, visibility);
    }

    /** Everybody's parts, for totals that say nothing of one team. */
    public List<PartCost> all(DayRange days) {
        return parts(days, Visibility.EVERYTHING);
    }

    private List<PartCost> parts(DayRange days, Visibility visibility) {
        List<Stored> found = queries.ask(
                        COLUMNS, " and c.part_id is not null group by 1, 2, 3", days.from(), days.to(), List.of(), visibility)
                .query(RecordMapper.of(Stored.class))
                .list();
        Map<Integer, String> texts =
                terms.texts(found.stream().map(Stored::part).collect(Collectors.toSet()));
        return found.stream()
                .map(row -> new PartCost(
                        ClusterPart.of(texts.getOrDefault(row.part(), "")),
                        new TeamId(row.team()),
                        row.currency(),
                        row.cost(),
                        row.vcpuHours(),
                        row.gbHours(),
                        row.gpuHours(),
                        row.gpuCost()))
                .toList();
    }
}
