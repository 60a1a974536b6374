package dev.bursar.spend.ui;

import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Dimension.Plain;
import dev.bursar.charges.Exclusion;
import dev.bursar.charges.Finality;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/** Sentences of the Spend page. */
public final class SpendText {
    private static final int MOST_NAMED = 20;
    /** What every charge has one of. */
    private static final Set<Dimension> NAMED = Set.of(
            Dimension.TEAM, Dimension.ACCOUNT, Dimension.SERVICE, Dimension.CHARGE_CATEGORY, Dimension.RECORD_TYPE);

    private SpendText() {}

    /** {@code 12 services}, {@code 1 team}. */
    public static String count(Dimension dimension, long number) {
        return switch (dimension) {
            case Plain.TEAM -> Formats.count(number, "team", "teams");
            case Plain.ACCOUNT -> Formats.count(number, "account", "accounts");
            case Plain.SERVICE -> Formats.count(number, "service", "services");
            case Plain.CHARGE_CATEGORY -> Formats.count(number, "charge category", "charge categories");
            case Plain.RECORD_TYPE -> Formats.count(number, "record type", "record types");
            case Plain.TAG_VALUE -> Formats.count(number, "tag value", "tag values");
            case Dimension.Tag tag -> Formats.count(number, "tag value", "tag values");
            case Plain.REGION -> Formats.count(number, "region", "regions");
            case Plain.USAGE_TYPE -> Formats.count(number, "usage type", "usage types");
            case Plain.PRICING_CATEGORY -> Formats.count(number, "pricing category", "pricing categories");
            case Plain.COMMITMENT -> Formats.count(number, "commitment", "commitments");
            case Plain.RESOURCE -> Formats.count(number, "resource", "resources");
            case Plain.CALLER -> Formats.count(number, "caller", "callers");
            case Plain.MODEL -> Formats.count(number, "model", "models");
            case Plain.DIRECTION -> Formats.count(number, "direction", "directions");
            case Plain.TIER -> Formats.count(number, "tier", "tiers");
            case Plain.ROUTING -> Formats.count(number, "routing", "routings");
            case Plain.SELLER -> Formats.count(number, "seller", "sellers");
            case Plain.PROFILE -> Formats.count(number, "inference profile", "inference profiles");
            case Plain.CLUSTER -> Formats.count(number, "cluster", "clusters");
            case Plain.NAMESPACE -> Formats.count(number, "namespace", "namespaces");
            case Plain.WORKLOAD -> Formats.count(number, "workload", "workloads");
            case Plain.DEPARTMENT -> Formats.count(number, "department", "departments");
            case Plain.COST_CENTRE -> Formats.count(number, "cost centre", "cost centres");
        };
    }

    /** {@code 9 teams and Unallocated}. */
    public static String count(Dimension dimension, List<String> keys) {
        long named = keys.stream()
                .filter(key -> !isNobody(dimension, key) && !isNotKnown(dimension, key))
                .count();
        var parts = new ArrayList<String>();
        if (named > 0 || keys.isEmpty()) {
            parts.add(count(dimension, named));
        }
        if (keys.stream().anyMatch(key -> isNobody(dimension, key))) {
            parts.add(
                    dimension == Dimension.TEAM
                            ? "Unallocated"
                            : Dimension.OF_TEAMS.contains(dimension)
                                    ? "unassigned"
                                    : Dimension.OF_EXPORTS.contains(dimension)
                                                    || Dimension.OF_CLUSTERS.contains(dimension)
                                            ? "not stated"
                                            : isOfModels(dimension) ? "charges of none" : "untagged");
        }
        if (keys.stream().anyMatch(key -> isNotKnown(dimension, key))) {
            parts.add("not known");
        }
        String last = parts.removeLast();
        return parts.isEmpty() ? last : String.join(", ", parts) + " and " + last;
    }

    /** {@code Other (5 services)}. */
    static String other(Dimension dimension, int number) {
        return "Other (" + count(dimension, number) + ")";
    }

    /** {@code 1–23 Oct}. */
    static String compared(CostResult.DayRange before) {
        return Formats.shortRange(LocalDateRange.of(before.from(), before.to()));
    }

    /** {@code without credits and tax}; empty where nothing is left out. */
    static Optional<String> without(Set<Exclusion> parts) {
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = parts.stream()
                .sorted()
                .map(part -> part.label().toLowerCase(Locale.ROOT))
                .toList();
        String last = names.getLast();
        String others = String.join(", ", names.subList(0, names.size() - 1));
        return Optional.of("without " + (others.isEmpty() ? last : others + " and " + last));
    }

    /**
     * {@code Monthly charges are spread over their month.} Where the days are only a part of a month, it says which part of its
     * charges they hold; empty where nothing is spread.
     */
    static Optional<String> spread(CostQuery question) {
        if (!question.spread()) {
            return Optional.empty();
        }
        var parts = new ArrayList<String>();
        LocalDate first = question.from().withDayOfMonth(1);
        for (LocalDate month = first; month.isBefore(question.to()); month = month.plusMonths(1)) {
            LocalDate next = month.plusMonths(1);
            LocalDate from = question.from().isAfter(month) ? question.from() : month;
            LocalDate to = question.to().isBefore(next) ? question.to() : next;
            long days = ChronoUnit.DAYS.between(from, to);
            if (days < month.lengthOfMonth()) {
                parts.add(
                        days + " of the " + month.lengthOfMonth() + " days of " + Formats.month(YearMonth.from(month)));
            }
        }
        String words = "Monthly charges are spread over their month.";
        return Optional.of(
                parts.isEmpty()
                        ? words
                        : words + " This period has " + String.join(" and ", parts) + ", and includes that share of "
                                + (parts.size() == 1 ? "its" : "their")
                                + " monthly charges. The rest is on the other days.");
    }

