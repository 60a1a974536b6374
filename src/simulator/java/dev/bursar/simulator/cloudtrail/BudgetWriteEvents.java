package dev.bursar.simulator.cloudtrail;

import dev.bursar.simulator.budgets.Budgets;
import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.roles.Sessions;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Records writes of budgets in the trail, with the session that wrote them. */
public final class BudgetWriteEvents implements Budgets.Records {

    private static final String REGION = "us-east-1";

    private final Events events;
    private final Sessions sessions;
    private final Clock clock;
    private final AtomicLong recorded = new AtomicLong();

    public BudgetWriteEvents(Events events, Sessions sessions, Clock clock) {
        this.events = events;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public void add(String operation, ObjectNode request, Caller caller) {
        var record = new Draft(
                        TagWriteEvents.actor(sessions, caller).with(Actors.JAVA),
                        REGION,
                        clock.instant(),
                        "budgets:" + operation)
                .asks(lower(request))
                .made()
                .record()
                .deepCopy();
        // two equal requests within a second are two events
        record.put("eventID", Ids.uuid("budget " + operation + clock.instant() + recorded.incrementAndGet()));
        events.add(caller.account(), REGION, record);
    }

    /** CloudTrail writes members with a small first letter. */
    private static JsonNode lower(JsonNode node) {
        if (node.isArray()) {
            var array = Json.MAPPER.createArrayNode();
            node.values().forEach(value -> array.add(lower(value)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        var object = Json.object();
        node.properties()
                .forEach(member -> object.set(
                        Character.toLowerCase(member.getKey().charAt(0))
                                + member.getKey().substring(1),
                        lower(member.getValue())));
        return object;
    }
}
