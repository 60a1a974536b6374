package dev.bursar.budgets.ui.aws;

import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A budget's settings in AWS, which are stored as JSON, in words. */
final class SettingsText {
    static final String LIMIT = "Limit";
    static final String COSTS = "Costs";
    static final String NOTIFICATIONS = "Notifications";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final int LONGEST = 160;
    private static final int MOST_VALUES = 6;

    private SettingsText() {}

    /** What is stored says this, by a name for people; a single notification under {@link #NOTIFICATIONS}. */
    static Map<String, String> of(String json) {
        JsonNode said = JSON.readTree(json);
        Map<String, String> words = new LinkedHashMap<>();
        if (said.has("NotificationType") || said.has("Notification")) {
            words.put(NOTIFICATIONS, notice(said));
            return words;
        }
        JsonNode budget = said.path("Budget");
        if (hasAny(budget, "BudgetLimit", "PlannedBudgetLimits", "AutoAdjustData")) {
            words.put(LIMIT, limit(budget));
        }
        if (budget.has("TimeUnit")) {
            words.put("Period", budget.path("TimeUnit").asString("").toLowerCase(Locale.ROOT));
        }
        if (hasAny(budget, "FilterExpression", "Metrics", "CostFilters", "CostTypes")) {
            words.put(COSTS, costs(budget));
        }
        if (said.has("NotificationsWithSubscribers")) {
            words.put(NOTIFICATIONS, notices(said.path("NotificationsWithSubscribers")));
        }
        return words;
    }

    private static boolean hasAny(JsonNode node, String... names) {
        return List.of(names).stream().anyMatch(name -> !node.path(name).isEmpty());
    }

    private static String limit(JsonNode budget) {
        JsonNode planned = budget.path("PlannedBudgetLimits");
        String adjusted = budget.path("AutoAdjustData").isObject() ? "adjusted by AWS" : "";
        if (planned.isEmpty()) {
            String amount = amount(budget.path("BudgetLimit"));
            return amount.isEmpty() ? adjusted : amount;
        }
        List<String> amounts =
                planned.values().stream().map(SettingsText::amount).distinct().toList();
        return amounts.size() == 1
                ? amounts.getFirst()
                : amounts.getFirst() + " to " + amounts.getLast() + ", planned for " + planned.size() + " periods";
    }

    private static String amount(JsonNode spend) {
        String text = spend.path("Amount").asString("");
        String unit = spend.path("Unit").asString("");
        return !text.matches("-?\\d{1,18}(\\.\\d{1,18})?")
                ? PlainText.cut(text, LONGEST)
                : unit.matches("[A-Z]{3}")
                        ? Formats.limit(new BigDecimal(text), unit)
                        : text + " " + PlainText.cut(unit, 20);
    }

    private static String costs(JsonNode budget) {
        var parts = new ArrayList<String>();
        budget.path("Metrics").values().forEach(metric -> parts.add(metric.asString("")));
        if (budget.path("FilterExpression").isObject()) {
            parts.add(expression(budget.path("FilterExpression"), ", "));
        }
        budget.path("CostFilters")
                .properties()
                .forEach(filter -> parts.add(PlainText.cut(filter.getKey(), 40) + " " + values(filter.getValue())));
        List<String> left = budget.path("CostTypes").properties().stream()
                .filter(type ->
                        type.getKey().startsWith("Include") && !type.getValue().asBoolean(true))
                .map(type -> type.getKey().substring("Include".length()))
                .toList();
        if (budget.path("CostTypes").path("UseAmortized").asBoolean(false)) {
            parts.add("amortized");
        }
        if (!left.isEmpty()) {
            parts.add("without " + PlainText.cut(String.join(", ", left), LONGEST));
        }
        return parts.isEmpty() ? "all costs" : String.join(", ", parts);
    }

    private static String expression(JsonNode node, String and) {
        if (node.path("And").isArray()) {
            return node.path("And").values().stream()
                    .map(part -> expression(part, and))
                    .collect(Collectors.joining(and));
        }
        if (node.path("Or").isArray()) {
            return node.path("Or").values().stream()
                    .map(part -> expression(part, " and "))
                    .collect(Collectors.joining(" or ", "(", ")"));
        }
        JsonNode tags = node.path("Tags");
        if (tags.isObject() && tags.path("MatchOptions").toString().contains("ABSENT")) {
            return "no tag " + PlainText.cut(tags.path("Key").asString(""), 60);
        }
        if (tags.isObject()) {
            return "tag " + PlainText.cut(tags.path("Key").asString(""), 60) + " = " + values(tags.path("Values"));
        }
        JsonNode not = node.path("Not").path("Dimensions");
        return not.path("Key").asString("").equals("RECORD_TYPE")
                ? "without " + values(not.path("Values"))
                : PlainText.cut(node.toString(), LONGEST);
    }

    private static String values(JsonNode array) {
        List<String> values = array.values().stream()
                .map(value -> PlainText.cut(value.asString(""), 60))
                .toList();
        return values.size() <= MOST_VALUES
                ? String.join(", ", values)
                : String.join(", ", values.subList(0, MOST_VALUES)) + " and " + (values.size() - MOST_VALUES) + " more";
    }

    private static String notices(JsonNode array) {
        return array.isEmpty()
                ? "none"
                : array.values().stream().map(SettingsText::notice).collect(Collectors.joining("; "));
    }

    private static String notice(JsonNode said) {
        JsonNode one = said.has("Notification") ? said.path("Notification") : said;
        String sign = switch (one.path("ComparisonOperator").asString("")) {
            case "GREATER_THAN" -> "above ";
            case "LESS_THAN" -> "below ";
            default -> "at ";
        };
        String threshold = one.path("Threshold").isNumber()
                ? one.path("Threshold").decimalValue().stripTrailingZeros().toPlainString()
                : one.path("Threshold").asString("");
        String unit = one.path("ThresholdType").asString("PERCENTAGE").equals("PERCENTAGE") ? "%" : "";
        String kind = one.path("NotificationType").asString("").equals("FORECASTED") ? " forecast" : " spent";
        List<String> addresses = said.path("Subscribers").values().stream()
                .map(subscriber -> PlainText.cut(subscriber.path("Address").asString(""), 80))
                .distinct()
                .toList();
        return sign + threshold + unit + kind + (addresses.isEmpty() ? "" : " to " + String.join(", ", addresses));
    }

    /** Values of a difference, which are no whole budgets. */
    static String limits(@Nullable String json) {
        if (json == null) {
            return "none";
        }
        JsonNode limits = JSON.readTree(json);
        if (limits.has("adjusts")) {
            return "adjusted by AWS";
        }
        List<String> amounts = limits.values().stream()
                .map(SettingsText::amount)
                .map(text -> text.isEmpty() ? "none" : text)
                .distinct()
                .toList();
        return amounts.size() == 1 ? amounts.getFirst() : amounts.getFirst() + ", later " + amounts.getLast();
    }

    static String costs(@Nullable String json) {
        return json == null ? "none" : costs(JSON.readTree(json));
    }

    static String notices(@Nullable String json) {
        return json == null ? "none" : notices(JSON.readTree(json));
    }

    static String text(@Nullable String json) {
        return json == null ? "none" : PlainText.cut(JSON.readTree(json).asString(json), LONGEST);
    }
}
