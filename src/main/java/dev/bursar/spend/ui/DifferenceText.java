package dev.bursar.spend.ui;

import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.Row;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Dimension.Plain;
import dev.bursar.charges.Exclusion;
import dev.bursar.charges.Granularity;
import dev.bursar.kernel.Decimals;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.spend.CostExplorerDifference;
import dev.bursar.spend.CostExplorerDifference.Metric;
import dev.bursar.ui.AccountsText;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import module java.base;

/** Puts a difference to Cost Explorer into words: the bridge between the figures, the reasons, the settings there. */
final class DifferenceText {
    private DifferenceText() {}

    /** A line of the bridge; sums stand out. */
    record Line(String name, String amount, boolean isSum) {}

    /** From Bursar's figure to Cost Explorer's; the lines between the two add up exactly. */
    static List<Line> bridge(CostQuery question, CostExplorerDifference difference) {
        var lines = new ArrayList<Line>();
        String currency = difference.currency();
        lines.add(new Line("Bursar, " + question.cost().label(), Formats.money(difference.figure(), currency), true));
        difference.leftOut().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(part -> lines.add(new Line(
                        part.getKey().label() + ", excluded here", Formats.signed(part.getValue(), currency), false)));
        if (question.cost() == CostMetric.BILLED) {
            lines.add(new Line(
                    "Covered usage and its negation, where Cost Explorer lists them",
                    Formats.signed(difference.netted(), currency),
                    false));
        }
        lines.add(new Line(
                "Cost Explorer, " + difference.metric().label().toLowerCase(java.util.Locale.ROOT),
                Formats.money(difference.costExplorer(), currency),
                true));
        return lines;
    }

    static List<String> reasons(CostQuery question, CurrencySpend spend, CostExplorerDifference difference) {
        var reasons = new ArrayList<String>();
        String currency = difference.currency();
        reasons.add(
                difference.known()
                        ? metrics(difference)
                        : "Some of these costs come from FOCUS files, which don't include Cost Explorer's metrics."
                                + " Bursar can't tell what Cost Explorer shows for them.");
        if (difference.exported()) {
            reasons.add(
                    "Some of these costs come from the lines of charge files. Cost Explorer sums the same lines, often"
                            + " some hours earlier or later, and uses other names for some services.");
        }
        if (difference.known()
                && question.cost() == CostMetric.BILLED
                && difference.covered().signum() != 0) {
            reasons.add("Cost Explorer lists usage covered by Savings Plans at its on-demand price, "
                    + Formats.money(difference.covered(), currency)
                    + " here, and offsets it with untagged negation lines, "
                    + Formats.money(difference.negation(), currency)
                    + " of which are in these charges. Bursar bills covered usage as 0 and nets the two for each"
                    + " account, day and service, so that no team pays the on-demand price.");
        }
        if (question.spread()) {
            reasons.add("This page spreads monthly charges over their month. Here, as in Cost Explorer, they are on the"
                    + " day on which AWS books them.");
        }
        if (question.without().isEmpty()) {
            reasons.add("This figure includes credits, tax and commitment fees. A Cost Explorer report that excludes a"
                    + " charge type shows a different figure.");
        }
        BigDecimal rounding = rounding(spend);
        reasons.add("Cost Explorer rounds each line. "
                + (rounding.signum() == 0
                        ? "Rounded to cents, the rows here add up to their total."
                        : "The rows here, each rounded to cents, add up to "
                                + Formats.money(rounding.abs(), currency)
                                + (rounding.signum() > 0 ? " more" : " less") + " than their exact total."));
        reasons.add(
                "Both use UTC days. In Bursar the last day is included; in a link from Cost Explorer the end date is"
                        + " the day after.");
        difference
                .observedAt()
                .ifPresent(at -> reasons.add("Costs were last read on " + Formats.momentWithYear(at)
                        + ". Later changes by AWS appear only in Cost Explorer."
                        + SpendText.estimated(difference.estimated())
                                .map(words -> " " + words + ": AWS may still change them.")
                                .orElse("")));
        if (difference.teamKeys().keys().size() > 1) {
            reasons.add(
                    "Several tags name teams here, each for costs that have none of the tags before it. Cost Explorer"
                            + " groups by one tag: to see the second there, group by it and filter the first to \u201CNo tag"
                            + " key\u201D.");
        }
        CostExplorerDifference.Accounts accounts = difference.accounts();
        if (accounts == null) {
            reasons.add("You see the costs of your own teams on the days you lead them. Cost Explorer shows whole"
                    + " accounts.");
        } else if (accounts.unread().isEmpty()) {
            reasons.add("Costs of all " + Formats.count(accounts.all(), "account", "accounts")
                    + " were read for these days.");
        } else {
            reasons.add("Costs of " + AccountsText.some(accounts.read(), accounts.all())
                    + " were read for these days. There is no data or no spend for "
                    + accounts.unread().stream()
                            .limit(5)
                            .map(name -> PlainText.cut(name, 40))
                            .collect(Collectors.joining(", "))
                    + (accounts.unread().size() > 5 ? " and others." : "."));
        }
        return reasons;
    }

