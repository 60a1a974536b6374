package dev.bursar.tagging.violations;

import module java.base;

/**
 * Which of the violations that a question finds a person has chosen.
 *
 * @param all whether all are chosen but those that are named; else only those
 * @param ids numbers of violations
 */
public record ChosenViolations(boolean all, Set<Long> ids) {
    public static final ChosenViolations NONE = new ChosenViolations(false, Set.of());
    public static final ChosenViolations ALL = new ChosenViolations(true, Set.of());

    public ChosenViolations {
        ids = Set.copyOf(ids);
    }

    public boolean isNone() {
        return !all && ids.isEmpty();
    }

    public boolean has(long id) {
        return all != ids.contains(id);
    }
}
