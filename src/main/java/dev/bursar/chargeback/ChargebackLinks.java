package dev.bursar.chargeback;

import module java.base;

/** Addresses of this module's pages, for pages of others. */
public final class ChargebackLinks {
    public static final String CHARGEBACK = "chargeback";
    public static final String POOLS = CHARGEBACK + "/pools";
    public static final String NEW_POOL = POOLS + "/new";
    public static final String LEDGER = CHARGEBACK + "/ledger";
    public static final String ADJUSTMENTS = CHARGEBACK + "/adjustments";
    public static final String USUAL_POOLS = POOLS + "/usual";
    /** Adjustments that others proposed and the person can post. */
    public static final String TO_POST = ADJUSTMENTS + "?to-post=1";

    private ChargebackLinks() {}

    /** What waits for the person on the page of statements. */
    public enum Waits {
        TO_ANSWER("to-answer"),
        ANSWERED("answered-disputes"),
        TO_DECIDE("disputes");

        public static final String PARAMETER = "waits";
        private final String word;

        Waits(String word) {
            this.word = word;
        }

        /** The page with these alone. */
        public String address() {
            return CHARGEBACK + "?" + PARAMETER + "=" + word;
        }

        public static Optional<Waits> of(String word) {
            return Stream.of(values()).filter(one -> one.word.equals(word)).findFirst();
        }
    }

    public static String month(YearMonth month) {
        return CHARGEBACK + "/" + month;
    }

    /** @param team its number; 0 for what no team owns */
    public static String statement(YearMonth month, int team) {
        return month(month) + "/" + (team == 0 ? "unallocated" : team);
    }

    /** A new adjustment that is about a month. */
    public static String adjust(YearMonth month) {
        return ADJUSTMENTS + "?new=" + month;
    }

    /**
     * The form of a new adjustment, filled in.
     *
     * @param from the number of the team that owes less; 0 for Unallocated
     * @param to of the team that owes more
     * @param amount above 0, with the currency's decimals
     */
    public static String adjust(YearMonth month, int from, int to, BigDecimal amount, String currency, String reason) {
        return adjust(month) + "&from=" + account(from) + "&to=" + account(to) + "&amount="
                + amount.toPlainString() + "&currency=" + currency + "&reason="
                + URLEncoder.encode(reason, StandardCharsets.UTF_8);
    }

    /**
     * The same as the answer to a dispute: another account is still to be chosen.
     *
     * @param from the number of the team that disputes; 0 for Unallocated
     */
    public static String adjust(YearMonth month, int from, BigDecimal amount, String currency, long dispute) {
        return adjust(month) + "&from=" + account(from) + "&amount=" + amount.toPlainString() + "&currency=" + currency
                + "&dispute=" + dispute;
    }

    private static String account(int team) {
        return team == 0 ? "unallocated" : String.valueOf(team);
    }

    /** An adjustment's details. */
    public static String adjustment(long id) {
        return ADJUSTMENTS + "?adjustment=" + id;
    }

    /** The details of a transaction of the ledger. */
    public static String transaction(long id) {
        return LEDGER + "?transaction=" + id;
    }

    public static String pool(int id) {
        return POOLS + "/" + id;
    }
}
