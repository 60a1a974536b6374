package dev.bursar.simulator.cloudtrail;

import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.roles.Sessions;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Records writes of a service in the trail, with the session that wrote. */
public final class WriteEvents {
    private static final Map<String, String> PARAMETERS =
            Map.of("ResourceARNList", "resourceARNList", "Tags", "tags", "TagKeys", "tagKeys");

    private final Events events;
    private final Sessions sessions;
    private final Clock clock;
    private final AtomicLong recorded = new AtomicLong();

    public WriteEvents(Events events, Sessions sessions, Clock clock) {
        this.events = events;
        this.sessions = sessions;
        this.clock = clock;
    }

    public void ofTags(String operation, ObjectNode request, ObjectNode answer, Caller caller) {
        add("tagging:" + operation, "write " + operation, parameters(request), failures(answer), caller);
    }

    /** Updates of cost allocation tags and backfills. */
    public void ofAllocationTags(String operation, ObjectNode request, ObjectNode answer, Caller caller) {
        add("ce:" + operation, "write " + operation, lower(request), lower(answer), caller);
    }

    public void ofBudgets(String operation, ObjectNode request, Caller caller) {
        add("budgets:" + operation, "budget " + operation, lower(request), null, caller);
    }

    private void add(String call, String seed, JsonNode request, @Nullable JsonNode answer, Caller caller) {
        var record = new Draft(actor(caller).with(Actors.JAVA), caller.region(), clock.instant(), call)
                .asks(request)
                .made()
                .record()
                .deepCopy();
        if (answer != null) {
            record.set("responseElements", answer);
        }
        // two equal requests within a second are two events
        record.put("eventID", Ids.uuid(seed + clock.instant() + recorded.incrementAndGet()));
        events.add(caller.account(), record.path("awsRegion").asString(), record);
    }

    /** The session whose credentials were used, or the payer's user. */
    private Actor actor(Caller caller) {
        return sessions.of(caller).map(WriteEvents::actor).orElseGet(() -> Actors.user(Organisation.PAYER, "bursar"));
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

    private static JsonNode failures(ObjectNode answer) {
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

    /** Members as CloudTrail writes them, which begin with a small letter. */
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
