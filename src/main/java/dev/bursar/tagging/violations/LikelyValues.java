package dev.bursar.tagging.violations;

import dev.bursar.inventory.Resource;
import dev.bursar.tagging.policy.PolicyCheck;
import dev.bursar.tagging.policy.Problem.Finding;
import dev.bursar.tagging.policy.TagPolicy;
import dev.bursar.tagging.values.ValueLikeness;
import dev.bursar.tagging.values.ValueLikeness.Likeness;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Finds the values that a tag most likely should have, each with its reason: an allowed value that is written almost like the present
 * one, the value of others in the same stack or cluster, of most others in the account, of the owner, or in the resource's name. Only
 * values that the policy allows.
 */
final class LikelyValues {
    /** What parts of one application share, by tag. */
    private static final Map<String, Sign.Kind> TOGETHER = new LinkedHashMap<>();

    static {
        TOGETHER.put("aws:cloudformation:stack-name", Sign.Kind.STACK);
        TOGETHER.put("aws:eks:cluster-name", Sign.Kind.CLUSTER);
        TOGETHER.put("aws:ecs:clusterName", Sign.Kind.CLUSTER);
        TOGETHER.put("aws:autoscaling:groupName", Sign.Kind.SCALING_GROUP);
    }

    private static final int LEAST_SIBLINGS = 2;
    private static final int LEAST_IN_ACCOUNT = 3;
    private static final double MOST_OF_THEM = 0.8;

    private LikelyValues() {}

    /** A value and what it rests on. */
    public record Likely(String value, Sign sign) {}

    /** @param resources of one account that are not gone */
    static Neighbours neighbours(String key, List<Resource> resources) {
        return new Neighbours(key, resources, TOGETHER.keySet());
    }

    /**
     * @param known allowed values, as far as the policy or the teams name any
     * @param owned a value that names the resource's owner
     * @param neighbours in the same account
     */
    static List<Likely> of(
            TagPolicy policy,
            PolicyCheck check,
            Resource resource,
            Finding finding,
            KnownValues known,
            Optional<String> owned,
            Neighbours neighbours) {
        var likely = new ArrayList<Likely>();
        switch (finding.problem()) {
            case KEY_CASE -> {
                String key = finding.found() == null ? "" : finding.found();
                likely.add(new Likely(resource.tags().getOrDefault(key, ""), new Sign(Sign.Kind.OTHER_KEY, key, 0, 0)));
            }
            case VALUE_CASE, VALUE -> written(finding.found(), known.values()).forEach(likely::add);
            case MISSING, EMPTY -> {}
        }
        together(resource, neighbours).ifPresent(likely::add);
        owned.ifPresent(value -> likely.add(new Likely(value, owner(resource))));
        known.named(resource).ifPresent(value -> likely.add(new Likely(value, Sign.of(Sign.Kind.NAME))));
        most(resource, neighbours).ifPresent(likely::add);
        var allowed = new LinkedHashMap<String, Likely>();
        likely.stream()
                .filter(one -> check.of(Map.of(policy.key(), one.value())).isEmpty())
                .forEach(one -> allowed.putIfAbsent(one.value(), one));
        return List.copyOf(allowed.values());
    }

    private static Sign owner(Resource resource) {
        return Sign.of(
                switch (resource.ownerBy()) {
                    case COSTS -> Sign.Kind.COST;
                    case RULES, NOBODY -> Sign.Kind.RULE;
                });
    }

    private static List<Likely> written(@Nullable String found, Collection<String> known) {
        if (found == null) {
            return List.of();
        }
        var near = new ArrayList<Likely>();
        known.stream()
                .filter(value -> ValueLikeness.of(value, found) == Likeness.VARIANT)
                // only spaces too many are less of a change than another case
                .sorted(Comparator.comparing((String value) -> !value.equals(found.strip()))
                        .thenComparing(Comparator.naturalOrder()))
                .forEach(value -> near.add(new Likely(value, Sign.of(Sign.Kind.OTHER_CASE))));
        known.stream()
                .filter(value -> ValueLikeness.of(value, found) == Likeness.NEAR)
                .sorted()
                .limit(2)
                .forEach(value -> near.add(new Likely(value, Sign.of(Sign.Kind.SPELLING))));
        return near;
    }

    private static Optional<Likely> together(Resource resource, Neighbours neighbours) {
        for (var shared : TOGETHER.entrySet()) {
            @Nullable String of = resource.tags().get(shared.getKey());
            if (of != null) {
                Optional<Likely> most = neighbours
                        .share(shared.getKey(), of, resource)
                        .filter(share -> share.count() >= LEAST_SIBLINGS && 2 * share.count() > share.tagged())
                        .map(share ->
                                new Likely(share.value(), new Sign(shared.getValue(), of, share.count(), share.all())));
                if (most.isPresent()) {
                    return most;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Likely> most(Resource resource, Neighbours neighbours) {
        return neighbours
                .share(resource)
                .filter(share -> share.count() >= LEAST_IN_ACCOUNT && share.part() >= MOST_OF_THEM)
                .map(share ->
                        new Likely(share.value(), new Sign(Sign.Kind.ACCOUNT, "", share.count(), share.tagged())));
    }
}
