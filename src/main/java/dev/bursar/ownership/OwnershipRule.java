package dev.bursar.ownership;

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
        LocalDate from,
        @Nullable LocalDate to,
        int version) {
    /** The first day of a rule that names none. It is earlier than all costs that AWS still reports. */
    public static final LocalDate ALWAYS = LocalDate.of(2000, 1, 1);

    public OwnershipRule {
        tagValues = tagValues == null ? null : List.copyOf(tagValues);
        accounts = accounts == null ? null : List.copyOf(accounts);
        services = services == null ? null : List.copyOf(services);
    }

    boolean matches(LocalDate day, String account, String service, String tagValue) {
        return holdsOn(day)
                && (tagValues == null || hasTag(tagValues, tagValue))
                && (accounts == null || accounts.contains(account))
                && (services == null || services.contains(service));
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

    /** Whether it claims costs by the tag alone, whatever their account and service. */
    public boolean namesOnlyTags() {
        return tagValues != null && accounts == null && services == null;
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
        return new OwnershipRule(id, position, team, values, anyCase, accounts, services, from, to, version);
    }

    /** All tag values, accounts and services that it names. */
    List<String> values() {
        var values = new ArrayList<String>();
        if (tagValues != null) {
            values.addAll(tagValues);
        }
        if (accounts != null) {
            values.addAll(accounts);
        }
        if (services != null) {
            values.addAll(services);
        }
        return values;
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
                && same(asSet(services), asSet(other.services));
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
        return new OwnershipRule(id, position, other, tagValues, anyCase, accounts, services, from, to, version);
    }

    /** The same for other days; {@code last} is excluded, null is open. */
    public OwnershipRule holding(LocalDate first, @Nullable LocalDate last) {
        return new OwnershipRule(id, position, team, tagValues, anyCase, accounts, services, first, last, version);
    }

    OwnershipRule at(int place) {
        return new OwnershipRule(id, place, team, tagValues, anyCase, accounts, services, from, to, version);
    }

    OwnershipRule numbered(int number, int storedVersion) {
        return new OwnershipRule(
                number, position, team, tagValues, anyCase, accounts, services, from, to, storedVersion);
    }

    /** The text that all case variants of a value have in common. */
    public static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
