package dev.bursar.charges;

import module java.base;

/**
 * How far costs moved between two ranges of days, and what moved most in the same direction.
 *
 * @param team key and label of the team whose costs moved
 * @param parts where the whole team is meant, the service and the account that moved most; where one service of the team is
 *     meant, that service alone
 * @param within what a service of the team is told apart by, by what tells something
 */
public record CostMove(String currency, Part team, List<Part> parts, boolean wholeTeam, Dimension within) {
    public CostMove {
        parts = List.copyOf(parts);
    }

    /**
     * A part of what moved.
     *
     * @param key as a filter on the dimension takes it
     * @param label AWS's and people's text, never markup
     */
    public record Part(Dimension dimension, String key, String label, BigDecimal now, BigDecimal before) {
        public BigDecimal moved() {
            return now.subtract(before);
        }
    }

    /** What is meant: the team, or the one service of it. */
    public Part moved() {
        return wholeTeam ? team : parts.getFirst();
    }
}
