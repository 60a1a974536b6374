package dev.bursar.budgets.aws;

import dev.bursar.budgets.aws.WatchedCosts.TagCondition;
import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.budgets.spi.AwsBudget.Health;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Why a budget can never alert: nothing that it filters for exists. */
public sealed interface WatchesNothing {
    record Ended() implements WatchesNothing {}

    /** @param why as AWS says it */
    record Unhealthy(@Nullable String why) implements WatchesNothing {}

    /** A tag's key without {@code user:}. */
    record NoPrefix(String key) implements WatchesNothing {}

    record KeyNotActive(String key) implements WatchesNothing {}

    record ValueNotFound(List<String> values) implements WatchesNothing {}

    /**
     * What is known of the world that budgets watch.
     *
     * @param activeKeys keys of active cost allocation tags; empty while nobody knows
     * @param teamKeys the tags of which charges are stored with the first one's value, in order
     * @param values those that any charge has; empty while no costs are stored
     */
    record Facts(Instant now, Optional<Set<String>> activeKeys, List<String> teamKeys, Set<String> values) {}

    static Optional<WatchesNothing> of(AwsBudget budget, WatchedCosts watched, Facts facts) {
        Instant end = budget.period().end();
        if (end != null && !end.isAfter(facts.now())) {
            return Optional.of(new Ended());
        }
        Health health = budget.health();
        if (health != null && !health.isHealthy()) {
            return Optional.of(new Unhealthy(health.reason()));
        }
        return watched.tags().stream()
                .flatMap(tag -> ofTag(tag, facts).stream())
                .findFirst();
    }

    /** A tag that finds nothing empties the budget, whatever else it filters by. */
    private static Optional<WatchesNothing> ofTag(TagCondition tag, Facts facts) {
        if (!tag.prefixed()) {
            return Optional.of(new NoPrefix(tag.keys().getFirst()));
        }
        if (facts.activeKeys().isPresent()
                && tag.keys().stream()
                        .noneMatch(key -> mayBeActive(key, facts.activeKeys().get()))) {
            return Optional.of(new KeyNotActive(tag.keys().getFirst()));
        }
        int keys = tag.keys().size();
        boolean canTell = keys <= facts.teamKeys().size()
                && facts.teamKeys().subList(0, keys).equals(tag.keys())
                && !facts.values().isEmpty();
        if (canTell && !tag.values().isEmpty() && tag.values().stream().noneMatch(value -> exists(tag, value, facts))) {
            return Optional.of(new ValueNotFound(tag.values()));
        }
        return Optional.empty();
    }

    /** AWS may list a caller's key by another text, or not at all. */
    private static boolean mayBeActive(String key, Set<String> active) {
        return active.contains(key) || key.startsWith("iamPrincipal/");
    }

    private static boolean exists(TagCondition tag, String value, Facts facts) {
        return value.isEmpty()
                || facts.values().contains(value)
                || tag.anyCase()
                        && facts.values().stream()
                                .anyMatch(one -> one.toLowerCase(Locale.ROOT).equals(value.toLowerCase(Locale.ROOT)));
    }
}
