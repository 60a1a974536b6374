package dev.bursar.tagging.writes;

import dev.bursar.changes.write.WriteSettings;
import dev.bursar.inventory.Arn;
import dev.bursar.inventory.Resource;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Which tags of which resources may be written, and what makes them return to what they were. */
final class TagWrites {
    private static final int MOST_TAGS = 50;
    private static final String STACK = "aws:cloudformation:stack-name";

    /** Tags of AWS by which something makes a resource again without others. */
    private static final Map<String, String> MADE_BY = Map.of(
            STACK,
            "stack",
            "aws:autoscaling:groupName",
            "auto-scaling-group",
            "aws:eks:cluster-name",
            "cluster",
            "aws:ecs:clusterName",
            "cluster");

    private TagWrites() {}

    /** What stands in the way of any value of a key. */
    static Optional<Obstacle> obstacle(Resource resource, String key, WriteSettings settings) {
        if (resource.goneAt() != null || resource.mayBeGone()) {
            return Optional.of(Obstacle.GONE);
        }
        if (resource.type().startsWith("cloudformation:")) {
            return Optional.of(Obstacle.STACK);
        }
        if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
            return Optional.of(Obstacle.KEY_OF_AWS);
        }
        if (resource.type().equals(Arn.OTHER)
                || WritableTypes.actions(resource.type()).isEmpty()) {
            return Optional.of(Obstacle.TYPE);
        }
        if (settings.types() != null && !settings.types().contains(resource.type())) {
            return Optional.of(Obstacle.TYPE_NOT_CHOSEN);
        }
        if (settings.accounts() != null && !settings.accounts().contains(resource.account())) {
            return Optional.of(Obstacle.ACCOUNT_NOT_CHOSEN);
        }
        if (settings.keys() != null && !settings.keys().contains(key)) {
            return Optional.of(Obstacle.KEY_NOT_CHOSEN);
        }
        if (!settings.stacks() && resource.tags().containsKey(STACK)) {
            return Optional.of(Obstacle.OWNED_BY_STACK);
        }
        return isFull(resource.tags(), key) ? Optional.of(Obstacle.TOO_MANY_TAGS) : Optional.empty();
    }

    /** Whether a resource with these tags can't have another one with this key. */
    static boolean isFull(Map<String, String> tags, String key) {
        return !tags.containsKey(key)
                && tags.keySet().stream().filter(one -> !one.startsWith("aws:")).count() >= MOST_TAGS;
    }

    /** {@code auto-scaling-group:workers}: what makes the resource again without the tag; null where nothing is known to. */
    static @Nullable String caution(Resource resource) {
        return MADE_BY.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(one -> resource.tags().containsKey(one.getKey()))
                .map(one -> one.getValue() + ":" + resource.tags().get(one.getKey()))
                .findFirst()
                .orElse(null);
    }
}
