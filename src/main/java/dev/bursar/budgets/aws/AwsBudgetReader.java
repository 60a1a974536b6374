package dev.bursar.budgets.aws;

import dev.bursar.budgets.aws.WatchesNothing.Facts;
import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.charges.terms.TermDictionary.Kind;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.Organisation;
import dev.bursar.org.Team;
import dev.bursar.ownership.OwnershipRules;
import dev.bursar.setup.CostAllocationTags;
import dev.bursar.setup.TeamKey;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Says of budgets which team each watches and which watch nothing, by the rules, tags and charges of now. */
@Component
public class AwsBudgetReader {
    private final OwnershipRules rules;
    private final TermDictionary terms;
    private final TeamKey teamKey;
    private final CostAllocationTags tags;
    private final Organisation organisation;
    private final Clock clock;

    AwsBudgetReader(
            OwnershipRules rules,
            TermDictionary terms,
            TeamKey teamKey,
            CostAllocationTags tags,
            Organisation organisation,
            Clock clock) {
        this.rules = rules;
        this.terms = terms;
        this.teamKey = teamKey;
        this.tags = tags;
        this.organisation = organisation;
        this.clock = clock;
    }

    /**
     * A budget and what is to be said of it.
     *
     * @param team name of the matched one, or ""
     */
    public record Judged(
            AwsBudget budget, CostBasis basis, TeamMatch match, String team, Optional<WatchesNothing> nothing) {}

    public List<Judged> judged(List<AwsBudget> budgets) {
        if (budgets.isEmpty()) {
            return List.of();
        }
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        String key = teamKey.key().orElse(null);
        Set<String> values = new HashSet<>(terms.all(Kind.TAG_VALUE).values());
        values.remove("");
        var teamTags = new TeamTags(rules.all(), values, today);
        Map<TeamId, String> names = organisation.teams().stream().collect(Collectors.toMap(Team::id, Team::name));
        var facts = new Facts(clock.instant(), tags.active(), key, values);
        return budgets.stream()
                .map(budget -> {
                    WatchedCosts watched = FilterReading.of(budget.filter());
                    CostBasis basis = CostBasis.of(budget);
                    TeamMatch match = TeamMatch.of(watched, basis, key, teamTags, names);
                    String team =
                            match instanceof TeamMatch.Matched matched ? names.getOrDefault(matched.team(), "") : "";
                    return new Judged(budget, basis, match, team, WatchesNothing.of(budget, watched, facts));
                })
                .toList();
    }
}
