package dev.bursar.simulator.cloudtrail;

import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.resources.TagWrites;
import dev.bursar.simulator.roles.Sessions;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Records writes of tags in the trail, with the session that wrote them. */
public final class TagWriteEvents implements TagWrites.Records {

    private static final Map<String, String> PARAMETERS =
            Map.of("ResourceARNList", "resourceARNList", "Tags", "tags", "TagKeys", "tagKeys");

    private final Events events;
    private final Sessions sessions;
    private final Clock clock;
    private final AtomicLong recorded = new AtomicLong();

    public TagWriteEvents(Events events, Sessions sessions, Clock clock) {
        this.events = events;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public void add(String operation, ObjectNode request, ObjectNode answer, Caller caller) {
        var actor = actor(sessions, caller);
        var record = new Draft(actor.with(Actors.JAVA), caller.region(), clock.instant(), "tagging:" + operation)
                .asks(parameters(request))
                .made()
                .record()
                .deepCopy();
        record.set("responseElements", answer(answer));
        // two equal requests within a second are two events
        record.put("eventID", Ids.uuid("write " + operation + clock.instant() + recorded.incrementAndGet()));
        events.add(caller.account(), caller.region(), record);
    }

    /** The session whose credentials were used, or the payer's user. */
    static Actor actor(Sessions sessions, Caller caller) {
        return sessions.of(caller)
                .map(TagWriteEvents::actor)
                .orElseGet(() -> Actors.user(Organisation.PAYER, "bursar"));
    }

    private static Actor actor(Sessions.Session session) {
        var wanted = session.wanted();
        var role = Actors.role(wanted.account(), wanted.role(), wanted.name(), session.starts());
        role.identity().put("accessKeyId", session.accessKey());
        return wanted.sourceIdentity() == null ? role : Actors.sourceIdentity(role, wanted.sourceIdentity());
    }

    private static ObjectNode parameters(ObjectNode request) {
        var parameters = Json.object();
        request.properties()
                .forEach(member -> parameters.set(
                        PARAMETERS.getOrDefault(member.getKey(), member.getKey()),
                        member.getValue().deepCopy()));
        return parameters;
    }

    private static JsonNode answer(ObjectNode answer) {
        var elements = Json.object();
        var failed = elements.putObject("failedResourcesMap");
        answer.path("FailedResourcesMap")
                .properties()
                .forEach(one -> failed.putObject(one.getKey())
                        .put("statusCode", one.getValue().path("StatusCode").asInt())
                        .put("errorCode", one.getValue().path("ErrorCode").asString())
                        .put("errorMessage", one.getValue().path("ErrorMessage").asString()));
        return elements;
    }
}
