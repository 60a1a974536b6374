package dev.bursar.spend.ui;

import dev.bursar.charges.CostFilter;
import dev.bursar.charges.Dimension;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.SearchText;
import dev.bursar.org.OrgLinks;
import dev.bursar.spend.NameSearch;
import dev.bursar.spend.NameSearch.FoundTeam;
import dev.bursar.spend.SpendLinks;
import dev.bursar.ui.Finding;
import dev.bursar.ui.Formats;
import module java.base;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Teams lead to their page, and leads to what theirs spend. */
@Component
@Order(1)
class FoundTeams implements Finding {
    private final NameSearch search;
    private final Scope scope;

    FoundTeams(NameSearch search, Scope scope) {
        this.search = search;
        this.scope = scope;
    }

    @Override
    public String kind() {
        return "Teams";
    }

    @Override
    public Set<Role> roles() {
        return EnumSet.allOf(Role.class);
    }

    @Override
    public List<Hit> find(SearchText text, int most) {
        boolean pages = scope.visibility().everything();
        return search.teams(text, most).stream()
                .map(team -> new Hit(team.name(), facts(team), pages ? page(team) : spend(team), List.of()))
                .toList();
    }

    private static String page(FoundTeam team) {
        return OrgLinks.team(team.id().value());
    }

    private static String spend(FoundTeam team) {
        return SpendLinks.of(new CostFilter(
                Dimension.TEAM,
                CostFilter.Operator.IS,
                List.of(String.valueOf(team.id().value()))));
    }

    private static String facts(FoundTeam team) {
        return Stream.concat(
                        team.department().stream(),
                        team.end().map(end -> "until " + Formats.date(end.minusDays(1))).stream())
                .collect(Collectors.joining(" \u00B7 "));
    }
}
