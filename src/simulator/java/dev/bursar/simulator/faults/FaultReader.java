package dev.bursar.simulator.faults;

import dev.bursar.simulator.http.Json;
import module java.base;
import tools.jackson.databind.JsonNode;

/** Reads a fault from the JSON that a person sends with curl. */
public final class FaultReader {
    private FaultReader() {}

    public static Fault read(JsonNode json) {
        var effect = effect(json);
        var operation = Json.text(json, "operation");
        var fault = (operation == null ? effect : effect.on(operation))
                .inAccount(Json.text(json, "account"))
                .inRegion(Json.text(json, "region"))
                .onPage(Json.number(json, "page", 0))
                .after(Json.number(json, "after", 0))
                .times(Json.number(json, "times", Fault.FOR_EVER));
        var probability = Json.text(json, "probability");
        return probability == null ? fault : fault.withProbability(new BigDecimal(probability).toPlainString());
    }

    private static Fault effect(JsonNode json) {
        var name = text(json, "effect", "");
        return switch (name) {
            case "limitExceeded" -> Fault.limitExceeded();
            case "throttled" -> Fault.throttled();
            case "slowDown" -> Fault.slowDown();
            case "expiredToken" -> Fault.expiredToken();
            case "accessDenied" -> Fault.accessDenied();
            case "invalidNextToken" -> Fault.invalidNextToken();
            case "dataUnavailable" -> Fault.dataUnavailable();
            case "refused" -> Fault.refused(text(json, "code", "InternalFailure"), text(json, "text", ""));
            case "htmlError" -> Fault.htmlError();
            case "dropped" -> Fault.dropped();
            case "lost" -> Fault.lost();
            case "cutShort" -> Fault.cutShort();
            case "slow" -> Fault.slow(Duration.ofMillis(Json.number(json, "millis", 3_000)));
            case "invalidJson" -> Fault.invalidJson();
            case "missingMember" -> Fault.missing(text(json, "member", "Amount"));
            case "unknownMember" -> Fault.unknownMember(text(json, "member", "NewMember"));
            case "otherText" -> Fault.text(text(json, "member", "BudgetType"), text(json, "text", "NEW_VALUE"));
            case "otherTextOnce" ->
                Fault.text(
                        text(json, "member", "CloudTrailEvent"),
                        text(json, "text", "{\"eventVersion\":"),
                        Json.number(json, "number", 1));
            case "expiredNextToken" -> Fault.expiredNextToken();
            case "amountText" -> Fault.amount(text(json, "text", "NaN"));
            case "otherCurrency" ->
                Fault.currency(text(json, "currency", "EUR"), Set.copyOf(Json.texts(json, "accounts")));
            case "part" -> Fault.part(text(json, "member", "ResourceTagMappingList"), Json.number(json, "most", 1));
            case "loopingToken" -> Fault.loopingToken();
            case "tooManyRequests" -> Fault.tooManyRequests();
            case "queryEnds" -> {
                var ending = QueryEnding.named(Json.text(json, "ending"));
                if (ending == null) {
                    throw new IllegalArgumentException("Unknown ending: " + Json.text(json, "ending"));
                }
                yield Fault.query(ending);
            }
            default -> throw new IllegalArgumentException("Unknown effect: " + name);
        };
    }

    private static String text(JsonNode json, String member, String absent) {
        var text = Json.text(json, member);
        return text == null ? absent : text;
    }
}
