package dev.bursar.tagging.policy;

import dev.bursar.kernel.TeamId;
import dev.bursar.ownership.OwnershipRule;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Which tag values name a team today: what ownership rules name, and the teams' names.
 *
 * <p>A rule that takes a value in any case allows it in any case.
 */
public final class TeamValues {
    private final Map<String, TeamId> exact = new LinkedHashMap<>();
    private final Set<String> folded = new HashSet<>();
    private final Map<String, TeamId> anyCase = new HashMap<>();

    /** A value that names a team; {@code anyCase} where it does so in any case. The first one given wins. */
    public record Named(String value, TeamId team, boolean anyCase) {}

    public TeamValues(List<Named> all) {
        for (Named named : all) {
            exact.putIfAbsent(named.value(), named.team());
            folded.add(OwnershipRule.folded(named.value()));
            if (named.anyCase()) {
                anyCase.putIfAbsent(OwnershipRule.folded(named.value()), named.team());
            }
        }
    }

    boolean isTeam(String value) {
        return team(value).isPresent();
    }

    /** The team that a value names. */
    public Optional<TeamId> team(String value) {
        @Nullable TeamId team = exact.get(value);
        return Optional.ofNullable(team == null ? anyCase.get(OwnershipRule.folded(value)) : team);
    }

    /** Changes whenever a value names a team or another one. */
    public int fingerprint() {
        return Objects.hash(exact, anyCase);
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
