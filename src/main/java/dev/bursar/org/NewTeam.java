package dev.bursar.org;

import java.time.LocalDate;
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
