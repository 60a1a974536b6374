package dev.bursar.charges.query;

import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.parts.ClusterPart;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What parts of nodes cost. */
@Component
public class ClusterQueries {
    private static final String COLUMNS = """
            select c.part_id part, c.team_id team, c.currency, sum(c.effective_cost) cost, sum(c.vcpu_hours) vcpu_hours,
                   sum(c.gb_hours) gb_hours, sum(c.gpu_hours) gpu_hours, sum(c.gpu_cost) gpu_cost
              from charge c
            """;

    private final CostQueries queries;
    private final TermDictionary terms;

    ClusterQueries(CostQueries queries, TermDictionary terms) {
        this.queries = queries;
        this.terms = terms;
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

    /** All clusters of which a charge was stored, whoever's. */
    public Set<String> clusters() {
        return terms.all(TermDictionary.Kind.PART).values().stream()
                .map(text -> ClusterPart.of(text).cluster())
                .collect(Collectors.toSet());
    }

    /** The parts of these days, of the teams that are seen. */
    public List<PartCost> parts(DayRange days, Visibility visibility) {
        if (visibility.nothing()) {
            return List.of();
        }
        List<Stored> found = queries.ask(
                        COLUMNS,
                        " and c.part_id is not null group by 1, 2, 3",
                        days.from(),
                        days.to(),
                        List.of(),
                        visibility)
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
