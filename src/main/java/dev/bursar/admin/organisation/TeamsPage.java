package dev.bursar.admin.organisation;

import dev.bursar.kernel.NoCosts;
import dev.bursar.kernel.TeamId;
import module java.base;

/**
 * What the list of teams shows.
 *
 * @param none why a team has no costs this month
 * @param noneLast the same of last month
 * @param currency of most costs; zeros are given in it
 * @param teams how many there are today
 * @param departments likewise
 * @param ended teams that have ended
 * @param keys the tag keys by which new teams have their costs, where several name teams
 */
record TeamsPage(
        LocalDate today,
        NoCosts none,
        NoCosts noneLast,
        List<TeamLine> lines,
        Amounts thisMonth,
        Amounts lastMonth,
        String currency,
        int teams,
        int departments,
        int ended,
        Map<TeamId, SortedSet<String>> keys) {
    TeamsPage {
        keys = Map.copyOf(keys);
        lines = List.copyOf(lines);
    }

    /** Whether this month's costs haven't arrived while the last month's have: then the last one is shown alone. */
    boolean isArriving() {
        return thisMonth.isNothing() && !none.isKnown() && !lastMonth.isNothing();
    }

    /** Teams that wait for a decision, the dearest first. */
    List<TeamLine> unconfirmed() {
        return lines.stream()
                .filter(line -> line.thing() instanceof TeamLine.Thing.OfTeam of
                        && !of.team().confirmed()
                        && of.team().to() == null)
                .sorted(Comparator.comparing(this::size).reversed())
                .toList();
    }

    private BigDecimal size(TeamLine line) {
        return line.thisMonth().plus(line.lastMonth()).byCurrency().getOrDefault(currency, BigDecimal.ZERO);
    }

    /** What was spent this month, as it is shown. */
    String thisMonth(Amounts amounts) {
        return amounts.words(none, currency);
    }

    /** What was spent last month, as it is shown. */
    String lastMonth(Amounts amounts) {
        return amounts.words(noneLast, currency);
    }
}
