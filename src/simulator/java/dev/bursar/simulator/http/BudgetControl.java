package dev.bursar.simulator.http;

import dev.bursar.simulator.budgets.Budgets;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a person with curl does to budgets, as somebody else who writes them. A restart forgets it.
 *
 * <pre>{@code
 * at="$(cat data/demo/simulator)/_simulator"
 * curl $at/budgets/team-search
 * curl -d '{"name":"team-search","set":{"BudgetLimit":{"Amount":"70000.0","Unit":"USD"}}}' $at/budgets   # null removes a member
 * curl -d '{"name":"team-search","set":{"CostTypes":{"IncludeMoonlight":true}}}' $at/budgets             # no model knows it
 * curl -d '{"name":"team-search"}' $at/budgets-gone
 * curl -d '{"most":14}' $at/budgets-quota
 * }</pre>
 */
public final class BudgetControl {
    private static final String ONE = "GET budgets/";

    private final Budgets budgets;

    public BudgetControl(Budgets budgets) {
        this.budgets = budgets;
    }

    /** Does what is asked, or answers null for another request. */
    @Nullable
    Reply reply(String what, InputStream body) {
        if (what.startsWith(ONE)) {
            return shown(what.substring(ONE.length()));
        }
        switch (what) {
            case "POST budgets" -> {
                var wanted = Json.MAPPER.readTree(body);
                var name = ControlApi.text(wanted, "name");
                budgets.change(name, budget -> set(budget, wanted.path("set")));
                return shown(name);
            }
            case "POST budgets-gone" -> budgets.remove(ControlApi.text(Json.MAPPER.readTree(body), "name"));
            case "POST budgets-quota" -> budgets.quota(Json.number(Json.MAPPER.readTree(body), "most", 0));
            default -> {
                return null;
            }
        }
        return Reply.json(Map.of());
    }

    private Reply shown(String name) {
        var whole = budgets.whole(name);
        return Reply.json(whole == null ? Map.of() : whole);
    }

    private static void set(ObjectNode budget, JsonNode members) {
        members.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                budget.remove(member.getKey());
            } else {
                budget.set(member.getKey(), member.getValue());
            }
        });
    }
}
