package dev.bursar.simulator.cloudtrail;

import dev.bursar.simulator.costs.AllocationTags;
import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.roles.Sessions;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Records updates of cost allocation tags and backfills in the payer's trail, with the session that made them. */
public final class AllocationEvents implements AllocationTags.Records {

    private final Events events;
    private final Sessions sessions;
    private final Clock clock;
    private final AtomicLong recorded = new AtomicLong();

    public AllocationEvents(Events events, Sessions sessions, Clock clock) {
        this.events = events;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public void add(String operation, ObjectNode request, ObjectNode answer, Caller caller) {
        var record = new Draft(
                        TagWriteEvents.actor(sessions, caller).with(Actors.JAVA),
                        caller.region(),
                        clock.instant(),
                        "ce:" + operation)
                .asks(lower(request))
                .made()
                .record()
                .deepCopy();
        record.set("responseElements", lower(answer));
        record.put("eventID", Ids.uuid("write " + operation + clock.instant() + recorded.incrementAndGet()));
        events.add(caller.account(), record.path("awsRegion").asString(), record);
    }

    /** Members as CloudTrail writes them, which begin with a small letter. */
    private static JsonNode lower(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                var copy = object.objectNode();
                object.properties()
                        .forEach(member -> copy.set(
                                member.getKey().substring(0, 1).toLowerCase(Locale.ROOT)
                                        + member.getKey().substring(1),
                                lower(member.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                var copy = array.arrayNode();
                array.forEach(one -> copy.add(lower(one)));
                yield copy;
            }
            default -> node.deepCopy();
        };
    }
}
