package dev.bursar.budgets.aws;

import dev.bursar.budgets.aws.WatchedCosts.TagCondition;
import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.budgets.spi.AwsBudget.Health;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a budget can never alert: nothing that it filters for exists.
 *
 * @param words one sentence without a full stop
 */
public record WatchesNothing(Reason reason, String words) {
    /** Which of them it is. */
    public enum Reason {
        ENDED,
        UNHEALTHY,
        NO_PREFIX,
        KEY_NOT_ACTIVE,
        VALUE_NOT_FOUND
    }

    /**
     * What is known of the world that budgets watch.
     *
     * @param activeKeys keys of active cost allocation tags; empty while nobody knows
     * @param teamKey the tag whose values charges are stored with, or null
     * @param values its values that any charge has; empty while no costs are stored
     */
    public record Facts(
            Instant now,
            Optional<Set<String>> activeKeys,
            @Nullable String teamKey,
            Set<String> values) {}

    public static Optional<WatchesNothing> of(AwsBudget budget, WatchedCosts watched, Facts facts) {
        Instant end = budget.period().end();
        if (end != null && !end.isAfter(facts.now())) {
            return found(Reason.ENDED, "Its period has ended");
        }
        Health health = budget.health();
        if (health != null && !health.isHealthy()) {
            String why = health.reason();
            return found(
                    Reason.UNHEALTHY,
                    why == null ? "AWS reports it as unhealthy" : "AWS reports it as unhealthy (" + why + ")");
        }
        return watched.tags().stream()
                .flatMap(tag -> ofTag(tag, facts).stream())
                .findFirst();
    }

    /** A tag that finds nothing empties the budget, whatever else it filters by. */
    private static Optional<WatchesNothing> ofTag(TagCondition tag, Facts facts) {
        if (!tag.prefixed()) {
            return found(
                    Reason.NO_PREFIX,
                    "Its filter names the tag \u201C" + tag.key() + "\u201D without \u201Cuser:\u201D");
        }
        if (facts.activeKeys().isPresent() && !facts.activeKeys().get().contains(tag.key())) {
            return found(
                    Reason.KEY_NOT_ACTIVE,
                    "The tag \u201C" + tag.key() + "\u201D is not an active cost allocation tag");
        }
        boolean canTell = tag.key().equals(facts.teamKey()) && !facts.values().isEmpty();
        if (canTell && !tag.values().isEmpty() && tag.values().stream().noneMatch(value -> exists(tag, value, facts))) {
            return found(Reason.VALUE_NOT_FOUND, "No charge has the tag value " + quoted(tag.values()));
        }
        return Optional.empty();
    }

    private static boolean exists(TagCondition tag, String value, Facts facts) {
        return value.isEmpty()
                || facts.values().contains(value)
                || tag.anyCase()
                        && facts.values().stream()
                                .anyMatch(one -> one.toLowerCase(Locale.ROOT).equals(value.toLowerCase(Locale.ROOT)));
    }

    private static String quoted(List<String> values) {
        return values.stream()
                        .limit(3)
                        .map(value -> "\u201C" + value + "\u201D")
                        .collect(Collectors.joining(" or "))
                + (values.size() > 3 ? " or others" : "");
    }

    private static Optional<WatchesNothing> found(Reason reason, String words) {
        return Optional.of(new WatchesNothing(reason, words));
    }
}
