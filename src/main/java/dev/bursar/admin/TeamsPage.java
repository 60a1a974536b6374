package dev.bursar.admin;

import java.time.LocalDate;
import java.util.List;

/**
 * What the list of teams shows.
 *
 * @param currency of most costs; zeros are given in it
 * @param teams how many there are today
 * @param departments likewise
 * @param ended teams that have ended
 */
record TeamsPage(
        LocalDate today,
        List<TeamLine> lines,
        Amounts thisMonth,
        Amounts lastMonth,
        String currency,
        int teams,
        int departments,
        int ended) {
    TeamsPage {
        lines = List.copyOf(lines);
    }
}
