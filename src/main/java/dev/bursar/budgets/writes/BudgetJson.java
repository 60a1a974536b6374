package dev.bursar.budgets.writes;

import dev.bursar.budgets.spi.AwsBudget.Notification;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Budgets as JSON with AWS's members, in one order, so that equal ones are equal texts. A <em>whole</em> has all that can be written, and
 * null for what would stand in place of another member. A <em>part</em> has what is to become so; the rest stays as it is.
 */
final class BudgetJson {
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    static final String BUDGET = "Budget";
    static final String NOTICES = "NotificationsWithSubscribers";
    static final String NOTIFICATION = "Notification";
    static final String SUBSCRIBERS = "Subscribers";
    static final String NAME = "BudgetName";
    static final String LIMIT = "BudgetLimit";
    static final String PLANNED = "PlannedBudgetLimits";

    /** What AWS works out, and refuses or ignores when it is written. */
    private static final List<String> CALCULATED = List.of("CalculatedSpend", "LastUpdatedTime", "HealthStatus");

    /** Members that stand in place of one another. */
    private static final List<String> ALTERNATIVES =
            List.of(LIMIT, PLANNED, "AutoAdjustData", "CostFilters", "CostTypes", "FilterExpression", "Metrics");

    /** What Bursar decides of a budget that it manages. */
    static final Set<String> DECIDED = Set.of(
            LIMIT, PLANNED, "AutoAdjustData", "CostFilters", "CostTypes", "FilterExpression", "Metrics", "TimeUnit");

    private BudgetJson() {}

    static ObjectNode read(String json) {
        return (ObjectNode) JSON.readTree(json);
    }

