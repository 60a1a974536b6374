package dev.bursar.simulator.budgets;

import dev.bursar.simulator.http.Json;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A budget as it was written last, with its notifications. */
final class StoredBudget {
    /** A notification has no id: it is all that it says. */
    record Notice(ObjectNode notification, List<JsonNode> subscribers) {
        boolean is(JsonNode other) {
            return List.of("NotificationType", "ComparisonOperator").stream()
                            .allMatch(name -> Json.required(notification, name).equals(Json.text(other, name)))
                    && notification
                                    .path("Threshold")
                                    .decimalValue()
                                    .compareTo(other.path("Threshold").decimalValue())
                            == 0
                    && type(notification).equals(type(other));
        }

        private static String type(JsonNode notification) {
            var type = Json.text(notification, "ThresholdType");
            return type == null ? "PERCENTAGE" : type;
        }
    }

    private ObjectNode budget;
    private final Instant created;
    private @Nullable Instant updated;
    private final List<Notice> notices = new ArrayList<>();

    StoredBudget(ObjectNode budget, Instant created) {
        this.budget = budget;
        this.created = created;
    }

    ObjectNode budget() {
        return budget;
    }

    String name() {
        return Json.required(budget, "BudgetName");
    }

    Instant created() {
        return created;
    }

    @Nullable
    Instant updated() {
        return updated;
    }

    void update(ObjectNode whole, Instant at) {
        budget = whole;
        updated = at;
    }

    List<Notice> notices() {
        return notices;
    }

    /** Whether a notification's threshold is passed. */
    static final class NoticeState {
        private NoticeState() {}

        static String of(Notice notice, StoredBudget stored, ObjectNode calculated) {
            var forecast = "FORECASTED".equals(Json.text(notice.notification(), "NotificationType"));
            var spent = Json.text(calculated.path(forecast ? "ForecastedSpend" : "ActualSpend"), "Amount");
            var limit = Json.text(stored.budget().path("BudgetLimit"), "Amount");
            if (spent == null || limit == null) {
                return "OK";
            }
            var threshold = notice.notification().path("Threshold").decimalValue();
            var absolute = "ABSOLUTE_VALUE".equals(Json.text(notice.notification(), "ThresholdType"));
            var mark = absolute ? threshold : threshold.movePointLeft(2).multiply(new BigDecimal(limit));
            var order = new BigDecimal(spent).compareTo(mark);
            var passed = switch (Json.required(notice.notification(), "ComparisonOperator")) {
                case "GREATER_THAN" -> order > 0;
                case "LESS_THAN" -> order < 0;
                default -> order == 0;
            };
            return passed ? "ALARM" : "OK";
        }
    }
}
