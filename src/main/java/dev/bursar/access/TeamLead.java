package dev.bursar.access;

import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.TeamId;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A time in which somebody leads a team.
 *
 * @param name how the portal calls the person
 * @param from the first day
 * @param to the first day on which they don't any more; null without an end
 */
public record TeamLead(
        TeamId team,
        PersonId person,
        String name,
        LocalDate from,
        @Nullable LocalDate to) {
    public boolean leads(LocalDate day) {
        return !day.isBefore(from) && !isOver(day);
    }

    /** Whether their time has ended on the day or before. */
    public boolean isOver(LocalDate day) {
        return to != null && !day.isBefore(to);
    }
}
