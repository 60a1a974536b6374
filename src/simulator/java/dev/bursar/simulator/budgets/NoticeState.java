package dev.bursar.simulator.budgets;

import dev.bursar.simulator.budgets.StoredBudget.Notice;
import dev.bursar.simulator.http.Json;
import java.math.BigDecimal;
import tools.jackson.databind.node.ObjectNode;

/** Whether a notification's threshold is passed. */
final class NoticeState {

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
