package dev.bursar.changes.write;

import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import module java.base;

/**
 * Which changes and items a person may see.
 *
 * @param everything then teams don't count
 * @param admin whether they decide
 * @param person who sees all of what they proposed
 * @param teams led today: items of their resources are seen, whoever proposed them
 */
record ChangeViewer(boolean everything, boolean admin, int person, Set<TeamId> teams) {
    static final ChangeViewer EVERYTHING = new ChangeViewer(true, false, 0, Set.of());

    /** A condition on items {@code i} of changes {@code c}. */
    static final String SEES = "(:everything or c.proposed_by = :person or i.team_id = any(:teams))";

    ChangeViewer {
        teams = Set.copyOf(teams);
    }

    static ChangeViewer of(Scope scope, Clock clock) {
        Visibility visibility = scope.visibility();
        int person = scope.actor().id().value();
        if (visibility.everything()) {
            return new ChangeViewer(true, scope.has(Role.ADMIN), person, Set.of());
        }
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        return new ChangeViewer(
                false,
                false,
                person,
                visibility.spans().stream()
                        .filter(span -> !today.isBefore(span.from()) && today.isBefore(span.to()))
                        .map(Visibility.Span::team)
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
