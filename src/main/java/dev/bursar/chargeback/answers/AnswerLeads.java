package dev.bursar.chargeback.answers;

import dev.bursar.access.TeamLead;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import dev.bursar.org.Organisation.TeamDays;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Who answers a statement: whoever leads the team on the day of issue, and whoever leads it later. */
final class AnswerLeads {
    private AnswerLeads() {}

    /** @param days when the team is there; of one that has ended, the leads of its last day answer */
    static boolean include(Visibility asLead, LocalDate today, LocalDate issued, TeamId team, @Nullable TeamDays days) {
        return days(today, issued, days)
                .anyMatch(day -> asLead.spans().stream()
                        .anyMatch(span ->
                                span.team().equals(team) && !day.isBefore(span.from()) && day.isBefore(span.to())));
    }

    static boolean include(TeamLead lead, LocalDate today, LocalDate issued, @Nullable TeamDays days) {
        return days(today, issued, days).anyMatch(lead::leads);
    }

    private static Stream<LocalDate> days(LocalDate today, LocalDate issued, @Nullable TeamDays days) {
        LocalDate end = days == null ? null : days.to();
        return Stream.of(end == null || end.isAfter(issued) ? issued : end.minusDays(1), today);
    }
}
