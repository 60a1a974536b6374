package dev.bursar.chargeback.statement;

import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.cut.CutStore;
import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.split.Allocations;
import dev.bursar.chargeback.split.StatementLine;
import dev.bursar.chargeback.statement.Statement.Around;
import dev.bursar.chargeback.statement.Statement.Neighbour;
import dev.bursar.charges.query.DimensionLabels;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.Organisation;
import module java.base;
import org.springframework.stereotype.Component;

/** The statements that a person can go on to from one. */
@Component
class StatementsAround {
    private final CutStore cuts;
    private final Allocations allocations;
    private final IssueStore issues;
    private final Organisation organisation;

    StatementsAround(CutStore cuts, Allocations allocations, IssueStore issues, Organisation organisation) {
        this.cuts = cuts;
        this.allocations = allocations;
        this.issues = issues;
        this.organisation = organisation;
    }

    /** @param may whether the person may see the statement of a team for a month */
    Around of(Cut cut, int team, BiPredicate<YearMonth, Integer> may) {
        List<YearMonth> its = cuts.all().stream()
                .map(Cut::month)
                .filter(month -> month.equals(cut.month())
                        || (team == 0 || allocations.teams(month).contains(team)) && may.test(month, team))
                .toList();
        Map<Integer, String> names = names(cut);
        List<Neighbour> teams = names.keySet().stream()
                .filter(one -> may.test(cut.month(), one))
                .map(one -> new Neighbour(one, one == 0 ? "Unallocated" : names.getOrDefault(one, "")))
                .sorted(Comparator.comparing((Neighbour one) -> one.team() == 0)
                        .thenComparing(one -> one.name().toLowerCase(Locale.ROOT))
                        .thenComparing(Neighbour::team))
                .toList();
        return new Around(its, teams);
    }

    /** Of the teams that have a statement: as it was issued, else of now. */
    private Map<Integer, String> names(Cut cut) {
        List<IssuedStatement> issued = issues.statements(cut.month());
        if (!issued.isEmpty()) {
            return issued.stream().collect(Collectors.toMap(IssuedStatement::team, IssuedStatement::name));
        }
        Map<TeamId, String> names = DimensionLabels.markedTeamNames(organisation);
        return allocations.of(cut).stream()
                .flatMap(allocation -> allocation.lines().stream())
                .map(StatementLine::team)
                .distinct()
                .collect(Collectors.toMap(team -> team, team -> names.getOrDefault(new TeamId(team), "")));
    }
}
