package dev.bursar.admin.organisation;

import java.time.LocalDate;
import java.util.List;

/**
 * What the list of teams shows.
 *
 * @param read whether any costs have been read
 * @param currency of most costs; zeros are given in it
 * @param teams how many there are today
 * @param departments likewise
 * @param ended teams that have ended
 */
record TeamsPage(
        LocalDate today,
        boolean read,
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

    /** An amount as it is shown. */
    String words(Amounts amounts) {
        return read ? amounts.words(currency) : "no data";
    }
}
