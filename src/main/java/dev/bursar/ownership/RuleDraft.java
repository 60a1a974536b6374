package dev.bursar.ownership;

import dev.bursar.charges.Caller;
import dev.bursar.charges.models.InferenceProfile;
import dev.bursar.charges.parts.ClusterPart;
import dev.bursar.kernel.JobFamily;
import dev.bursar.kernel.TeamId;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it is proposed, before it has a number and a place. Its parts are those of {@link OwnershipRule}; an empty list of
 * values is no condition; callers, profiles, clusters and workloads are kept as people mean them. {@link RuleChecks} decides whether it may be stored.
 */
public record RuleDraft(
        TeamId team,
        @Nullable List<String> tagValues,
        boolean anyCase,
        @Nullable List<String> accounts,
        @Nullable List<String> services,
        @Nullable List<String> callers,
        @Nullable List<String> profiles,
        @Nullable List<String> clusters,
        @Nullable List<String> namespaces,
        @Nullable List<String> workloads,
        LocalDate from,
        @Nullable LocalDate to) {
    public RuleDraft {
        tagValues = orNone(tagValues);
        accounts = orNone(accounts);
        services = orNone(services);
        callers = orNone(meant(callers, Caller::meant));
        profiles = orNone(meant(profiles, InferenceProfile::meant));
        clusters = orNone(meant(clusters, ClusterPart::clusterMeant));
        namespaces = orNone(meant(namespaces, Optional::of));
        workloads =
                orNone(meant(workloads, name -> Optional.of(JobFamily.of(name).name())));
        anyCase = anyCase && tagValues != null;
    }

    /** With conditions on tag values, accounts and services alone. */
    public RuleDraft(
            TeamId team,
            @Nullable List<String> tagValues,
            boolean anyCase,
            @Nullable List<String> accounts,
            @Nullable List<String> services,
            LocalDate from,
            @Nullable LocalDate to) {
        this(team, tagValues, anyCase, accounts, services, null, null, null, null, null, from, to);
    }

    public static RuleDraft of(OwnershipRule rule) {
        return new RuleDraft(
                rule.team(),
                rule.tagValues(),
                rule.anyCase(),
                rule.accounts(),
                rule.services(),
                rule.callers(),
                rule.profiles(),
                rule.clusters(),
                rule.namespaces(),
                rule.workloads(),
                rule.from(),
                rule.to());
    }

    /** What is none stays as it is, to be refused. */
    private static @Nullable List<String> meant(
            @Nullable List<String> typed, Function<String, Optional<String>> meaning) {
        return typed == null
                ? null
                : typed.stream().map(text -> meaning.apply(text).orElse(text)).toList();
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
        return new OwnershipRule(
                id,
                0,
                team,
                tagValues,
                anyCase,
                accounts,
                services,
                callers,
                profiles,
                clusters,
                namespaces,
                workloads,
                from,
                to,
                0);
    }
}
