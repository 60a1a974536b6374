package dev.bursar.ownership.ui;

import dev.bursar.ownership.OwnershipRule;
import module java.base;

/**
 * One rule as people see it: the versions that stand in one place, one after the other in time.
 *
 * @param position as stored, which is what "rule 3" means everywhere
 * @param versions by their first day
 */
record RulePosition(int position, List<OwnershipRule> versions) {
    RulePosition {
        versions = versions.stream()
                .sorted(Comparator.comparing(OwnershipRule::from).thenComparing(OwnershipRule::id))
                .toList();
    }

    static List<RulePosition> of(List<OwnershipRule> rules) {
        var byPosition = new TreeMap<Integer, List<OwnershipRule>>();
        rules.forEach(rule -> byPosition
                .computeIfAbsent(rule.position(), position -> new ArrayList<>())
                .add(rule));
        return byPosition.entrySet().stream()
                .map(entry -> new RulePosition(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The version that holds on the day, else the next, else the last. */
    OwnershipRule on(LocalDate day) {
        return versions.stream()
                .filter(rule -> rule.holdsOn(day))
                .findFirst()
                .or(() -> versions.stream()
                        .filter(rule -> rule.from().isAfter(day))
                        .findFirst())
                .orElse(versions.getLast());
    }

    /** Whether no version holds on the day or later. */
    boolean endedBy(LocalDate day) {
        return versions.stream()
                .allMatch(rule -> rule.to() != null && !rule.to().isAfter(day));
    }
}
