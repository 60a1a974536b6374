package dev.bursar.budgets.aws;

import dev.bursar.budgets.aws.WatchedCosts.TagCondition;
import dev.bursar.kernel.TeamId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a budget watches exactly what a team's tag rule claims. */
public sealed interface TeamMatch {
    /**
     * It does.
     *
     * @param values of the tag, as charges have them
     * @param basis in which AWS's and our figure can be compared
     */
    record Matched(TeamId team, Set<String> values, CostBasis.Same basis) implements TeamMatch {
        public Matched {
            values = new TreeSet<>(values);
        }
    }

    /** @param reason one sentence without a full stop: {@code Filters on a service too} */
    record Unmatched(String reason) implements TeamMatch {}

    /**
     * @param teamKey the tag that names teams, or null
     * @param names of teams
     */
    static TeamMatch of(
            WatchedCosts watched, CostBasis basis, @Nullable String teamKey, TeamTags tags, Map<TeamId, String> names) {
        return switch (basis) {
            case CostBasis.Other other -> new Unmatched(other.reason());
            case CostBasis.Same same -> {
                Optional<String> whyNot = whyNotByTag(watched, teamKey);
                yield whyNot.isPresent()
                        ? new Unmatched(whyNot.get())
                        : byValues(watched.tags().getFirst(), same.without(watched.withoutRecordTypes()), tags, names);
            }
        };
    }

    /** Why it is no filter by the teams' tag and nothing else; empty when it is one. */
    private static Optional<String> whyNotByTag(WatchedCosts watched, @Nullable String teamKey) {
        if (teamKey == null) {
            return Optional.of("No tag names teams yet");
        }
        if (!watched.understood()) {
            return Optional.of("Has a filter that Bursar doesn\u2019t compare");
        }
        if (watched.tags().isEmpty()) {
            return Optional.of(
                    watched.others().isEmpty()
                            ? "Counts all costs, not those of a team"
                            : "Filters on " + String.join(" and ", watched.others()) + ", not on the tag of a team");
        }
        List<TagCondition> others = watched.tags().stream()
                .filter(tag -> !tag.key().equals(teamKey))
                .toList();
        if (others.size() == watched.tags().size()) {
            return Optional.of("Filters on the tag \u201C" + others.getFirst().key()
                    + "\u201D; teams are named by \u201C" + teamKey + "\u201D");
        }
        if (watched.tags().stream().anyMatch(tag -> !tag.prefixed())) {
            return Optional.of("Its tag filter lacks \u201Cuser:\u201D");
        }
        var too = new ArrayList<String>();
        others.forEach(tag -> too.add("the tag \u201C" + tag.key() + "\u201D"));
        too.addAll(watched.others());
        return too.isEmpty() ? Optional.empty() : Optional.of("Filters on " + String.join(" and ", too) + " too");
    }

    private static TeamMatch byValues(
            TagCondition tag, CostBasis.Same basis, TeamTags tags, Map<TeamId, String> names) {
        Set<String> values = tag.anyCase() ? inAnyCase(tag.values(), tags.known()) : new TreeSet<>(tag.values());
        var teams = new HashSet<TeamId>();
        for (String value : values) {
            Optional<TeamId> owner = tags.owner(value);
            if (owner.isEmpty()) {
                return new Unmatched(
                        value.isEmpty()
                                ? "Includes untagged costs"
                                : "No rule gives the tag value \u201C" + value + "\u201D to one team");
            }
            teams.add(owner.get());
        }
        if (teams.size() != 1) {
            return new Unmatched("Its tag values belong to " + teams.size() + " teams");
        }
        TeamId team = teams.iterator().next();
        Set<String> all = tags.charged(team);
        Set<String> missing = new TreeSet<>(all);
        missing.removeAll(values);
        if (!missing.isEmpty()) {
            return new Unmatched("Has " + (all.size() - missing.size()) + " of the " + all.size() + " tag values of "
                    + names.getOrDefault(team, "the team") + ": "
                    + missing.stream()
                            .limit(3)
                            .map(value -> "\u201C" + value + "\u201D")
                            .collect(Collectors.joining(", "))
                    + (missing.size() > 3 ? " and others are" : missing.size() == 1 ? " is" : " are") + " missing");
        }
        return new Matched(team, values, basis);
    }

    private static Set<String> inAnyCase(List<String> values, Set<String> known) {
        Set<String> folded =
                values.stream().map(value -> value.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        Set<String> found = known.stream()
                .filter(value -> folded.contains(value.toLowerCase(Locale.ROOT)))
                .collect(Collectors.toCollection(TreeSet::new));
        return found.isEmpty() ? new TreeSet<>(values) : found;
    }
}
