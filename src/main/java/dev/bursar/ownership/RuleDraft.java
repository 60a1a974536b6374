package dev.bursar.ownership;

import dev.bursar.kernel.TeamId;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it is proposed, before it has a number and a place. Its parts are those of {@link OwnershipRule}; an empty list of
 * values is no condition. {@link RuleChecks} decides whether it may be stored.
 */
public record RuleDraft(
        TeamId team,
        @Nullable List<String> tagValues,
        boolean anyCase,
        @Nullable List<String> accounts,
        @Nullable List<String> services,
        LocalDate from,
        @Nullable LocalDate to) {
    public RuleDraft {
        tagValues = orNone(tagValues);
        accounts = orNone(accounts);
        services = orNone(services);
        anyCase = anyCase && tagValues != null;
    }

    public static RuleDraft of(OwnershipRule rule) {
        return new RuleDraft(
                rule.team(),
                rule.tagValues(),
                rule.anyCase(),
                rule.accounts(),
                rule.services(),
                rule.from(),
                rule.to());
    }

    private static @Nullable List<String> orNone(@Nullable List<String> values) {
        return values == null || values.isEmpty() ? null : List.copyOf(new LinkedHashSet<>(values));
    }

    /** Whether the stored rule claims exactly this on some day already, whatever the teams. */
    public boolean claimsTheSameAs(OwnershipRule stored) {
        OwnershipRule mine = rule(0);
        return stored.meets(mine) && stored.saysTheSame(mine);
    }

    OwnershipRule rule(int id) {
        return new OwnershipRule(id, 0, team, tagValues, anyCase, accounts, services, from, to, 0);
    }
}