    private static String metrics(CostExplorerDifference difference) {
        return "For the same charges Cost Explorer's other metrics give "
                + difference.otherMetrics().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(metric -> metric.getKey().label().toLowerCase(java.util.Locale.ROOT) + " "
                                + Formats.money(metric.getValue(), difference.currency()))
                        .collect(Collectors.joining(", "))
                + ". Cost Explorer defaults to unblended cost.";
    }

    /** What the rows add up to when each is rounded, less the rounded total. */
    static BigDecimal rounding(CurrencySpend spend) {
        return spend.rows().stream()
                .map(Row::total)
                .map(total -> shown(total, spend.currency()))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .subtract(shown(spend.total(), spend.currency()));
    }

    private static BigDecimal shown(BigDecimal amount, String currency) {
        return amount.setScale(Decimals.of(currency), RoundingMode.HALF_UP);
    }

    /** What to choose in Cost Explorer, by the names of its controls. */
    static Map<String, String> settings(CostQuery question, CostExplorerDifference difference) {
        var settings = new LinkedHashMap<String, String>();
        settings.put(
                "Date range",
                Formats.date(question.from()) + " to "
                        + Formats.date(question.to().minusDays(1)));
        settings.put("Granularity", question.granularity() == Granularity.DAILY ? "Daily" : "Monthly");
        settings.put("Group by, dimension", dimension(question.groupBy(), difference.teamKeys()));
        settings.put(
                "Aggregate costs by",
                difference.metric().label() + " (" + gross(difference.metric()) + " where there is no net)");
        question.filters()
                .forEach(filter -> settings.merge(
                        "Filter, " + dimension(filter.dimension(), difference.teamKeys()),
                        condition(filter),
                        (one, other) -> one + "; " + other));
        if (!question.without().isEmpty()) {
            settings.merge(
                    "Filter, Charge type",
                    "Excludes "
                            + question.without().stream()
                                    .sorted()
                                    .map(DifferenceText::chargeTypes)
                                    .collect(Collectors.joining(", ")),
                    (one, other) -> one + "; " + other);
        }
        return settings;
    }

    private static String gross(Metric metric) {
        return switch (metric) {
            case NET_UNBLENDED, UNBLENDED -> Metric.UNBLENDED.label();
            case NET_AMORTIZED, AMORTIZED -> Metric.AMORTIZED.label();
        };
    }

    private static String dimension(Dimension dimension, TeamKeys keys) {
        String tag = keys.keys().isEmpty()
                ? "Tag"
                : "Tag: "
                        + keys.keys().stream()
                                .map(key -> PlainText.cut(key.key(), 60))
                                .collect(Collectors.joining(", then "));
        return switch (dimension) {
            case Plain.TEAM -> tag + " (ownership rules can use other conditions too)";
            case Plain.TAG_VALUE -> tag;
            case Plain.ACCOUNT -> "Linked account";
            case Plain.SERVICE -> "Service";
            case Plain.RECORD_TYPE -> "Charge type";
            case Plain.CHARGE_CATEGORY -> "Charge type (all those of the charge category)";
            case Plain.REGION -> "Region";
            case Plain.USAGE_TYPE -> "Usage type";
            case Plain.PRICING_CATEGORY -> "Purchase option (all those of the pricing category)";
            case Plain.DEPARTMENT, Plain.COST_CENTRE -> tag + " (of all the teams in it)";
            case Plain.COMMITMENT,
                    Plain.RESOURCE,
                    Plain.CALLER,
                    Plain.MODEL,
                    Plain.DIRECTION,
                    Plain.TIER,
                    Plain.ROUTING,
                    Plain.SELLER,
                    Plain.PROFILE,
                    Plain.CLUSTER,
                    Plain.NAMESPACE,
                    Plain.WORKLOAD -> dimension.label() + " (not available as a filter in Cost Explorer)";
            case Dimension.Tag(String key) -> "Tag: " + PlainText.cut(key, 60);
        };
    }

    private static String condition(CostFilter filter) {
        String values = filter.values().stream()
                .limit(5)
                .map(value -> filter.dimension() == Dimension.TEAM
                        ? "the team's tag values"
                        : value.isEmpty() ? "no tag key" : PlainText.cut(value, 40))
                .distinct()
                .collect(Collectors.joining(", "));
        String more = filter.values().size() > 5 ? " and " + (filter.values().size() - 5) + " more" : "";
        return switch (filter.operator()) {
            case IS -> "Includes " + values + more;
            case IS_NOT -> "Excludes " + values + more;
            case CONTAINS -> "Includes all that contain " + values + more;
        };
    }

    private static String chargeTypes(Exclusion part) {
        return switch (part) {
            case CREDITS -> "Credit";
            case TAX -> "Tax";
            case COMMITMENTS ->
                "Savings Plan recurring fee, Savings Plan upfront fee, Recurring reservation fee, Upfront reservation"
                        + " fee";
        };
    }
}
