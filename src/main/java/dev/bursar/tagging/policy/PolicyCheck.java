package dev.bursar.tagging.policy;

import com.google.re2j.Pattern;
import dev.bursar.inventory.Resource;
import dev.bursar.ownership.OwnershipRule;
import dev.bursar.tagging.policy.Problem.Finding;
import dev.bursar.tagging.policy.TagPolicy.ValueRule;
import module java.base;

/** Holds resources against one policy; made once for all of them. */
public final class PolicyCheck {
    private final TagPolicy policy;
    private final Set<String> types;
    private final Set<String> accounts;
    private final Predicate<String> allowed;
    private final Predicate<String> allowedFolded;

    /** @param teamValues what names a team today */
    public PolicyCheck(TagPolicy policy, TeamValues teamValues) {
        this.policy = policy;
        this.types = policy.types() == null ? Set.of() : new HashSet<>(policy.types());
        this.accounts = policy.accounts() == null ? Set.of() : new HashSet<>(policy.accounts());
        switch (policy.rule()) {
            case ValueRule.Any any -> {
                allowed = value -> true;
                allowedFolded = value -> true;
            }
            case ValueRule.OneOf(var values) -> {
                Set<String> exact = new HashSet<>(values);
                Set<String> folded = values.stream().map(OwnershipRule::folded).collect(Collectors.toUnmodifiableSet());
                allowed = exact::contains;
                allowedFolded = value -> folded.contains(OwnershipRule.folded(value));
            }
            case ValueRule.Matching(var text) -> {
                Pattern pattern = Pattern.compile(text);
                Pattern anyCase = Pattern.compile(text, Pattern.CASE_INSENSITIVE);
                allowed = pattern::matches;
                allowedFolded = value -> anyCase.matches(value.strip());
            }
            case ValueRule.Team team -> {
                allowed = teamValues::isTeam;
                allowedFolded = teamValues::isTeamInAnyCase;
            }
        }
    }

    /** Whether the policy says anything about the resource on that day. */
    public boolean counts(Resource resource, LocalDate day) {
        return resource.goneAt() == null
                && !resource.mayBeGone()
                && resource.tagsKnown()
                && !day.isBefore(policy.from())
                && (policy.types() == null || types.contains(resource.type()))
                && (policy.accounts() == null || accounts.contains(resource.account()))
                // what a resource costs is not known without an export: then it counts
                && (policy.withFree() || resource.hasCost() || !resource.costKnown())
                && (policy.withServiceMade() || resource.madeBy() == null);
    }

    /** What is wrong with the resource's tag; empty where nothing is. */
    public Optional<Finding> of(Map<String, String> tags) {
        String value = tags.get(policy.key());
        if (value == null) {
            Optional<String> variant = tags.keySet().stream()
                    .filter(key -> key.strip().equalsIgnoreCase(policy.key()))
                    .min(Comparator.naturalOrder());
            if (variant.isEmpty()) {
                return Optional.of(new Finding(Problem.MISSING, null));
            }
            if (!policy.anyKeyCase()) {
                return Optional.of(new Finding(Problem.KEY_CASE, variant.get()));
            }
            value = tags.getOrDefault(variant.get(), "");
        }
        if (value.isBlank()) {
            return Optional.of(new Finding(Problem.EMPTY, value));
        }
        if (allowed.test(value)) {
            return Optional.empty();
        }
        return Optional.of(new Finding(allowedFolded.test(value) ? Problem.VALUE_CASE : Problem.VALUE, value));
    }
}
