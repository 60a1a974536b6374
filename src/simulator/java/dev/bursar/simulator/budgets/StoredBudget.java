package dev.bursar.simulator.budgets;

import dev.bursar.simulator.http.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
}
