package dev.bursar.spend;

import dev.bursar.charges.Comparison;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Exclusion;
import dev.bursar.list.Preset;
import module java.base;

/** Addresses of this module's pages, for other pages: who names a page's class gets its scripts, too. */
public final class SpendLinks {
    public static final String SPEND = "spend";
    public static final String BREAKDOWN = "spend/breakdown";
    public static final String RECONCILIATION = "spend/reconciliation";
    public static final String VIEWS = "spend/views";
    /** The Imports page of billingdata, which depends on this module. */
    public static final String IMPORTS = "admin/imports";

    /** A month's page of chargeback, which depends on this module; a test resolves it. */
    private static final String CHARGEBACK = "chargeback";

    private SpendLinks() {}

    /** A billing month's documents and checks. */
    public static String chargeback(YearMonth month) {
        return CHARGEBACK + "/" + month;
    }

    /** The month's newest export beside Cost Explorer. */
    public static String reconciliation(YearMonth month) {
        return RECONCILIATION + "?month=" + month;
    }

    /** The Spend page of the days {@code from} (included) to {@code to} (excluded). */
    public static String view(LocalDate from, LocalDate to, CostMetric cost, Dimension by, CostFilter... filters) {
        return view(from, to, cost, by, Set.of(), List.of(filters));
    }

    /** The same without some charges. */
    public static String view(
            LocalDate from,
            LocalDate to,
            CostMetric cost,
            Dimension by,
            Set<Exclusion> without,
            List<CostFilter> filters) {
        var address = new StringBuilder(SPEND)
                .append("?from=")
                .append(from)
                .append("&to=")
                .append(to);
        if (cost != CostMetric.EFFECTIVE) {
            address.append("&cost=").append(word(cost));
        }
        if (by != Dimension.TEAM) {
            address.append("&by=").append(by.word());
        }
        if (!without.isEmpty()) {
            address.append("&without=")
                    .append(without.stream().sorted().map(SpendLinks::word).collect(Collectors.joining(",")));
        }
        for (CostFilter filter : filters) {
            address.append("&f=").append(URLEncoder.encode(filter.address(), StandardCharsets.UTF_8));
        }
        return address.toString();
    }

    /** The Spend page of what a filter keeps, by service, of the days that the person looks at anyway. */
    public static String of(CostFilter filter) {
        return SPEND + "?by=" + Dimension.SERVICE.word() + "&f="
                + URLEncoder.encode(filter.address(), StandardCharsets.UTF_8);
    }

    /** The Spend page of this quarter, with its months to come. */
    public static String thisQuarter(CostMetric cost) {
        return SPEND + "?period=" + Preset.THIS_QUARTER.word()
                + (cost == CostMetric.EFFECTIVE ? "" : "&cost=" + word(cost));
    }

    /** A {@link #view} beside the days that it is compared with. */
    public static String compared(String view, Comparison with) {
        return view + "&compare=" + word(with);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
