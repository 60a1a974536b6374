package dev.bursar.simulator.budgets;

import dev.bursar.simulator.budgets.StoredBudget.Notice;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.organisation.Organisation;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The budgets that the organisation has: good ones, some that are nearly right, and some that watch nothing. */
final class BudgetSeeds {

    /** AWS's way to say that there is no end: 2087-06-15. */
    private static final long NO_END = 3_706_473_600L;

    private static final Duration OLD = Duration.ofDays(400);
    private static final Duration NEW = Duration.ofDays(10);
    private static final String MAIL = "finops@example.com";
    private static final String TOPIC = "arn:aws:sns:us-east-1:" + Organisation.PAYER + ":budget-alerts";

    private BudgetSeeds() {}

    static List<StoredBudget> of(Instant now) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return List.of(
                seed(amortized(tagged("team-search", "62000", "user:team$search")), now, OLD, usual()),
                seed(tagged("team-vision", "72000", "user:team$vision"), now, OLD, usual()),
                seed(
                        filter(
                                tagged("team-fraud-sagemaker", "24000", "user:team$fraud"),
                                "Service",
                                "Amazon SageMaker"),
                        now,
                        OLD,
                        usual()),
                seed(
                        planned(tagged("team-recommendations", "90000", "user:team$recommendations"), today),
                        now,
                        OLD,
                        usual()),
                seed(inNewForm(today), now, OLD, List.of(notice("ACTUAL", "GREATER_THAN", "87.5", MAIL))),
                seed(
                        blended(tagged("team-growth", "11000", "user:team$growth", "user:team$🚀 growth")),
                        now,
                        NEW,
                        usual()),
                seed(tagged("checkout", "26000", "team$checkout"), now, OLD, usual()),
                seed(tagged("project-atlas", "5000", "user:project$atlas"), now, OLD, List.of()),
                seed(tagged("vision-labs", "9000", "user:team$vison"), now, OLD, usual()),
                seed(ended(tagged("data-migration", "15000", "user:team$data-lake"), today), now, OLD, usual()),
                seed(unhealthy(now), now, OLD, usual()),
                seed(storage(), now, OLD, List.of(notice("ACTUAL", "GREATER_THAN", "100", MAIL))),
                seed(quarterly(), now, OLD, usual()),
                seed(utilization(), now, OLD, List.of(notice("ACTUAL", "LESS_THAN", "90", MAIL, TOPIC))));
    }

    private static StoredBudget seed(ObjectNode budget, Instant now, Duration age, List<Notice> notices) {
        var stored = new StoredBudget(whole(budget, now.minus(age)), now.minus(age));
        stored.notices().addAll(notices);
        return stored;
    }

    /** With what AWS adds where it isn't given. */
    static ObjectNode whole(ObjectNode budget, Instant now) {
        if (!budget.has("TimePeriod")) {
            var month = LocalDate.ofInstant(now, ZoneOffset.UTC).withDayOfMonth(1);
            budget.putObject("TimePeriod").put("Start", seconds(month));
        }
        if (!budget.path("TimePeriod").has("End")) {
            ((ObjectNode) budget.get("TimePeriod")).put("End", NO_END);
        }
        var old = !budget.has("FilterExpression") && !budget.has("Metrics");
        if (old && "COST".equals(Json.text(budget, "BudgetType"))) {
            var types = budget.has("CostTypes") ? (ObjectNode) budget.get("CostTypes") : budget.putObject("CostTypes");
            for (var member : List.of(
                    "IncludeTax",
                    "IncludeSubscription",
                    "IncludeRefund",
                    "IncludeCredit",
                    "IncludeUpfront",
                    "IncludeRecurring",
                    "IncludeOtherSubscription",
                    "IncludeSupport",
                    "IncludeDiscount")) {
                if (!types.has(member)) {
                    types.put(member, true);
                }
            }
            for (var member : List.of("UseBlended", "UseAmortized")) {
                if (!types.has(member)) {
                    types.put(member, false);
                }
            }
        }
        return budget;
    }

    private static ObjectNode budget(String name, String type, String unit, String limit, String currency) {
        var budget =
                Json.object().put("BudgetName", name).put("BudgetType", type).put("TimeUnit", unit);
        budget.putObject("BudgetLimit").put("Amount", limit + ".0").put("Unit", currency);
        return budget;
    }

    private static ObjectNode tagged(String name, String limit, String... keyValues) {
        return filter(budget(name, "COST", "MONTHLY", limit, "USD"), "TagKeyValue", keyValues);
    }

    private static ObjectNode filter(ObjectNode budget, String name, String... values) {
        var filters =
                budget.has("CostFilters") ? (ObjectNode) budget.get("CostFilters") : budget.putObject("CostFilters");
        var array = filters.putArray(name);
        for (var value : values) {
            array.add(value);
        }
        return budget;
    }

    private static ObjectNode amortized(ObjectNode budget) {
        budget.putObject("CostTypes").put("UseAmortized", true);
        return budget;
    }

    private static ObjectNode blended(ObjectNode budget) {
        budget.putObject("CostTypes").put("UseBlended", true);
        return budget;
    }

    private static ObjectNode planned(ObjectNode budget, LocalDate today) {
        var first = today.withDayOfMonth(1);
        var limits = new TreeMap<Long, String>();
        for (var i = 0; i < 12; i++) {
            limits.put(seconds(first.plusMonths(i)), String.valueOf(88_000 + 1_500 * i) + ".0");
        }
        var json = budget.putObject("PlannedBudgetLimits");
        limits.forEach((start, amount) ->
                json.putObject(String.valueOf(start)).put("Amount", amount).put("Unit", "USD"));
        return budget;
    }

    private static ObjectNode inNewForm(LocalDate today) {
        var budget = budget("team-data-lake", "COST", "MONTHLY", "58000", "USD");
        var tags = budget.putObject("FilterExpression").putObject("Tags").put("Key", "team");
        tags.putArray("Values").add("data-lake").add("data$lake");
        tags.putArray("MatchOptions").add("EQUALS");
        budget.putArray("Metrics").add("NetAmortizedCost");
        budget.putObject("TimePeriod")
                .put("Start", seconds(today.withDayOfYear(1)))
                .put("End", NO_END);
        return budget;
    }

    private static ObjectNode ended(ObjectNode budget, LocalDate today) {
        budget.putObject("TimePeriod")
                .put("Start", seconds(today.withDayOfMonth(1).minusMonths(9)))
                .put("End", seconds(today.withDayOfMonth(1)));
        return budget;
    }

    private static ObjectNode unhealthy(Instant now) {
        var budget =
                filter(budget("sandbox-accounts", "COST", "MONTHLY", "20000", "USD"), "LinkedAccount", "111122223333");
        budget.putObject("HealthStatus")
                .put("Status", "UNHEALTHY")
                .put("StatusReason", "FILTER_INVALID")
                .put("LastUpdatedTime", now.minus(NEW).getEpochSecond());
        return budget;
    }

    private static ObjectNode storage() {
        return filter(budget("s3-storage", "USAGE", "MONTHLY", "900000", "GB"), "UsageType", "TimedStorage-ByteHrs");
    }

    private static ObjectNode quarterly() {
        return budget("organisation-quarterly", "COST", "QUARTERLY", "1650000", "USD");
    }

    private static ObjectNode utilization() {
        return budget("savings-plans-utilization", "SAVINGS_PLANS_UTILIZATION", "MONTHLY", "100", "PERCENTAGE");
    }

    private static List<Notice> usual() {
        return List.of(
                notice("ACTUAL", "GREATER_THAN", "80", MAIL, TOPIC), notice("FORECASTED", "GREATER_THAN", "100", MAIL));
    }

    private static Notice notice(String type, String operator, String threshold, String... addresses) {
        var notification = Json.object()
                .put("NotificationType", type)
                .put("ComparisonOperator", operator)
                .put("Threshold", new BigDecimal(threshold))
                .put("ThresholdType", "PERCENTAGE");
        return new Notice(
                notification,
                List.of(addresses).stream().map(BudgetSeeds::subscriber).toList());
    }

    private static JsonNode subscriber(String address) {
        return Json.MAPPER.valueToTree(
                Map.of("SubscriptionType", address.startsWith("arn:") ? "SNS" : "EMAIL", "Address", address));
    }

    private static long seconds(LocalDate day) {
        return day.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    }
}
