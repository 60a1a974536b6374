package dev.bursar.access;

import dev.bursar.kernel.TeamId;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a person leads a team.
 *
 * @param from the first day
 * @param to the first day on which they don't any more; null without an end
 */
public record LedTeam(TeamId team, LocalDate from, @Nullable LocalDate to) {
    public LedTeam {
        if (to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("A time ends after it starts");
        }
    }
}
