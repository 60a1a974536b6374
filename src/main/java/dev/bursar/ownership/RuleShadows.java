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
        List<@Nullable String> tags = parts(rule.tagValues());
        List<@Nullable String> accounts = parts(rule.accounts());
        List<@Nullable String> services = parts(rule.services());
        List<@Nullable String> callers = parts(rule.callers());
        List<@Nullable String> profiles = parts(rule.profiles());
        Set<LocalDate> days = firstDays(rule, near);
        if (near.isEmpty() || product(tags, accounts, services, callers, profiles, days) > MOST_PARTS) {
            return List.of();
        }
        Set<Claim> used = new HashSet<>();
        for (LocalDate day : days) {
            for (String tag : tags) {
                for (String account : accounts) {
                    for (String service : services) {
                        for (String caller : callers) {
                            for (String profile : profiles) {
                                Claim first = near.stream()
                                        .filter(claim -> claim.claims(day, tag, rule.anyCase(), account, service)
                                                && claim.claims(caller, profile))
                                        .findFirst()
                                        .orElse(null);
                                if (first == null) {
                                    return List.of();
                                }
                                used.add(first);
                            }
                        }
                    }
                }
            }
        }
        return near.stream().filter(used::contains).map(claim -> claim.rule).toList();
    }

    private static long product(Collection<?>... parts) {
        return Stream.of(parts).mapToLong(Collection::size).reduce(1, (one, other) -> Math.min(one * other, 1L << 40));
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
        private final @Nullable Set<String> accounts;
        private final @Nullable Set<String> services;

        Claim(OwnershipRule rule) {
            this.rule = rule;
            List<String> values = rule.tagValues();
            this.tags = values == null
                    ? null
                    : values.stream()
                            .map(value -> rule.anyCase() ? OwnershipRule.folded(value) : value)
                            .collect(Collectors.toSet());
            this.accounts = rule.accounts() == null ? null : Set.copyOf(rule.accounts());
            this.services = rule.services() == null ? null : Set.copyOf(rule.services());
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

        boolean claims(
                LocalDate day,
                @Nullable String tag,
                boolean anyCase,
                @Nullable String account,
                @Nullable String service) {
            return rule.holdsOn(day)
                    && (tags == null || tag != null && claimsTag(tag, anyCase))
                    && (accounts == null || account != null && accounts.contains(account))
                    && (services == null || service != null && services.contains(service));
        }

        boolean claims(@Nullable String caller, @Nullable String profile) {
            return names(rule.callers(), caller) && names(rule.profiles(), profile);
        }

        private static boolean names(@Nullable List<String> values, @Nullable String one) {
            return values == null || one != null && OwnershipRule.named(values, one);
        }

        private boolean claimsTag(String tag, boolean anyCase) {
            if (tags == null) {
                return true;
            }
            return rule.anyCase() ? tags.contains(OwnershipRule.folded(tag)) : !anyCase && tags.contains(tag);
        }
    }
}
