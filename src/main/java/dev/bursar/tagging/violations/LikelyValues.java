package dev.bursar.tagging.violations;

import dev.bursar.inventory.Arn;
import dev.bursar.inventory.Resource;
import dev.bursar.ownership.OwnershipRule;
import dev.bursar.tagging.policy.PolicyCheck;
import dev.bursar.tagging.policy.Problem.Finding;
import dev.bursar.tagging.policy.TagPolicy;
import dev.bursar.tagging.values.ValueLikeness;
import dev.bursar.tagging.values.ValueLikeness.Likeness;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the values that a tag most likely should have, each with its reason: an allowed value that is written almost like the present
 * one, the value of others in the same stack or cluster, of most others in the account, of the owner, or in the resource's name. Only
 * values that the policy allows.
 */
final class LikelyValues {
    /** What parts of one application share, by tag, and what people call it. */
    private static final Map<String, String> TOGETHER = new LinkedHashMap<>();

    static {
        TOGETHER.put("aws:cloudformation:stack-name", "stack");
        TOGETHER.put("aws:eks:cluster-name", "cluster");
        TOGETHER.put("aws:ecs:clusterName", "cluster");
        TOGETHER.put("aws:autoscaling:groupName", "Auto Scaling group");
    }

    private static final int LEAST_SIBLINGS = 2;
    private static final int LEAST_IN_ACCOUNT = 3;
    private static final double MOST_OF_THEM = 0.8;
    private static final int SHORTEST_IN_NAME = 3;

    private LikelyValues() {}

    /** @param reason a sentence */
    record Likely(String value, String reason) {}

    /**
     * @param known allowed values, as far as the policy or the teams name any
     * @param owned a value that names the resource's owner
     * @param siblings resources in the same account that are not gone
     */
    static List<Likely> of(
            TagPolicy policy,
            PolicyCheck check,
            Resource resource,
            Finding finding,
            Collection<String> known,
            Optional<String> owned,
            List<Resource> siblings) {
        var likely = new ArrayList<Likely>();
        switch (finding.problem()) {
            case KEY_CASE -> {
                @Nullable String key = finding.found();
                String value = key == null ? "" : resource.tags().getOrDefault(key, "");
                likely.add(new Likely(value, "The tag " + key + " has this value."));
            }
            case VALUE_CASE, VALUE -> written(finding.found(), known).forEach(likely::add);
            case MISSING, EMPTY -> {}
        }
        List<Resource> others =
                siblings.stream().filter(one -> one.id() != resource.id()).toList();
        together(policy.key(), resource, others).ifPresent(likely::add);
        owned.ifPresent(value -> likely.add(new Likely(value, owner(resource))));
        named(resource, known).ifPresent(likely::add);
        most(policy.key(), others).ifPresent(likely::add);
        var allowed = new LinkedHashMap<String, Likely>();
        likely.stream()
                .filter(one -> check.of(Map.of(policy.key(), one.value())).isEmpty())
                .forEach(one -> allowed.putIfAbsent(one.value(), one));
        return List.copyOf(allowed.values());
    }

    private static String owner(Resource resource) {
        return switch (resource.ownerBy()) {
            case COSTS -> "Most of its cost belongs to this team.";
            case RULES, NOBODY -> "The ownership rules give its account to this team.";
        };
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
                .forEach(value ->
                        near.add(new Likely(value, "It differs from the present value only in case or spaces.")));
        known.stream()
                .filter(value -> ValueLikeness.of(value, found) == Likeness.NEAR)
                .sorted()
                .limit(2)
                .forEach(value -> near.add(new Likely(value, "It is spelled almost like the current value.")));
        return near;
    }

    private static Optional<Likely> together(String key, Resource resource, List<Resource> others) {
        for (var shared : TOGETHER.entrySet()) {
            @Nullable String of = resource.tags().get(shared.getKey());
            if (of != null) {
                List<Resource> same = others.stream()
                        .filter(one -> of.equals(one.tags().get(shared.getKey())))
                        .toList();
                Optional<Share> share = share(key, same);
                if (share.isPresent() && share.get().count() >= LEAST_SIBLINGS) {
                    return Optional.of(new Likely(
                            share.get().value(),
                            share.get().count() + " of " + same.size() + " others in the " + shared.getValue() + " "
                                    + of + " have it."));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Likely> most(String key, List<Resource> others) {
        return share(key, others)
                .filter(share -> share.count() >= LEAST_IN_ACCOUNT && share.part() >= MOST_OF_THEM)
                .map(share -> new Likely(
                        share.value(),
                        share.count() + " of " + share.tagged() + " tagged resources in the account have it."));
    }

    /** The commonest value of a tag among resources that have it. */
    private record Share(String value, long count, long tagged) {
        double part() {
            return (double) count / tagged;
        }
    }

    private static Optional<Share> share(String key, List<Resource> resources) {
        Map<String, Long> counts = resources.stream()
                .map(one -> one.tags().getOrDefault(key, ""))
                .filter(value -> !value.isBlank())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        long tagged = counts.values().stream().mapToLong(Long::longValue).sum();
        return counts.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(one -> new Share(one.getKey(), one.getValue(), tagged));
    }

    /** The longest known value that stands by itself in the resource's name. */
    private static Optional<Likely> named(Resource resource, Collection<String> known) {
        String name = (resource.type().equals(Arn.OTHER) ? resource.arn() : resource.name()) + " "
                + resource.tags().getOrDefault("Name", "");
        List<String> words = List.of(name.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"));
        String joined = "-" + String.join("-", words) + "-";
        return known.stream()
                .filter(value -> value.strip().length() >= SHORTEST_IN_NAME)
                .filter(value -> joined.contains(
                        "-" + String.join("-", OwnershipRule.folded(value).split("[^\\p{L}\\p{N}]+")) + "-"))
                .max(Comparator.comparingInt(String::length).thenComparing(Comparator.reverseOrder()))
                .map(value -> new Likely(value, "The resource\u2019s name contains it."));
    }
}
