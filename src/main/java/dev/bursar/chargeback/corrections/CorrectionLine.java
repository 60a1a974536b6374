package dev.bursar.chargeback.corrections;

import dev.bursar.charges.ChargeCategory;
import module java.base;

/**
 * What changed of an issued month since, for one line of its statements.
 *
 * @param ofMonth the month that is corrected
 * @param team the number of who pays it; 0 for Unallocated
 * @param originTeam that the kept cut gives the charges to, or that has the issued share of a pool; 0 for Unallocated
 * @param pool its number; 0 of what no issued pool takes
 * @param account "" of a part of a pool, like the service
 * @param exact in all since the month was issued, with all digits
 * @param amount rounded: in all since then, or of it what is posted at a time
 */
public record CorrectionLine(
        YearMonth ofMonth,
        int team,
        int originTeam,
        int pool,
        String account,
        String service,
        ChargeCategory category,
        String currency,
        BigDecimal exact,
        BigDecimal amount) {

    /** What lines are told apart by, whoever pays them meanwhile. */
    public record Key(
            YearMonth ofMonth,
            int originTeam,
            int pool,
            String account,
            String service,
            ChargeCategory category,
            String currency)
            implements Comparable<Key> {
        private static final Comparator<Key> ORDER = Comparator.comparing(Key::ofMonth)
                .thenComparing(Key::currency)
                .thenComparingInt(Key::originTeam)
                .thenComparingInt(Key::pool)
                .thenComparing(Key::account)
                .thenComparing(Key::service)
                .thenComparing(Key::category);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    public Key key() {
        return new Key(ofMonth, originTeam, pool, account, service, category, currency);
    }

    /** The same of so much, paid by this team. */
    CorrectionLine posting(BigDecimal now, int payer) {
        return new CorrectionLine(ofMonth, payer, originTeam, pool, account, service, category, currency, exact, now);
    }
}