    /** Whether a row stands for what nobody owns or tagged. */
    static boolean isNobody(Dimension by, String key) {
        return by == Dimension.TEAM && key.equals("0")
                || key.equals(Dimension.NO_TEAM)
                || key.isEmpty() && !NAMED.contains(by);
    }

    /** Whether a row stands for costs of which the source doesn't say whether they have the tag. */
    static boolean isNotKnown(Dimension by, String key) {
        return by instanceof Dimension.Tag && key.equals(Dimension.NOT_STATED);
    }

    private static boolean isOfModels(Dimension dimension) {
        return dimension == Dimension.PROFILE || Dimension.OF_MODELS.contains(dimension);
    }

    /** {@code By service}. */
    static String by(Dimension dimension) {
        return "By " + inSentence(dimension);
    }

    /** {@code service}; a tag's key keeps its case. */
    static String inSentence(Dimension dimension) {
        return switch (dimension) {
            case Dimension.Tag(String key) -> "tag " + PlainText.cut(key, 60);
            case Plain plain -> plain.label().toLowerCase(Locale.ROOT);
        };
    }

    /** The teams that the filters ask for: {@code 3 teams}; empty where no filter names any. */
    static Optional<String> teams(List<CostFilter> filters) {
        return filters.stream()
                .filter(filter -> filter.dimension() == Dimension.TEAM && filter.operator() == Operator.IS)
                .findFirst()
                .map(filter -> filter.values().size())
                .filter(size -> size > 1)
                .map(size -> Formats.count(size, "team", "teams"));
    }

    /** {@code By service, then account}. */
    static String by(Dimension dimension, @Nullable Dimension then) {
        return by(dimension) + (then == null ? "" : ", then " + inSentence(then));
    }

    /** {@code EffectiveCost by service, then account. Filters: Team is Fraud}. */
    static String question(SpendUrl url, SpendNames names) {
        if (url.isAhead()) {
            return "Forecast of " + url.cost().label()
                    + without(url.without()).map(words -> " " + words).orElse("")
                    + filters(url.filters(), names).map(words -> ". " + words).orElse("");
        }
        return url.cost().label() + " " + by(url.by(), url.thenBy()).replaceFirst("^By", "by")
                + without(url.without()).map(words -> " " + words).orElse("")
                + (url.compare() == null
                        ? ""
                        : ", compared with the " + url.compare().label().toLowerCase(Locale.ROOT))
                + filters(url.filters(), names).map(words -> ". " + words).orElse("");
    }

    /** {@code Last month}, {@code 1–23 Nov 2026}. */
    static String period(SpendUrl url) {
        return switch (url.period()) {
            case SpendUrl.Period.Named(var preset) -> preset.label();
            case SpendUrl.Period.Ahead(var coming) -> coming.label();
            case SpendUrl.Period.Days(var from, var to) -> Formats.range(LocalDateRange.of(from, to));
        };
    }

    /** {@code Team is Fraud or Search; Service contains “SageMaker”}; empty without any. */
    static Optional<String> filters(List<CostFilter> filters, SpendNames names) {
        return filters.isEmpty()
                ? Optional.empty()
                : Optional.of("Filters: "
                        + filters.stream().map(filter -> filter(filter, names)).collect(Collectors.joining("; ")));
    }

    private static String filter(CostFilter filter, SpendNames names) {
        String label = PlainText.cut(names.label(filter.dimension()), 60);
        List<String> shown = filter.values().stream()
                .limit(MOST_NAMED)
                .map(value -> filter.operator() == Operator.CONTAINS
                        ? "\u201C" + PlainText.cut(value, 60) + "\u201D"
                        : PlainText.cut(names.label(filter.dimension(), value), 60))
                .toList();
        int more = filter.values().size() - shown.size();
        return label
                + switch (filter.operator()) {
                    case IS -> " is ";
                    case IS_NOT -> " is not ";
                    case CONTAINS -> " contains ";
                }
                + String.join(" or ", shown)
                + (more > 0 ? " or " + more + " more" : "");
    }

    /** {@code Adding up 23 days for 3 teams}. */
    static String loading(SpendUrl url, LocalDateRange days) {
        return "Adding up " + Formats.count(days.lengthInDays(), "day", "days")
                + teams(url.filters()).map(teams -> " for " + teams).orElse("");
    }

    /** {@code 1–30 Sep from charge files}, or {@code from charge files} where all days are; empty where none is. */
    static Optional<String> exported(LocalDateRange days, List<LocalDateRange> exported) {
        return exported.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        exported.equals(List.of(days))
                                ? "from charge files"
                                : FactLine.days(exported) + " from charge files");
    }

    /** {@code 1,204 lines of 37 charges; 3 charges without lines: Cost Explorer reported them, or …}. */
    static String lines(long lines, long charges, long without, long ofNodes) {
        return Formats.count(lines, "line", "lines") + " of " + Formats.count(charges - without, "charge", "charges")
                + (without == 0
                        ? ""
                        : "; " + Formats.count(without, "charge", "charges") + " without lines: "
                                + LinesText.why(without, ofNodes));
    }

    /** {@code 21–23 Nov estimated}; empty where none is. */
    static Optional<String> estimated(List<LocalDateRange> days) {
        return days.isEmpty() ? Optional.empty() : Optional.of(FactLine.days(days) + " estimated");
    }

    /** {@code 21–23 Nov estimated, 3 Sep restated}, or {@code settled}. */
    static String finality(Finality finality) {
        return String.join(
                ", ", FactLine.words(finality.estimated(), finality.restated()).values());
    }
}
