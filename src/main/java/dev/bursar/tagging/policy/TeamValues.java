package dev.bursar.tagging.policy;

import dev.bursar.kernel.TeamId;
import dev.bursar.ownership.OwnershipRule;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which tag values name a team today: what ownership rules name, and the teams' names.
 *
 * <p>A rule that takes a value in any case allows it in any case.
 */
public final class TeamValues {
    private final Map<String, TeamId> exact = new LinkedHashMap<>();
    private final Set<String> folded = new HashSet<>();
    private final Set<String> anyCase = new HashSet<>();

    /** A value that names a team; {@code anyCase} where it does so in any case. The first one given wins. */
    public record Named(String value, TeamId team, boolean anyCase) {}

    public TeamValues(List<Named> all) {
        for (Named named : all) {
            exact.putIfAbsent(named.value(), named.team());
            folded.add(OwnershipRule.folded(named.value()));
            if (named.anyCase()) {
                anyCase.add(OwnershipRule.folded(named.value()));
            }
        }
    }

    boolean isTeam(String value) {
        return exact.containsKey(value) || anyCase.contains(OwnershipRule.folded(value));
    }

    boolean isTeamInAnyCase(String value) {
        return folded.contains(OwnershipRule.folded(value));
    }

    public Set<String> values() {
        return Set.copyOf(exact.keySet());
    }

    /** The values that name one of these teams; those of rules before the teams' names. */
    public List<String> of(Set<TeamId> teams) {
        return exact.entrySet().stream()
                .filter(value -> teams.contains(value.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
