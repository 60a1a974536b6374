package dev.bursar.costexplorer;

import static dev.bursar.charges.Granularity.DAILY;
import static dev.bursar.charges.Granularity.MONTHLY;

import dev.bursar.charges.Granularity;
import dev.bursar.kernel.TeamKeys;
import module java.base;

/**
 * What an order of team keys asks of Cost Explorer beside what one key does, in requests of a page each.
 *
 * @param least questions that each refresh asks more, whether costs have changed or not
 * @param most of a refresh, where costs of all services that can carry a further key have changed
 * @param firstLeast that the first run by this order asks in all; 0 where it has nothing read again
 * @param firstMost at most, but for costs that have changed since, whatever the keys
 * @param all whether the first run reads all costs again, because values by this order say nothing of those by the present one
 */
public record KeyRequests(int least, int most, int firstLeast, int firstMost, boolean all) {
    public static final BigDecimal REQUEST_USD = new BigDecimal("0.01");
    /** AWS changes costs three times a day at most, and so often they are refreshed. */
    private static final int REFRESHES_A_MONTH = 3 * 30;

    private static final int ROWS_A_PAGE = 1_000;
    /** By account and record type, of days and of months. */
    private static final int PROBES_WITHOUT_TAG = 2;

    /**
     * What is stored of a service from Cost Explorer.
     *
     * @param accounts that have cost in it
     * @param recordTypes that they are of
     * @param earlier charges without a value in the months that are probed as a whole
     * @param open in the days since
     */
    record Stored(String service, int accounts, int recordTypes, long earlier, long open) {
        long without(Granularity granularity) {
            return granularity == DAILY ? open : earlier;
        }
    }

    /**
     * @param stored by the present keys, of all days that are kept
     * @param range the days that are read
     */
    static KeyRequests of(TeamKeys now, TeamKeys proposed, ReadRange range, List<Stored> stored) {
        // what a present second key has named is no longer without a value, and another first key may leave anything
        boolean known = now.keys().size() < 2 && now.first().equals(proposed.first());
        var facts = new Facts(range, stored, known);
        int after = facts.probes(proposed);
        int extra = after - facts.probes(TeamKeys.of(proposed.first()));
        int further = facts.pairs(proposed);
        String one = KeyQuestions.text(now, range.history(), range.end());
        String other = KeyQuestions.text(proposed, range.history(), range.end());
        if (one.equals(other)) {
            return new KeyRequests(extra, extra + further, 0, 0, false);
        }
        int probes = after + PROBES_WITHOUT_TAG;
        // what is asked again is asked by each key, in pages of rows
        int keys = Math.max(now.keys().size(), proposed.keys().size());
        int again = (Math.max(further, facts.pairs(now)) + facts.pages()) * keys;
        return new KeyRequests(extra, extra + further, probes, probes + again, !KeyQuestions.comparable(one, other));
    }

    /** @param known whether no other costs are without a value than those that are stored so */
    private record Facts(ReadRange range, List<Stored> stored, boolean known) {
        /** How many questions the probes by tag ask. */
        int probes(TeamKeys keys) {
            int questions = 0;
            for (Granularity granularity : List.of(MONTHLY, DAILY)) {
                for (KeyQuestions.Stretch stretch :
                        KeyQuestions.stretches(keys, range.start(granularity), range.end(granularity))) {
                    questions += 1
                            + (int) stretch.keys().stream()
                                    .skip(1)
                                    .filter(key -> of(key).anyMatch(one -> !known || one.without(granularity) > 0))
                                    .count();
                }
            }
            return questions;
        }

        private Stream<Stored> of(String key) {
            return stored.stream().filter(one -> KeyQuestions.mayCarryIt(key, one.service()));
        }

        /** How many pairs of dimensions fix what further keys can change, whichever pair is fixed. */
        int pairs(TeamKeys keys) {
            return further(keys)
                    .mapToInt(key -> Math.max(
                            of(key).mapToInt(Stored::recordTypes).sum(),
                            of(key).mapToInt(one -> one.accounts() * one.recordTypes())
                                    .max()
                                    .orElse(0)))
                    .sum();
        }

        /** Of what may have two rows for each that is stored. */
        int pages() {
            long rows =
                    stored.stream().mapToLong(one -> one.earlier() + one.open()).sum();
            return Math.toIntExact(Math.min(2 * rows / ROWS_A_PAGE, Integer.MAX_VALUE / 100));
        }

        private static Stream<String> further(TeamKeys keys) {
            return keys.keys().stream().skip(1).map(TeamKeys.Key::key);
        }
    }

    public BigDecimal monthUsd(int requests) {
        return REQUEST_USD.multiply(BigDecimal.valueOf((long) requests * REFRESHES_A_MONTH));
    }

    public int month(int requests) {
        return requests * REFRESHES_A_MONTH;
    }
}
