package dev.bursar.tagging.values;

import dev.bursar.access.TeamLeads;
import dev.bursar.budgets.plan.BudgetEdits;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.TeamHistory;
import dev.bursar.org.Teams;
import dev.bursar.ownership.OwnershipRule;
import module java.base;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Teams that own nothing any more, because the values that they owned have become aliases of another team's. */
@Component
class EmptiedTeams {
    private final Teams teams;
    private final TeamLeads leads;
    private final BudgetEdits budgets;

    /** Commands have neither people nor budgets, and join no values. */
    EmptiedTeams(Teams teams, @Lazy TeamLeads leads, @Lazy BudgetEdits budgets) {
        this.teams = teams;
        this.leads = leads;
        this.budgets = budgets;
    }

    /** The teams without an end that had rules without an end and have none left, by name. */
    List<TeamHistory> of(List<OwnershipRule> before, List<OwnershipRule> after) {
        Set<TeamId> emptied = open(before);
        emptied.removeAll(open(after));
        return emptied.isEmpty()
                ? List.of()
                : teams.all().stream()
                        .filter(team -> team.to() == null && emptied.contains(team.id()))
                        .toList();
    }

    private static Set<TeamId> open(List<OwnershipRule> rules) {
        return rules.stream()
                .filter(rule -> rule.to() == null)
                .map(OwnershipRule::team)
                .collect(Collectors.toSet());
    }

    /** Ends them in favour of the team that has their values, with the last rule that they have left or with their first day. */
    @Transactional(propagation = Propagation.MANDATORY)
    void end(List<OwnershipRule> before, List<OwnershipRule> after, TeamId into) {
        for (TeamHistory team : of(before, after)) {
            LocalDate since = after.stream()
                    .filter(rule -> rule.team().equals(team.id()))
                    .flatMap(rule -> Stream.ofNullable(rule.to()))
                    .filter(end -> end.isAfter(team.from()))
                    .max(LocalDate::compareTo)
                    .orElse(team.from().plusDays(1));
            teams.join(team.id(), team.version(), into, since);
            leads.endAll(team.id(), since);
            budgets.teamEnds(team.id(), since, into);
        }
    }
}
