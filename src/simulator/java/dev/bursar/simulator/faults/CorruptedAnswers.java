package dev.bursar.simulator.faults;

import dev.bursar.simulator.costs.Metric;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.Pages;
import module java.base;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Spoils the JSON of an answer. */
public final class CorruptedAnswers {
    /** Objects whose members are data and no model's. */
    private static final Set<String> MAPS = Set.of("CostFilters", "PlannedBudgetLimits");

    private CorruptedAnswers() {}

    public static void apply(Effect.OfJson effect, ObjectNode request, ObjectNode answer) {
        switch (effect) {
            case Effect.MissingMember(var member) -> remove(member, answer);
            case Effect.UnknownMember(var member) -> add(member, answer);
            case Effect.OtherText(var member, var text) -> change(member, text, answer);
            case Effect.OtherTextOnce(var member, var text, var number) -> change(member, text, number, answer);
            case Effect.AmountText(var text) -> amounts(text, answer, "", new HashSet<>());
            case Effect.OtherCurrency(var currency, var accounts) -> currency(currency, accounts, request, answer);
            case Effect.Part(var list, var most) -> cut(list, most, answer);
            case Effect.LoopingToken() -> loop(request, answer);
        }
    }

    private static void remove(String member, JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(member);
        }
        node.values().forEach(child -> remove(member, child));
    }

    private static void add(String member, JsonNode node) {
        if (node.isObject()) {
            node.properties().stream()
                    .filter(child -> !MAPS.contains(child.getKey()))
                    .forEach(child -> add(member, child.getValue()));
        } else {
            node.values().forEach(child -> add(member, child));
        }
        if (node instanceof ObjectNode object) {
            object.putObject(member).put("Of", "the future");
        }
    }

    private static void change(String member, String text, JsonNode node) {
        if (node instanceof ObjectNode object && object.has(member)) {
            object.put(member, text);
        }
        node.values().forEach(child -> change(member, text, child));
    }

    private static void change(String member, String text, int number, ObjectNode answer) {
        var holders = answer.findParents(member);
        if (number >= 1 && number <= holders.size() && holders.get(number - 1) instanceof ObjectNode holder) {
            holder.put(member, text);
        }
    }

    private static void cut(String list, int most, ObjectNode answer) {
        if (answer.path(list) instanceof ArrayNode array) {
            while (array.size() > most) {
                array.remove(array.size() - 1);
            }
        }
    }

    private static void amounts(String text, JsonNode node, String name, Set<String> done) {
        if (node instanceof ObjectNode object && object.has("Amount") && done.add(name)) {
            object.put("Amount", text);
        }
        if (node.isObject()) {
            node.properties().forEach(child -> amounts(text, child.getValue(), child.getKey(), done));
        } else {
            node.values().forEach(child -> amounts(text, child, name, done));
        }
    }

    private static void currency(String currency, Set<String> accounts, ObjectNode request, ObjectNode answer) {
        var filter = request.path("Filter").toString();
        var all = accounts.stream().anyMatch(account -> filter.contains('"' + account + '"'));
        for (var time : answer.path("ResultsByTime").values()) {
            if (all) {
                change(currency, time);
            }
            for (var group : time.path("Groups").values()) {
                if (group.path("Keys").values().stream().anyMatch(key -> accounts.contains(key.asString()))) {
                    change(currency, group);
                }
            }
        }
    }

    private static void change(String currency, JsonNode node) {
        if (node instanceof ObjectNode object && Metric.CURRENCY.equals(Json.text(object, "Unit"))) {
            object.put("Unit", currency);
        }
        node.values().forEach(child -> change(currency, child));
    }

    private static void loop(ObjectNode request, ObjectNode answer) {
        var known = Pages.member(request.has(Pages.member(request)) ? request : answer);
        var member = request.has(known) || answer.has(known) ? known : "NextPageToken";
        var same = Json.text(request, member);
        if (same != null) {
            answer.put(member, same);
        } else if (answer.path(member).asString("").isEmpty()) {
            answer.put(member, new Pages(member, () -> 0).firstPage(request));
        }
    }
}
