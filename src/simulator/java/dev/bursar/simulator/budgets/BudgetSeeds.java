package dev.bursar.simulator.budgets;

import dev.bursar.simulator.budgets.StoredBudget.Notice;
import dev.bursar.simulator.files.Data;
import dev.bursar.simulator.http.Json;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The budgets that the organisation has. */
final class BudgetSeeds {
    /** AWS's way to say that there is no end: 2087-06-15. */
    private static final long NO_END = 3_706_473_600L;

    private static final List<Seed> SEEDS = Data.list("budgets.yaml", Seed.class);
    private static final int OLD = 400;
    private static final Pattern MOMENT = Pattern.compile("\"@(month|year|daysAgo)([+-]\\d+)?\"(:?)");
    private static final List<String> INCLUDED = List.of(
            "IncludeTax",
            "IncludeSubscription",
            "IncludeRefund",
            "IncludeCredit",
            "IncludeUpfront",
            "IncludeRecurring",
            "IncludeOtherSubscription",
            "IncludeSupport",
            "IncludeDiscount");

    /** @param days how old it is */
    private record Seed(JsonNode budget, @Nullable Integer days, List<Told> notices) {
        StoredBudget stored(Instant now) {
            var made = now.minus(Duration.ofDays(days == null ? OLD : days));
            var stored = new StoredBudget(whole((ObjectNode) filled(budget, now), made), made);
            notices.forEach(notice -> stored.notices().add(notice.notice()));
            return stored;
        }
    }

    private record Told(String type, String operator, BigDecimal threshold, List<String> to) {
        Notice notice() {
            var notification = Json.object()
                    .put("NotificationType", type)
                    .put("ComparisonOperator", operator)
                    .put("Threshold", threshold)
                    .put("ThresholdType", "PERCENTAGE");
            return new Notice(
                    notification, to.stream().map(BudgetSeeds::subscriber).toList());
        }
    }

    private BudgetSeeds() {}

    static List<StoredBudget> of(Instant now) {
        return SEEDS.stream().map(seed -> seed.stored(now)).toList();
    }

    private static JsonNode subscriber(String address) {
        return Json.object()
                .put("SubscriptionType", address.startsWith("arn:") ? "SNS" : "EMAIL")
                .put("Address", address);
    }

    /** Moments in seconds since the epoch, which are numbers as values and texts as names of members. */
    private static JsonNode filled(JsonNode budget, Instant now) {
        return Json.MAPPER.readTree(MOMENT.matcher(budget.toString()).replaceAll(found -> {
            var seconds = seconds(found.group(1), found.group(2) == null ? 0 : Integer.parseInt(found.group(2)), now);
            return found.group(3).isEmpty() ? "" + seconds : "\"" + seconds + "\":";
        }));
    }

    private static long seconds(String name, int more, Instant now) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return switch (name) {
            case "month" -> seconds(today.withDayOfMonth(1).plusMonths(more));
            case "year" -> seconds(today.withDayOfYear(1));
            default -> now.plus(Duration.ofDays(more)).getEpochSecond();
        };
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
            INCLUDED.forEach(member -> putIfAbsent(types, member, true));
            putIfAbsent(types, "UseBlended", false);
            putIfAbsent(types, "UseAmortized", false);
        }
        return budget;
    }

    private static void putIfAbsent(ObjectNode types, String member, boolean value) {
        if (!types.has(member)) {
            types.put(member, value);
        }
    }

    private static long seconds(LocalDate day) {
        return day.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    }
}
