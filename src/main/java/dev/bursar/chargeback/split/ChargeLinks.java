package dev.bursar.chargeback.split;

import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.split.StatementLine.Section;
import module java.base;

/** Addresses of the charges that a figure is made of. */
public final class ChargeLinks {
    private ChargeLinks() {}

    /** The charges of a part of the month. */
    public static String charges(YearMonth month, Section section, String currency) {
        return ChargebackLinks.month(month) + "/charges?part=" + section.name().toLowerCase(Locale.ROOT) + "&currency="
                + currency;
    }

    /** The charges that a pool took. */
    public static String charges(YearMonth month, int pool, String currency) {
        return ChargebackLinks.month(month) + "/charges?pool=" + pool + "&currency=" + currency;
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
}
