package dev.bursar.chargeback.files;

import module java.base;

/** Which statements a file holds, as it is stored: {@code 2026-10}, {@code 2026-10/12}, {@code 2026-10/12/2}. */
sealed interface StatementQuestion {
    Pattern STORED = Pattern.compile("(\\d{4}-(?:0[1-9]|1[0-2]))(?:/(\\d{1,9})(?:/(\\d{1,6}))?)?");

    YearMonth month();

    String stored();

    /** All teams, and what no team owns. */
    record AllTeams(YearMonth month) implements StatementQuestion {
        @Override
        public String stored() {
            return month.toString();
        }
    }

    /**
     * One statement.
     *
     * @param team its number; 0 for what no team owns
     * @param version of an issued one; empty for what there is now
     */
    record OneTeam(YearMonth month, int team, Optional<Integer> version) implements StatementQuestion {
        @Override
        public String stored() {
            return month + "/" + team + version.map(number -> "/" + number).orElse("");
        }
    }

    /** @throws IllegalArgumentException for what was not stored by this */
    static StatementQuestion read(String stored) {
        Matcher parts = STORED.matcher(stored);
        if (!parts.matches()) {
            throw new IllegalArgumentException("A file of statements is asked for by month and team");
        }
        YearMonth month = YearMonth.parse(parts.group(1));
        return parts.group(2) == null
                ? new AllTeams(month)
                : new OneTeam(
                        month,
                        Integer.parseInt(parts.group(2)),
                        Optional.ofNullable(parts.group(3)).map(Integer::parseInt));
    }
}
