package dev.bursar.chargeback;

import dev.bursar.chargeback.Statement.Around;
import dev.bursar.chargeback.Statement.Neighbour;
import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.statement.StatementLine;
import dev.bursar.charges.query.DimensionLabels;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.Organisation;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import org.springframework.stereotype.Component;

/** The statements that a person can go on to from one. */
@Component
class StatementsAround {
    private final ChargebackMonths months;
    private final Organisation organisation;

    StatementsAround(ChargebackMonths months, Organisation organisation) {
        this.months = months;
        this.organisation = organisation;
    }

    /** @param may whether the person may see the statement of a team for a month */
    Around of(Cut cut, int team, BiPredicate<YearMonth, Integer> may) {
        Map<TeamId, String> names = DimensionLabels.markedTeamNames(organisation);
        List<YearMonth> its = months.cuts().stream()
                .map(Cut::month)
                .filter(month -> month.equals(cut.month())
                        || (team == 0 || months.teams(month).contains(team)) && may.test(month, team))
                .toList();
        List<Neighbour> teams = months.allocations(cut).stream()
                .flatMap(allocation -> allocation.lines().stream())
                .map(StatementLine::team)
                .distinct()
                .filter(one -> may.test(cut.month(), one))
                .map(one -> new Neighbour(one, one == 0 ? "Unallocated" : names.getOrDefault(new TeamId(one), "")))
                .sorted(Comparator.comparing((Neighbour one) -> one.team() == 0)
                        .thenComparing(one -> one.name().toLowerCase(Locale.ROOT))
                        .thenComparing(Neighbour::team))
                .toList();
        return new Around(its, teams);
    }
}
