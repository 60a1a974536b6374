package dev.bursar.aws;

import dev.bursar.aws.AwsProblem.Answer;
import dev.bursar.aws.AwsProblem.AnswerRejected;
import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.budgets.spi.AwsBudget.Amount;
import dev.bursar.budgets.spi.AwsBudget.Health;
import dev.bursar.budgets.spi.AwsBudget.Limits;
import dev.bursar.budgets.spi.AwsBudget.Notification;
import dev.bursar.budgets.spi.AwsBudget.Period;
import dev.bursar.budgets.spi.AwsBudget.Spend;
import dev.bursar.budgets.spi.AwsFilter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads budgets from an answer's JSON: numbers digit by digit, and what AWS may add values to as text. */
final class BudgetReader {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final int LONGEST_NAME = 100;
    /** 2087-06-15 is AWS's way to say that there is no end. */
    private static final Instant NO_END = Instant.ofEpochSecond(3_706_473_600L);

    private static final int NANOS = 9;

    private BudgetReader() {}

    /** The items of a list in an answer; none where the member is missing. */
    static List<JsonNode> items(@Nullable String answer, String member) {
        try {
            JsonNode items = JSON.readTree(answer == null ? "" : answer).path(member);
            return items.isArray() ? List.copyOf(items.values()) : List.of();
        } catch (JacksonException e) {
            throw bad("it is not JSON");
        }
    }

    /** The budget of an answer that has but one. */
    static AwsBudget one(@Nullable String answer) {
        try {
            return budget(JSON.readTree(answer == null ? "" : answer).path("Budget"));
        } catch (JacksonException e) {
            throw bad("it is not JSON");
        }
    }

    static AwsBudget budget(JsonNode json) {
        String name = text(json, "BudgetName");
        if (name == null || name.isEmpty() || name.length() > LONGEST_NAME) {
            throw bad("a budget has no name");
        }
        JsonNode calculated = json.path("CalculatedSpend");
        JsonNode time = json.path("TimePeriod");
        Instant end = moment(time.get("End"));
        return new AwsBudget(
                name,
                word(json, "BudgetType"),
                new Period(
                        word(json, "TimeUnit"),
                        moment(time.get("Start")),
                        end == null || !end.isBefore(NO_END) ? null : end),
                limits(json, name),
                filter(json),
                new Spend(
                        amount(calculated.path("ActualSpend"), name),
                        amount(calculated.path("ForecastedSpend"), name),
                        moment(json.get("LastUpdatedTime"))),
                health(json.path("HealthStatus")),
                null,
                json.toString());
    }

    private static Limits limits(JsonNode json, String name) {
        var planned = new TreeMap<Instant, Amount>();
        for (Map.Entry<String, JsonNode> entry :
                json.path("PlannedBudgetLimits").properties()) {
            Amount amount = amount(entry.getValue(), name);
            if (amount != null && entry.getKey().matches("\\d{1,11}")) {
                planned.put(Instant.ofEpochSecond(Long.parseLong(entry.getKey())), amount);
            }
        }
        return new Limits(
                amount(json.path("BudgetLimit"), name), planned, text(json.path("AutoAdjustData"), "AutoAdjustType"));
    }

    private static AwsFilter filter(JsonNode json) {
        var filters = new LinkedHashMap<String, List<String>>();
        for (Map.Entry<String, JsonNode> entry : json.path("CostFilters").properties()) {
            filters.put(entry.getKey(), texts(entry.getValue()));
        }
        var types = new LinkedHashMap<String, Boolean>();
        for (Map.Entry<String, JsonNode> entry : json.path("CostTypes").properties()) {
            if (entry.getValue().isBoolean()) {
                types.put(entry.getKey(), entry.getValue().booleanValue());
            }
        }
        JsonNode expression = json.path("FilterExpression");
        return new AwsFilter(
                filters, types, expression.isObject() ? expression.toString() : null, texts(json.path("Metrics")));
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        for (JsonNode value : array.values()) {
            if (value.isString()) {
                texts.add(value.asString());
            }
        }
        return texts;
    }

    private static @Nullable Health health(JsonNode json) {
        String status = text(json, "Status");
        return status == null ? null : new Health(status, text(json, "StatusReason"));
    }

    /** AWS's usual type of a threshold is left out; a notification without a threshold can't be read. */
    static Notification notification(JsonNode json) {
        BigDecimal threshold = json.path("Threshold").isNumber()
                ? json.path("Threshold").decimalValue()
                : AwsText.number(json.path("Threshold").asString(""))
                        .orElseThrow(() -> bad("a notification has no threshold"));
        String thresholdType = text(json, "ThresholdType");
        return new Notification(
                word(json, "NotificationType"),
                word(json, "ComparisonOperator"),
                threshold,
                thresholdType == null ? "PERCENTAGE" : thresholdType,
                text(json, "NotificationState"),
                null);
    }

    private static @Nullable Amount amount(JsonNode spend, String budget) {
        JsonNode amount = spend.path("Amount");
        if (amount.isMissingNode() || amount.isNull()) {
            return null;
        }
        String unit = text(spend, "Unit");
        return new Amount(
                AwsText.number(amount.asString(""))
                        .orElseThrow(() -> bad("an amount of the budget " + shown(budget) + " is not a number")),
                unit == null ? "" : unit);
    }

    /** Seconds since 1970, whole or not; a text as other protocols have it is read too. */
    private static @Nullable Instant moment(@Nullable JsonNode json) {
        if (json == null || json.isNull()) {
            return null;
        }
        try {
            if (json.isNumber()) {
                BigDecimal seconds = json.decimalValue().setScale(NANOS, RoundingMode.DOWN);
                return Instant.ofEpochSecond(
                        seconds.longValue(),
                        seconds.remainder(BigDecimal.ONE).movePointRight(NANOS).longValue());
            }
            return Instant.parse(json.asString(""));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String word(JsonNode json, String member) {
        String text = text(json, member);
        return text == null ? "" : text;
    }

    static @Nullable String text(JsonNode json, String member) {
        JsonNode value = json.path(member);
        String text = value.isString() ? value.asString() : null;
        return text == null || !AwsText.canBeKept(text) ? null : text;
    }

    private static String shown(String name) {
        return "\"" + name + "\"";
    }

    static SourceProblem bad(String what) {
        return new SourceProblem(Kind.BAD_ANSWER, new AnswerRejected(Answer.BUDGETS, "", what), null);
    }
}
