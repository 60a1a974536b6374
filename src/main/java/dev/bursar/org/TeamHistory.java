package dev.bursar.org;

import dev.bursar.kernel.TeamId;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of a team.
 *
 * @param from its first day
 * @param to the day after its last; null without an end
 * @param departments the department that it lies in, by date
 * @param costCentres where its costs are booked, by date
 * @param confirmed false for a team made from a tag value that no person has decided on yet
 * @param version to be given back with a change
 */
public record TeamHistory(
        TeamId id,
        String name,
        LocalDate from,
        @Nullable LocalDate to,
        Timeline<DepartmentId> departments,
        Timeline<String> costCentres,
        boolean confirmed,
        int version) {
    public boolean isThere(LocalDate day) {
        return !day.isBefore(from) && !isOver(day);
    }

    /** Whether it has ended on the day or before. */
    public boolean isOver(LocalDate day) {
        return to != null && !day.isBefore(to);
    }
}
