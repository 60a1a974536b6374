package dev.bursar.spend;

import dev.bursar.charges.Choice;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.query.CostService;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.SearchText;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Today;
import dev.bursar.kernel.Visibility;
import dev.bursar.org.Account;
import dev.bursar.org.DepartmentId;
import dev.bursar.org.Organisation;
import dev.bursar.org.Organisation.TeamDays;
import dev.bursar.org.Team;
import dev.bursar.org.TeamAttributes;
import dev.bursar.org.Timeline;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds teams and accounts by name or id. Leads find the teams that they lead or led, and accounts with costs of theirs. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
public class NameSearch {
    private static final int MONTHS = 13;

    private final Organisation organisation;
    private final CostService costs;
    private final Scope scope;
    private final Clock clock;

    NameSearch(Organisation organisation, CostService costs, Scope scope, Clock clock) {
        this.organisation = organisation;
        this.costs = costs;
        this.scope = scope;
        this.clock = clock;
    }

    /**
     * A team that was found.
     *
     * @param department that it lies in today
     * @param end the day after its last one
     */
    public record FoundTeam(TeamId id, String name, Optional<String> department, Optional<LocalDate> end) {}

    /** The best matches first. */
    public List<FoundTeam> teams(SearchText text, int most) {
        Visibility visibility = scope.visibility();
        LocalDate today = Today.of(clock);
        Set<TeamId> led = visibility.spans().stream()
                .filter(span -> !span.from().isAfter(today))
                .map(Visibility.Span::team)
                .collect(Collectors.toSet());
        List<Team> seen = visibility.nothing()
                ? List.of()
                : organisation.teams().stream()
                        .filter(team -> visibility.everything() || led.contains(team.id()))
                        .toList();
        List<Team> best = text.best(seen, Team::name, team -> List.of(), most);
        if (best.isEmpty()) {
            return List.of();
        }
        TeamAttributes attributes = organisation.attributes();
        Map<TeamId, TeamDays> days = organisation.days();
        return best.stream()
                .map(team -> new FoundTeam(
                        team.id(),
                        team.name(),
                        attributes
                                .departments()
                                .getOrDefault(team.id(), Timeline.<DepartmentId>empty())
                                .at(today)
                                .map(id -> attributes.departmentNames().getOrDefault(id, "")),
                        Optional.ofNullable(days.get(team.id())).map(TeamDays::to)))
                .toList();
    }

    /** An account that was found; one without a name has its id. */
    public record FoundAccount(String id, String name) {}

    /** The best matches first. */
    public List<FoundAccount> accounts(SearchText text, int most) {
        return text.best(seen(), FoundAccount::name, account -> List.of(account.id()), most);
    }

    /** Who sees everything finds those that AWS listed; leads, and all where it never listed any, those with costs that they see. */
    private List<FoundAccount> seen() {
        if (scope.visibility().everything()) {
            List<Account> known = organisation.accounts();
            if (!known.isEmpty()) {
                return known.stream()
                        .map(account -> new FoundAccount(account.id(), account.name()))
                        .toList();
            }
        }
        Optional<DayRange> days = costs.extent();
        return days.map(range ->
                        costs
                                .choices(
                                        Dimension.ACCOUNT,
                                        later(range.from(), range.to().minusMonths(MONTHS)),
                                        range.to())
                                .stream()
                                .map((Choice choice) -> new FoundAccount(choice.key(), choice.label()))
                                .toList())
                .orElse(List.of());
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
