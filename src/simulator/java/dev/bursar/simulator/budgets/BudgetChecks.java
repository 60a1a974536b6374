package dev.bursar.simulator.budgets;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Json;
import module java.base;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What AWS refuses of requests about budgets. */
final class BudgetChecks {
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final int LONGEST_NAME = 100;
    private static final int MOST_NOTICES = 10;
    private static final int MOST_MAILS = 10;
    private static final Set<String> UNITS = Set.of("DAILY", "MONTHLY", "QUARTERLY", "ANNUALLY", "CUSTOM");
    private static final Set<String> TYPES = Set.of(
            "USAGE", "COST", "RI_UTILIZATION", "RI_COVERAGE", "SAVINGS_PLANS_UTILIZATION", "SAVINGS_PLANS_COVERAGE");

    private BudgetChecks() {}

    static void account(ObjectNode request, String payer) {
        var account = Json.required(request, "AccountId");
        if (!ACCOUNT.matcher(account).matches()) {
            throw bad("AccountId must be 12 digits");
        }
        if (!account.equals(payer)) {
            throw AwsRefusal.of(
                    "AccessDeniedException", "Account " + payer + " may not see budgets of " + account + ".");
        }
    }

    static void budget(ObjectNode budget) {
        name(Json.required(budget, "BudgetName"));
        if (!TYPES.contains(Json.required(budget, "BudgetType"))) {
            throw cannot("BudgetType is invalid");
        }
        if (!UNITS.contains(Json.required(budget, "TimeUnit"))) {
            throw cannot("TimeUnit is invalid");
        }
        var limits = List.of("BudgetLimit", "PlannedBudgetLimits", "AutoAdjustData").stream()
                .filter(budget::has)
                .count();
        if (limits == 0) {
            throw cannot("please provide one of the followings: Budget Limit/ Planned Budget Limit/ Auto Adjust Data");
        }
        planned(budget);
        var old = budget.has("CostFilters") || budget.has("CostTypes");
        if (old && (budget.has("FilterExpression") || budget.has("Metrics"))) {
            throw cannot("CostFilters and CostTypes can't be used with FilterExpression and Metrics");
        }
        if (budget.has("Metrics") && Json.list(budget, "Metrics").size() != 1) {
            throw cannot("Metrics must have exactly one value");
        }
        BudgetFilter.expression(budget);
    }

    private static void name(String name) {
        if (name.isEmpty()
                || name.length() > LONGEST_NAME
                || name.indexOf(':') >= 0
                || name.indexOf('\\') >= 0
                || name.contains("/action/")) {
            throw cannot("BudgetName is invalid: 1 to 100 characters without : and \\");
        }
    }

    private static void planned(ObjectNode budget) {
        if (!budget.has("PlannedBudgetLimits")) {
            return;
        }
        var needed = Json.required(budget, "TimeUnit").equals("QUARTERLY") ? 4 : 12;
        if (budget.path("PlannedBudgetLimits").size() != needed) {
            throw cannot("PlannedBudgetLimits must have " + needed + " entries");
        }
    }

    static void notice(StoredBudget stored, JsonNode notification, List<JsonNode> subscribers) {
        if (stored.notices().size() >= MOST_NOTICES) {
            throw AwsRefusal.of(
                    "CreationLimitExceededException",
                    "Unable to create notification - a budget has at most " + MOST_NOTICES + " notifications.");
        }
        single(stored, notification);
        subscribers(subscribers);
    }

    static void changedNotice(StoredBudget stored, StoredBudget.Notice old, JsonNode wanted) {
        if (!old.is(wanted)) {
            single(stored, wanted);
        }
    }

    private static void single(StoredBudget stored, JsonNode notification) {
        if (stored.notices().stream().anyMatch(notice -> notice.is(notification))) {
            throw AwsRefusal.of("DuplicateRecordException", "Unable to create notification - it already exists.");
        }
    }

    static void subscribers(List<JsonNode> subscribers) {
        var topics = subscribers.stream()
                .filter(subscriber -> "SNS".equals(Json.text(subscriber, "SubscriptionType")))
                .count();
        if (subscribers.isEmpty() || topics > 1 || subscribers.size() - topics > MOST_MAILS) {
            throw cannot("a notification has 1 SNS topic and 10 e-mail addresses at most, and at least one of them");
        }
    }

    static int size(ObjectNode request, int usual, int most) {
        return Json.size(request, "MaxResults", usual, most, _ -> bad("MaxResults must be between 1 and " + most));
    }

    static AwsRefusal bad(String text) {
        return AwsRefusal.of("InvalidParameterException", text);
    }

    private static AwsRefusal cannot(String why) {
        return bad("Unable to create/update budget - " + why);
    }
}