    /** The same in one order of members. */
    static JsonNode ordered(JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            node.values().forEach(one -> array.add(ordered(one)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        var members = new TreeMap<String, JsonNode>();
        node.properties().forEach(member -> members.put(member.getKey(), ordered(member.getValue())));
        ObjectNode object = JSON.createObjectNode();
        object.setAll(members);
        return object;
    }

    /** What can be written of a budget as AWS shows it: of one with planned limits AWS works out the present limit. */
    static ObjectNode writable(ObjectNode budget) {
        ObjectNode copy = budget.deepCopy();
        copy.remove(CALCULATED);
        if (!copy.path(PLANNED).isEmpty()) {
            copy.remove(LIMIT);
        }
        return copy;
    }

    /**
     * A budget as a whole.
     *
     * @param raw as AWS shows it
     * @param notices with their subscribers; null where they aren't part of it
     */
    static String whole(String raw, @Nullable List<String> notices) {
        ObjectNode budget = writable(read(raw));
        ALTERNATIVES.stream().filter(name -> !budget.has(name)).forEach(budget::putNull);
        ObjectNode whole = JSON.createObjectNode();
        whole.set(BUDGET, budget);
        if (notices != null) {
            ArrayNode array = whole.putArray(NOTICES);
            notices.stream().sorted().forEach(notice -> array.add(read(notice)));
        }
        return ordered(whole).toString();
    }

    /** A whole as it is sent to be created. */
    static String created(String whole) {
        ObjectNode json = read(whole);
        ObjectNode budget = writable((ObjectNode) json.path(BUDGET));
        List<String> none = budget.properties().stream()
                .filter(member -> member.getValue().isNull())
                .map(Map.Entry::getKey)
                .toList();
        budget.remove(none);
        json.set(BUDGET, budget);
        return json.toString();
    }

    /** A budget with a part of it written; what the part doesn't name stays, whatever it is. */
    static String with(String raw, String part) {
        ObjectNode budget = writable(read(raw));
        read(part).path(BUDGET).properties().forEach(member -> {
            if (member.getValue().isNull()) {
                budget.remove(member.getKey());
            } else {
                budget.set(member.getKey(), member.getValue());
            }
        });
        return budget.toString();
    }

    /** Whether AWS has what a whole or a part says. */
    static boolean covers(String raw, @Nullable List<String> notices, String said) {
        ObjectNode budget = writable(read(raw));
        JsonNode json = read(said);
        for (Map.Entry<String, JsonNode> member : json.path(BUDGET).properties()) {
            if (!isOfOtherForm(member.getKey(), json.path(BUDGET))
                    && !same(budget.path(member.getKey()), member.getValue())) {
                return false;
            }
        }
        return notices == null
                || !json.has(NOTICES)
                || sameInAnyOrder(
                        notices.stream().map(one -> (JsonNode) read(one)).toList(), items(json.path(NOTICES)));
    }

    /** Where costs are told by an expression, what AWS says in its other form doesn't matter. */
    static boolean isOfOtherForm(String member, JsonNode budget) {
        return (member.equals("CostFilters") || member.equals("CostTypes"))
                && budget.path("FilterExpression").isObject();
    }

    private static List<JsonNode> items(JsonNode array) {
        return List.copyOf(array.values());
    }

    /** Whether two values mean the same: 3000 and 3000.0, lists in another order, what is missing and null. */
    static boolean same(JsonNode one, JsonNode other) {
        if (isNothing(one) || isNothing(other)) {
            return isNothing(one) && isNothing(other);
        }
        if (one.isObject() && other.isObject()) {
            var names = new java.util.TreeSet<String>();
            one.properties().forEach(member -> names.add(member.getKey()));
            other.properties().forEach(member -> names.add(member.getKey()));
            return names.stream()
                    .allMatch(name -> name.equals("Amount")
                            ? sameAmount(one.path(name), other.path(name))
                            : same(one.path(name), other.path(name)));
        }
        if (one.isArray() && other.isArray()) {
            return sameInAnyOrder(items(one), items(other));
        }
        return one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue()) == 0
                : one.equals(other);
    }

    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static boolean sameAmount(JsonNode one, JsonNode other) {
        Optional<BigDecimal> first = amount(one);
        Optional<BigDecimal> second = amount(other);
        return first.isPresent() && second.isPresent() ? first.get().compareTo(second.get()) == 0 : one.equals(other);
    }

    static Optional<BigDecimal> amount(JsonNode text) {
        String digits = text.asString("");
        return digits.matches("-?\\d{1,18}(\\.\\d{1,18})?") ? Optional.of(new BigDecimal(digits)) : Optional.empty();
    }

    private static boolean sameInAnyOrder(List<JsonNode> some, List<JsonNode> others) {
        if (some.size() != others.size()) {
            return false;
        }
        var left = new ArrayList<>(others);
        for (JsonNode one : some) {
            Optional<JsonNode> equal =
                    left.stream().filter(other -> same(one, other)).findFirst();
            if (equal.isEmpty()) {
                return false;
            }
            left.remove(equal.get());
        }
        return true;
    }

    /** What Bursar decides of a budget, as a part; null for what isn't there. */
    static String decided(String raw) {
        ObjectNode budget = writable(read(raw));
        ObjectNode decided = JSON.createObjectNode();
        DECIDED.stream()
                .sorted(Comparator.naturalOrder())
                .forEach(name -> decided.set(name, budget.has(name) ? budget.path(name) : JSON.nullNode()));
        ObjectNode part = JSON.createObjectNode();
        part.set(BUDGET, decided);
        return ordered(part).toString();
    }

    /** A notification without its subscribers and its state. */
    static String notification(String notice) {
        JsonNode json = read(notice);
        return ordered(json.has(NOTIFICATION) ? json.path(NOTIFICATION) : json).toString();
    }

    static String notification(String type, BigDecimal percent) {
        ObjectNode json = JSON.createObjectNode()
                .put("NotificationType", type)
                .put("ComparisonOperator", "GREATER_THAN")
                .put("Threshold", percent)
                .put("ThresholdType", "PERCENTAGE");
        return ordered(json).toString();
    }

    static String notification(Notification notice) {
        ObjectNode json = JSON.createObjectNode()
                .put("NotificationType", notice.type())
                .put("ComparisonOperator", notice.operator())
                .put("Threshold", notice.threshold())
                .put("ThresholdType", notice.thresholdType());
        return ordered(json).toString();
    }

    static boolean sameNotification(String one, String other) {
        return same(typed(read(notification(one))), typed(read(notification(other))));
    }

    /** AWS leaves out the usual type. */
    private static JsonNode typed(ObjectNode notification) {
        if (!notification.has("ThresholdType")) {
            notification.put("ThresholdType", "PERCENTAGE");
        }
        return notification;
    }
}
