package dev.bursar.ownership;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Finds rules that no cost can reach, because those tried before claim all that they name on all their days. It looks at the
 * rules alone, so the result holds for future costs too.
 */
public final class RuleShadows {
    private static final int MOST_PARTS = 5_000;

    private RuleShadows() {}

    /** Each rule that is never reached, with the rules that claim all of it, in the order tried. */
    public static Map<Integer, List<OwnershipRule>> of(List<OwnershipRule> rules) {
        Map<Integer, List<OwnershipRule>> shadows = new HashMap<>();
        var before = new ArrayList<Claim>();
        for (OwnershipRule rule : rules) {
            List<OwnershipRule> over = over(rule, before);
            if (!over.isEmpty()) {
                shadows.put(rule.id(), over);
            }
            before.add(new Claim(rule));
        }
        return shadows;
    }

    private static List<OwnershipRule> over(OwnershipRule rule, List<Claim> before) {
        List<Claim> near = before.stream()
                .filter(claim -> claim.rule.meets(rule) && claim.touches(rule))
                .toList();
        List<List<@Nullable String>> values =
                Claim.values(rule).map(RuleShadows::parts).toList();
        Set<LocalDate> days = firstDays(rule, near);
        long parts = values.stream()
                .mapToLong(List::size)
                .reduce(days.size(), (one, other) -> Math.min(one * other, MOST_PARTS + 1L));
        if (near.isEmpty() || parts > MOST_PARTS) {
            return List.of();
        }
        Set<Claim> used = new HashSet<>();
        for (LocalDate day : days) {
            for (long number = 0; number < parts / days.size(); number++) {
                List<@Nullable String> part = part(values, number);
                Claim first = near.stream()
                        .filter(claim -> claim.claims(day, part, rule.anyCase()))
                        .findFirst()
                        .orElse(null);
                if (first == null) {
                    return List.of();
                }
                used.add(first);
            }
        }
        return near.stream().filter(used::contains).map(claim -> claim.rule).toList();
    }

    /** One of all combinations of a value of each. */
    private static List<@Nullable String> part(List<List<@Nullable String>> values, long number) {
        var part = new ArrayList<@Nullable String>();
        long rest = number;
        for (List<@Nullable String> some : values) {
            part.add(some.get((int) (rest % some.size())));
            rest /= some.size();
        }
        return part;
    }

    /** Null stands for all values there are. */
    private static List<@Nullable String> parts(@Nullable List<String> values) {
        return values == null ? Collections.singletonList(null) : Collections.unmodifiableList(values);
    }

    /** The first days of ranges of the rule's days in which none of the others begins or ends. */
    private static Set<LocalDate> firstDays(OwnershipRule rule, List<Claim> near) {
        var days = new TreeSet<LocalDate>();
        days.add(rule.from());
        for (Claim claim : near) {
            if (rule.holdsOn(claim.rule.from())) {
                days.add(claim.rule.from());
            }
            LocalDate to = claim.rule.to();
            if (to != null && rule.holdsOn(to)) {
                days.add(to);
            }
        }
        return days;
    }

    /** A rule with its values ready to be looked up. */
    private static final class Claim {
        private final OwnershipRule rule;
        private final @Nullable Set<String> tags;
        private final List<@Nullable Set<String>> others;

        Claim(OwnershipRule rule) {
            this.rule = rule;
            List<String> values = rule.tagValues();
            this.tags = values == null
                    ? null
                    : values.stream()
                            .map(value -> rule.anyCase() ? OwnershipRule.folded(value) : value)
                            .collect(Collectors.toSet());
            this.others = values(rule)
                    .skip(1)
                    .<@Nullable Set<String>>map(some -> some == null ? null : Set.copyOf(some))
                    .toList();
        }

        /** What a rule asks for, tag values first, by whatever else. */
        static Stream<@Nullable List<String>> values(OwnershipRule rule) {
            return Stream.of(
                    rule.tagValues(),
                    rule.accounts(),
                    rule.services(),
                    rule.callers(),
                    rule.profiles(),
                    rule.clusters(),
                    rule.namespaces(),
                    rule.workloads());
        }

        /**
         * A cheap check whether any part of the other rule could be claimed. It may be true where the answer is no, never the
         * reverse.
         */
        boolean touches(OwnershipRule other) {
            List<String> values = other.tagValues();
            return tags == null
                    || values != null && values.stream().anyMatch(value -> claimsTag(value, other.anyCase()));
        }

        /** @param part a value of each, or null for all there are, in the order of {@link #values} */
        boolean claims(LocalDate day, List<@Nullable String> part, boolean anyCase) {
            String tag = part.getFirst();
            return rule.holdsOn(day)
                    && (tags == null || tag != null && claimsTag(tag, anyCase))
                    && IntStream.range(0, others.size()).allMatch(at -> names(others.get(at), part.get(at + 1)));
        }

        /** No account, service, namespace or workload reads like a caller or cluster of one account. */
        private static boolean names(@Nullable Set<String> values, @Nullable String one) {
            return values == null
                    || one != null && (OwnershipRule.named(values, one) || OwnershipRule.namesCluster(values, one));
        }

        private boolean claimsTag(String tag, boolean anyCase) {
            if (tags == null) {
                return true;
            }
            return rule.anyCase() ? tags.contains(OwnershipRule.folded(tag)) : !anyCase && tags.contains(tag);
        }
    }
}
