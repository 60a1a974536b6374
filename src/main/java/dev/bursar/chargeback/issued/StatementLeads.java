package dev.bursar.chargeback.issued;

import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import dev.bursar.org.Organisation.TeamDays;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Whose a month's statement is: whoever leads the team on the month's last day, and later leads. Earlier leads keep the months on whose
 * last day they led it.
 */
public final class StatementLeads {
    private StatementLeads() {}

    /**
     * Whether the person sees the statement of a team for a month that leads see.
     *
     * @param days when the team is there; its last day counts in the month in which it ends
     */
    public static boolean include(
            Visibility visibility, LocalDate today, YearMonth month, TeamId team, @Nullable TeamDays days) {
        if (visibility.everything()) {
            return true;
        }
        LocalDate next = month.plusMonths(1).atDay(1);
        LocalDate end = days == null || days.to() == null || days.to().isAfter(next) ? next : days.to();
        boolean there =
                end.isAfter(month.atDay(1)) && (days == null || days.from().isBefore(end));
        return there
                && visibility.spans().stream()
                        .anyMatch(span -> span.team().equals(team)
                                && !span.from().isAfter(today)
                                && !span.to().isBefore(end));
    }
}
