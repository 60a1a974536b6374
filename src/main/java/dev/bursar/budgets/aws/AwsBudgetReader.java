package dev.bursar.budgets.aws;

import dev.bursar.budgets.aws.WatchesNothing.Facts;
import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.charges.terms.TermDictionary.Kind;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.Organisation;
import dev.bursar.org.Team;
import dev.bursar.ownership.OwnershipRule;
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
import org.jspecify.annotations.Nullable;
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

    /**
     * What decides which costs are a team's.
     *
     * @param key of the tag that names teams; null where none does
     * @param rules of any day
     */
    public record TeamFacts(LocalDate today, @Nullable String key, TeamTags tags, List<OwnershipRule> rules) {
        public TeamFacts {
            rules = List.copyOf(rules);
        }
    }

    private TeamFacts facts() {
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        Set<String> values = new HashSet<>(terms.all(Kind.TAG_VALUE).values());
        values.remove("");
        List<OwnershipRule> all = rules.all();
        return new TeamFacts(today, teamKey.key().orElse(null), new TeamTags(all, values, today), all);
    }

    public List<Judged> judged(List<AwsBudget> budgets) {
        return budgets.isEmpty() ? List.of() : judging().of(budgets);
    }

    /** Reads what decides once, for budgets that are judged one after another. */
    public Judging judging() {
        return new Judging();
    }

    /** Judges budgets by what was read when it was made. */
    public final class Judging {
        private final TeamFacts team = facts();
        private final Map<TeamId, String> names =
                organisation.teams().stream().collect(Collectors.toMap(Team::id, Team::name));
        private final Facts facts = new Facts(
                clock.instant(), tags.active(), team.key(), team.tags().known());

        private Judging() {}

        public TeamFacts team() {
            return team;
        }

        public List<Judged> of(List<AwsBudget> budgets) {
            return budgets.stream().map(this::of).toList();
        }

        private Judged of(AwsBudget budget) {
            WatchedCosts watched = FilterReading.of(budget.filter());
            CostBasis basis = CostBasis.of(budget);
            TeamMatch match = TeamMatch.of(watched, basis, team.key(), team.tags(), names);
            String owner = match instanceof TeamMatch.Matched matched ? names.getOrDefault(matched.team(), "") : "";
            return new Judged(budget, basis, match, owner, WatchesNothing.of(budget, watched, facts));
        }
    }
}
