package dev.bursar.admin.organisation;

import dev.bursar.org.Department;
import dev.bursar.org.TeamHistory;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A line of the list of teams.
 *
 * @param depth in how many departments it lies
 * @param thisMonth what was spent in the month so far
 */
record TeamLine(Thing thing, int depth, Amounts thisMonth, Amounts lastMonth) {
    /** What a line is about. */
    sealed interface Thing {
        /** A department, its amounts those of all teams in it, each on the days on which it was. */
        record OfDepartment(Department department) implements Thing {}

        /**
         * A team.
         *
         * @param costCentre null when it has none
         * @param leads their names
         * @param note what is not as it was all the time, {@code in Research since 15 Nov 2026}
         */
        record OfTeam(
                TeamHistory team,
                @Nullable String costCentre,
                List<String> leads,
                @Nullable String note) implements Thing {}

        /** Head of the teams that lie in no department, where others do. */
        record OfNone() implements Thing {}

        /** What no rule claims. */
        record OfNobody() implements Thing {}
    }
}
