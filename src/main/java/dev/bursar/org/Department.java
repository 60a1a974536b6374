package dev.bursar.org;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Groups teams and other departments; owns no costs.
 *
 * @param from its first day
 * @param to the day after its last; null without an end
 * @param parents the department that it lies in, by date
 * @param version to be given back with a change
 */
public record Department(
        DepartmentId id,
        String name,
        LocalDate from,
        @Nullable LocalDate to,
        Timeline<DepartmentId> parents,
        int version) {
    public boolean isThere(LocalDate day) {
        return !day.isBefore(from) && (to == null || day.isBefore(to));
    }
}
