package dev.bursar.ownership;

import dev.bursar.charges.Caller;
import dev.bursar.charges.models.InferenceProfile;
import dev.bursar.charges.parts.ClusterPart;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.Organisation.TeamDays;
import dev.bursar.ownership.RuleRefused.Reason;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Checks rules before they are stored: size first, then characters, then meaning. It skips rules that a change leaves alone.
 */
public final class RuleChecks {
    public static final int LONGEST_VALUE = 10_000;
    public static final int MOST_VALUES = 500;
    public static final int MOST_CHARACTERS = 200_000;
    private static final LocalDate LAST_DAY = LocalDate.of(2199, 12, 31);

    private RuleChecks() {}

    /** @throws RuleRefused when a rule that the change makes or touches is not allowed */
    public static void require(
            OwnershipEdit edit, List<OwnershipRule> now, List<OwnershipRule> proposed, Map<TeamId, TeamDays> teams) {
        requireDay(edit, now);
        Map<Integer, OwnershipRule> before = new HashMap<>();
        now.forEach(rule -> before.put(rule.id(), rule));
        for (OwnershipRule rule : proposed) {
            OwnershipRule old = before.get(rule.id());
            if (old == null || !old.equals(rule.at(old.position()))) {
                require(rule);
                requireTeam(rule, old, teams);
                requireOnlyClaim(rule, proposed);
            }
        }
    }

    private static void requireDay(OwnershipEdit edit, List<OwnershipRule> now) {
        switch (edit) {
            case OwnershipEdit.Change change ->
                now.stream().filter(rule -> rule.id() == change.rule()).forEach(rule -> {
                    boolean within = change.since().isAfter(rule.from())
                            && (rule.to() == null || change.since().isBefore(rule.to()));
                    if (!within) {
                        throw new RuleRefused(Reason.CHANGES_OUTSIDE_ITS_DAYS, rule);
                    }
                });
            case OwnershipEdit.Add add -> {}
            case OwnershipEdit.AddAll all -> {}
            case OwnershipEdit.Correct correct -> {}
            case OwnershipEdit.End end -> {}
            case OwnershipEdit.Remove remove -> {}
            case OwnershipEdit.Join join -> {}
            case OwnershipEdit.Reorder reorder -> {}
            case OwnershipEdit.HandOver handOver -> {}
        }
    }

    private static void require(OwnershipRule rule) {
        List<String> values = rule.values();
        if (values.isEmpty()) {
            throw new RuleRefused(Reason.NO_CONDITION);
        }
        if (values.stream().anyMatch(value -> value.length() > LONGEST_VALUE)) {
            throw new RuleRefused(Reason.VALUE_TOO_LONG);
        }
        if (values.size() > MOST_VALUES
                || values.stream().mapToInt(String::length).sum() > MOST_CHARACTERS) {
            throw new RuleRefused(Reason.TOO_MANY_VALUES);
        }
        if (values.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
            throw new RuleRefused(Reason.VALUE_NOT_STORABLE);
        }
        if (!are(rule.callers(), Caller::meant)) {
            throw new RuleRefused(Reason.NOT_A_CALLER);
        }
        if (!are(rule.profiles(), InferenceProfile::meant)) {
            throw new RuleRefused(Reason.NOT_A_PROFILE);
        }
        if (!are(rule.clusters(), ClusterPart::clusterMeant)) {
            throw new RuleRefused(Reason.NOT_A_CLUSTER);
        }
        if (!are(rule.namespaces(), RuleChecks::named) || !are(rule.workloads(), RuleChecks::named)) {
            throw new RuleRefused(Reason.NOTHING_NAMED);
        }
        LocalDate to = rule.to();
        if (rule.from().isBefore(OwnershipRule.ALWAYS)
                || rule.from().isAfter(LAST_DAY)
                || to != null && to.isAfter(LAST_DAY.plusDays(1))) {
            throw new RuleRefused(Reason.DAY_OUT_OF_RANGE);
        }
        if (to != null && !rule.from().isBefore(to)) {
            throw new RuleRefused(Reason.ENDS_BEFORE_IT_BEGINS);
        }
    }

    private static Optional<String> named(String name) {
        return Optional.of(name).filter(Predicate.not(String::isBlank));
    }

    private static boolean are(@Nullable List<String> values, Function<String, Optional<String>> meaning) {
        return values == null
                || values.stream()
                        .allMatch(value ->
                                meaning.apply(value).filter(value::equals).isPresent());
    }

    /** A rule that only ends may stay with a team that has ended before. */
    private static void requireTeam(OwnershipRule rule, @Nullable OwnershipRule old, Map<TeamId, TeamDays> teams) {
        TeamDays days = teams.get(rule.team());
        LocalDate end = days == null ? null : days.to();
        boolean there =
                days != null && (end == null || rule.to() != null && !rule.to().isAfter(end));
        boolean onlyEnds =
                old != null && rule.equals(old.holding(old.from(), rule.to()).at(rule.position()));
        if (!there && !onlyEnds) {
            throw new RuleRefused(Reason.TEAM_NOT_THERE);
        }
    }

    private static void requireOnlyClaim(OwnershipRule rule, List<OwnershipRule> proposed) {
        proposed.stream()
                .filter(other -> other.id() != rule.id() && other.meets(rule) && other.saysTheSame(rule))
                .findFirst()
                .ifPresent(other -> {
                    throw new RuleRefused(Reason.CLAIMED_ALREADY, other);
                });
    }
}
