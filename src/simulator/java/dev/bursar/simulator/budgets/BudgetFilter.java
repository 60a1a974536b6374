package dev.bursar.simulator.budgets;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Json;
import module java.base;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a budget watches, in either of its forms, as a filter expression of Cost Explorer. */
final class BudgetFilter {
    private static final Map<String, String> DIMENSIONS = Map.of(
            "AZ", "AZ",
            "InstanceType", "INSTANCE_TYPE",
            "LinkedAccount", "LINKED_ACCOUNT",
            "Operation", "OPERATION",
            "PurchaseType", "PURCHASE_TYPE",
            "RecordType", "RECORD_TYPE",
            "Region", "REGION",
            "Service", "SERVICE",
            "UsageType", "USAGE_TYPE");

    /** The charges that a cost type of false leaves out. */
    private static final Map<String, List<String>> LEFT_OUT = Map.of(
            "IncludeCredit", List.of("Credit"),
            "IncludeRefund", List.of("Refund"),
            "IncludeTax", List.of("Tax"),
            "IncludeSupport", List.of("Support"),
            "IncludeUpfront", List.of("Upfront", "SavingsPlanUpfrontFee"),
            "IncludeRecurring", List.of("RIFee", "SavingsPlanRecurringFee"),
            "IncludeDiscount", List.of("EdpDiscount", "PrivateRateDiscount", "BundledDiscount"));

    private static final String USER = "user:";

    private BudgetFilter() {}

    /** Empty where a tag has no prefix: such a filter is accepted and finds nothing. */
    static Optional<ObjectNode> expression(ObjectNode budget) {
        if (budget.path("FilterExpression") instanceof ObjectNode expression) {
            return Optional.of(withoutPrefix(expression.deepCopy()));
        }
        var parts = new ArrayList<ObjectNode>();
        for (var filter : budget.path("CostFilters").properties()) {
            var values = Json.texts(budget.path("CostFilters"), filter.getKey());
            switch (filter.getKey()) {
                case "TagKeyValue" -> {
                    if (values.stream().noneMatch(BudgetFilter::hasPrefix)) {
                        return Optional.empty();
                    }
                    parts.addAll(byKey("Tags", values));
                }
                case "CostCategory" -> parts.addAll(byKey("CostCategories", values));
                default -> parts.add(leaf("Dimensions", dimension(filter.getKey()), values));
            }
        }
        LEFT_OUT.forEach((member, types) -> {
            if (!budget.path("CostTypes").path(member).asBoolean(true)) {
                var not = Json.object();
                not.set("Not", leaf("Dimensions", "RECORD_TYPE", types));
                parts.add(not);
            }
        });
        return Optional.of(and(parts));
    }

    private static String dimension(String name) {
        var dimension = DIMENSIONS.get(name);
        if (dimension == null) {
            throw AwsRefusal.of(
                    "InvalidParameterException",
                    "Unable to create/update budget - " + name + " is not a valid cost filter.");
        }
        return dimension;
    }

    private static boolean hasPrefix(String keyValue) {
        return keyValue.startsWith(USER) || keyValue.startsWith("aws:");
    }

    /** {@code user:team$ml}: values of one key are alternatives, different keys must all fit. */
    private static List<ObjectNode> byKey(String member, List<String> keyValues) {
        var values = new LinkedHashMap<String, List<String>>();
        for (var keyValue : keyValues) {
            var plain = bare(keyValue);
            var dollar = plain.indexOf('$');
            if (dollar > 0) {
                values.computeIfAbsent(plain.substring(0, dollar), key -> new ArrayList<>())
                        .add(plain.substring(dollar + 1));
            }
        }
        return values.entrySet().stream()
                .map(entry -> leaf(member, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static String bare(String key) {
        return key.startsWith(USER) ? key.substring(USER.length()) : key;
    }

    private static ObjectNode leaf(String member, String key, List<String> values) {
        var expression = Json.object();
        var leaf = expression.putObject(member).put("Key", key);
        values.forEach(leaf.putArray("Values")::add);
        return expression;
    }

    private static ObjectNode and(List<ObjectNode> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        var expression = Json.object();
        if (parts.isEmpty()) {
            // every charge has an account
            expression.set("Not", leaf("Dimensions", "LINKED_ACCOUNT", List.of("NoLinkedAccount")));
        } else {
            parts.forEach(expression.putArray("And")::add);
        }
        return expression;
    }

    private static ObjectNode withoutPrefix(ObjectNode expression) {
        prefixes(expression);
        return expression;
    }

    private static void prefixes(JsonNode node) {
        if (node.path("Tags") instanceof ObjectNode tags && Json.text(tags, "Key") != null) {
            tags.put("Key", bare(Json.required(tags, "Key")));
        }
        node.values().forEach(BudgetFilter::prefixes);
    }
}
