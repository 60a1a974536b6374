package dev.bursar.chargeback;

import dev.bursar.chargeback.statement.StatementLine.Section;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;

/** Addresses of this module's pages, for pages of others. */
public final class ChargebackLinks {
    public static final String CHARGEBACK = "chargeback";
    public static final String POOLS = CHARGEBACK + "/pools";
    public static final String NEW_POOL = POOLS + "/new";
    public static final String LEDGER = CHARGEBACK + "/ledger";
    public static final String ADJUSTMENTS = CHARGEBACK + "/adjustments";
    public static final String USUAL_POOLS = POOLS + "/usual";

    private ChargebackLinks() {}

    public static String month(YearMonth month) {
        return CHARGEBACK + "/" + month;
    }

    /** @param team its number; 0 for what no team owns */
    public static String statement(YearMonth month, int team) {
        return month(month) + "/" + (team == 0 ? "unallocated" : team);
    }

    /** The charges of a part of the month. */
    public static String charges(YearMonth month, Section section, String currency) {
        return month(month) + "/charges?part=" + section.name().toLowerCase(java.util.Locale.ROOT) + "&currency="
                + currency;
    }

    /** The charges that a pool took. */
    public static String charges(YearMonth month, int pool, String currency) {
        return month(month) + "/charges?pool=" + pool + "&currency=" + currency;
    }

    /** The charges of a service on a team's statement. */
    public static String charges(YearMonth month, Section section, String currency, int team, String service) {
        return charges(month, section, currency) + "&team=" + (team == 0 ? "unallocated" : team) + "&service="
                + URLEncoder.encode(service, StandardCharsets.UTF_8);
    }

    /** The same in one account. */
    public static String charges(
            YearMonth month, Section section, String currency, int team, String service, String account) {
        return charges(month, section, currency, team, service) + "&account="
                + URLEncoder.encode(account, StandardCharsets.UTF_8);
    }

    /** A new adjustment that is about a month. */
    public static String adjust(YearMonth month) {
        return ADJUSTMENTS + "?new=" + month;
    }

    /** The details of a transaction of the ledger. */
    public static String transaction(long id) {
        return LEDGER + "?transaction=" + id;
    }

    public static String pool(int id) {
        return POOLS + "/" + id;
    }
}
