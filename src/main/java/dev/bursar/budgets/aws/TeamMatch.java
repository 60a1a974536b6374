package dev.bursar.budgets.aws;

import dev.bursar.budgets.aws.WatchedCosts.TagCondition;
import dev.bursar.budgets.aws.WhyUnmatched.Plain;
import dev.bursar.kernel.TeamId;
import module java.base;

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

    record Unmatched(WhyUnmatched why) implements TeamMatch {}

    /**
     * @param keys the tags that name teams on all days of the budget's period, in order; empty where they change within
     * @param names of teams
     */
    static TeamMatch of(
            WatchedCosts watched,
            CostBasis basis,
            Optional<List<String>> keys,
            TeamTags tags,
            Map<TeamId, String> names) {
        return switch (basis) {
            case CostBasis.Other other -> new Unmatched(other.why());
            case CostBasis.Same same -> {
                Optional<WhyUnmatched> whyNot = whyNotByTag(watched, keys);
                yield whyNot.isPresent()
                        ? new Unmatched(whyNot.get())
                        : byValues(watched.tags().getFirst(), same.without(watched.withoutRecordTypes()), tags, names);
            }
        };
    }

    /** Why it is no filter by the teams' tag and nothing else; empty when it is one. */
    private static Optional<WhyUnmatched> whyNotByTag(WatchedCosts watched, Optional<List<String>> keys) {
        if (keys.filter(List::isEmpty).isPresent()) {
            return Optional.of(Plain.NO_TEAM_TAG);
        }
        if (!watched.understood()) {
            return Optional.of(Plain.FILTER_NOT_COMPARED);
        }
        if (watched.tags().isEmpty()) {
            return Optional.of(watched.others().isEmpty() ? Plain.ALL_COSTS : new WhyUnmatched.NoTag(watched.others()));
        }
        if (keys.isEmpty()) {
            return Optional.of(Plain.KEYS_CHANGE);
        }
        List<String> teamKeys =
                keys.get().stream().map(AwsBudgetReader.FilterReading::bare).toList();
        List<TagCondition> others = watched.tags().stream()
                .filter(tag -> !tag.keys().equals(teamKeys))
                .toList();
        if (others.size() == watched.tags().size()) {
            return Optional.of(new WhyUnmatched.OtherTag(others.getFirst().keys(), teamKeys));
        }
        if (watched.tags().stream().anyMatch(tag -> !tag.prefixed())) {
            return Optional.of(Plain.TAG_WITHOUT_USER);
        }
        if (others.isEmpty() && watched.others().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new WhyUnmatched.MoreThanTheTag(
                others.stream().flatMap(tag -> tag.keys().stream()).toList(), watched.others()));
    }

    private static TeamMatch byValues(
            TagCondition tag, CostBasis.Same basis, TeamTags tags, Map<TeamId, String> names) {
        Set<String> values = tag.anyCase() ? inAnyCase(tag.values(), tags.known()) : new TreeSet<>(tag.values());
        var teams = new HashSet<TeamId>();
        for (String value : values) {
            Optional<TeamId> owner = tags.owner(value);
            if (owner.isEmpty()) {
                return new Unmatched(value.isEmpty() ? Plain.UNTAGGED_COSTS : new WhyUnmatched.NoOwner(value));
            }
            teams.add(owner.get());
        }
        if (teams.size() != 1) {
            return new Unmatched(new WhyUnmatched.SeveralTeams(teams.size()));
        }
        TeamId team = teams.iterator().next();
        Set<String> all = tags.charged(team);
        Set<String> missing = new TreeSet<>(all);
        missing.removeAll(values);
        if (!missing.isEmpty()) {
            return new Unmatched(new WhyUnmatched.ValuesMissing(
                    names.getOrDefault(team, "the team"), all.size(), List.copyOf(missing)));
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
