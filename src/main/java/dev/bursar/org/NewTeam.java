package dev.bursar.org;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A team to be made.
 *
 * @param from its first day
 */
public record NewTeam(
        String name,
        LocalDate from,
        @Nullable DepartmentId department,
        @Nullable String costCentre) {}
