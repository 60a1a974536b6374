package dev.bursar.ownership;

import dev.bursar.charges.Caller;
import dev.bursar.charges.models.InferenceProfile;
import dev.bursar.charges.parts.ClusterPart;
import dev.bursar.kernel.TeamId;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Says which team owns a charge. All conditions that are given must hold; null means any.
 *
 * @param id below 0 while the rule is only proposed
 * @param position rules are tried in this order, the first match wins; two that never hold on the same day may share one
 * @param tagValues the tag's value and its aliases; "" is untagged
 * @param anyCase whether tag values match whatever their case
 * @param callers {@code role/ChatApp} of any account, {@code 111122223333:role/ChatApp} of one; see {@link Caller}
 * @param profiles inference profiles likewise; see {@link InferenceProfile}
 * @param clusters of parts of nodes, {@code ml} in any account and Region, {@code 111122223333/us-east-1/ml} in one
 * @param namespaces of any cluster, unless it names clusters, too
 * @param workloads likewise, as {@link ClusterPart} has them
 * @param from first day the rule holds
 * @param to day after the last, or null
 */
public record OwnershipRule(
        int id,
        int position,
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
        @Nullable LocalDate to,
        int version) {
    /** The first day of a rule that names none. It is earlier than all costs that AWS still reports. */
    public static final LocalDate ALWAYS = LocalDate.of(2000, 1, 1);

    public OwnershipRule {
        tagValues = tagValues == null ? null : List.copyOf(tagValues);
        accounts = accounts == null ? null : List.copyOf(accounts);
        services = services == null ? null : List.copyOf(services);
        callers = callers == null ? null : List.copyOf(callers);
        profiles = profiles == null ? null : List.copyOf(profiles);
        clusters = clusters == null ? null : List.copyOf(clusters);
        namespaces = namespaces == null ? null : List.copyOf(namespaces);
        workloads = workloads == null ? null : List.copyOf(workloads);
    }

    /** With conditions on tag values, accounts and services alone. */
    public OwnershipRule(
            int id,
            int position,
            TeamId team,
            @Nullable List<String> tagValues,
            boolean anyCase,
            @Nullable List<String> accounts,
            @Nullable List<String> services,
            LocalDate from,
            @Nullable LocalDate to,
            int version) {
        this(
                id, position, team, tagValues, anyCase, accounts, services, null, null, null, null, null, from, to,
                version);
    }

    /**
     * @param caller and {@code resource} as the charge has them; "" where it states none, which no caller and no profile matches
     * @param part the text of a {@link ClusterPart}; "" of no part, which no cluster, namespace and workload matches
     */
    boolean matches(
            LocalDate day,
            String account,
            String service,
            String tagValue,
            String caller,
            String resource,
            String part) {
        return holdsOn(day)
                && (tagValues == null || hasTag(tagValues, tagValue))
                && (accounts == null || accounts.contains(account))
                && (services == null || services.contains(service))
                && (callers == null || isCaller(caller))
                && (profiles == null || isProfile(resource))
                && (!asksForParts() || isPart(part));
    }

    /** Whether its condition on callers names that of a charge. */
    boolean isCaller(String stored) {
        return callers != null
                && Caller.of(stored)
                        .filter(one -> Caller.isNamed(callers, one.text()))
                        .isPresent();
    }

    /** Whether its condition on profiles names that of a charge's resource. */
    boolean isProfile(String resource) {
        return profiles != null
                && InferenceProfile.of(resource)
                        .filter(one -> named(profiles, one.text()))
                        .isPresent();
    }

    /** Whether only parts of nodes can match. */
    boolean asksForParts() {
        return clusters != null || namespaces != null || workloads != null;
    }

    /** Whether its conditions on parts of nodes, of which it has any, name that of a charge. */
    boolean isPart(String text) {
        if (text.isEmpty() || !asksForParts()) {
            return false;
        }
        ClusterPart part = ClusterPart.of(text);
        return (clusters == null || namesCluster(clusters, part.cluster()))
                && (namespaces == null || namespaces.contains(part.namespace()))
                && (workloads == null || workloads.contains(part.workload()));
    }

    /** Whether one cluster is among these, by itself or as that of any account and Region. */
    static boolean namesCluster(Collection<String> values, String one) {
        return values.contains(one) || values.contains(one.substring(one.lastIndexOf('/') + 1));
    }

    /** Whether one account's caller or profile is among these, by itself or as that of any account. */
    static boolean named(Collection<String> values, String one) {
        return Caller.isNamed(values, one);
    }

    /** Whether it names this value of the tag, on some day and under whatever other conditions. */
    public boolean namesTag(String tagValue) {
        return tagValues != null && hasTag(tagValues, tagValue);
    }

    private boolean hasTag(List<String> values, String tagValue) {
        return anyCase
                ? values.stream().anyMatch(value -> folded(value).equals(folded(tagValue)))
                : values.contains(tagValue);
    }

    /** Whether it claims costs by the tag alone, whatever else they are. */
    public boolean namesOnlyTags() {
        return tagValues != null && claimsAnyElse();
    }

    /** Whether it asks for nothing but perhaps the tag. */
    public boolean claimsAnyElse() {
        return accounts == null && services == null && callers == null && profiles == null && !asksForParts();
    }

    /** Its tag values without those that match one of these. */
    List<String> without(List<String> values) {
        return tagValues == null
                ? List.of()
                : tagValues.stream()
                        .filter(own -> values.stream()
                                .noneMatch(value -> anyCase ? folded(own).equals(folded(value)) : own.equals(value)))
                        .toList();
    }

    OwnershipRule naming(List<String> values) {
        return new OwnershipRule(
                id,
                position,
                team,
                values,
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
                version);
    }

    /** All that it names. */
    List<String> values() {
        return Stream.of(tagValues, accounts, services, callers, profiles, clusters, namespaces, workloads)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .toList();
    }

    public boolean holdsOn(LocalDate day) {
        return !day.isBefore(from) && (to == null || day.isBefore(to));
    }

    /** Whether there is a day on which both hold. */
    boolean meets(OwnershipRule other) {
        return (other.to == null || from.isBefore(other.to)) && (to == null || other.from.isBefore(to));
    }

    /** Whether both claim exactly the same, whatever their teams and days. */
    boolean saysTheSame(OwnershipRule other) {
        return anyCase(this) == anyCase(other)
                && same(texts(tagValues), other.texts(other.tagValues))
                && same(asSet(accounts), asSet(other.accounts))
                && same(asSet(services), asSet(other.services))
                && same(asSet(callers), asSet(other.callers))
                && same(asSet(profiles), asSet(other.profiles))
                && same(asSet(clusters), asSet(other.clusters))
                && same(asSet(namespaces), asSet(other.namespaces))
                && same(asSet(workloads), asSet(other.workloads));
    }

    private static boolean anyCase(OwnershipRule rule) {
        return rule.tagValues != null && rule.anyCase;
    }

    private @Nullable Set<String> texts(@Nullable List<String> values) {
        return values == null
                ? null
                : values.stream()
                        .map(value -> anyCase ? folded(value) : value)
                        .collect(Collectors.toCollection(HashSet::new));
    }

    private static @Nullable Set<String> asSet(@Nullable List<String> values) {
        return values == null ? null : new HashSet<>(values);
    }

    private static boolean same(@Nullable Set<String> one, @Nullable Set<String> other) {
        return java.util.Objects.equals(one, other);
    }

    public OwnershipRule withTeam(TeamId other) {
        return new OwnershipRule(
                id,
                position,
                other,
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
                version);
    }

    /** The same for other days; {@code last} is excluded, null is open. */
    public OwnershipRule holding(LocalDate first, @Nullable LocalDate last) {
        return new OwnershipRule(
                id,
                position,
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
                first,
                last,
                version);
    }

    OwnershipRule at(int place) {
        return new OwnershipRule(
                id,
                place,
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
                version);
    }

    OwnershipRule numbered(int number, int storedVersion) {
        return new OwnershipRule(
                number,
                position,
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
                storedVersion);
    }

    /** The text that all case variants of a value have in common. */
    public static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
