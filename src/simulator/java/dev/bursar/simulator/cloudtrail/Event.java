package dev.bursar.simulator.cloudtrail;

import dev.bursar.simulator.http.Json;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A CloudTrail record and what LookupEvents says beside it.
 *
 * @param account whose trail has it
 * @param region whose LookupEvents gives it
 * @param time when it happened
 * @param visible from when on it is found
 * @param record its JSON, which nobody changes
 * @param added whether a test added it
 */
public record Event(
        String account,
        String region,
        Instant time,
        Instant visible,
        ObjectNode record,
        List<Named> resources,
        boolean added) {
    /** A resource as LookupEvents names it. */
    public record Named(String type, String name) {}

    public Event {
        resources = List.copyOf(resources);
    }

    /** A record from elsewhere, which may lack any member. */
    static Event added(String account, String region, ObjectNode record, Instant now) {
        var resources = new ArrayList<Named>();
        for (var resource : Json.list(record, "resources")) {
            var arn = Json.text(resource, "ARN");
            var type = Json.text(resource, "type");
            if (arn != null) {
                resources.add(new Named(type == null ? "" : type, arn));
            }
        }
        return new Event(account, region, time(record, now), now, record, resources, true);
    }

    private static Instant time(ObjectNode record, Instant absent) {
        try {
            return Instant.parse(record.path("eventTime").asString(""));
        } catch (DateTimeException e) {
            return absent;
        }
    }

    public String id() {
        return record.path("eventID").asString("");
    }

    public String name() {
        return record.path("eventName").asString("");
    }

    public String source() {
        return record.path("eventSource").asString("");
    }

    public boolean readOnly() {
        return record.path("readOnly").asBoolean(false);
    }

    public @Nullable String accessKey() {
        return Json.text(record.path("userIdentity"), "accessKeyId");
    }

    /** The user's name, or that of the role's session; services have none. */
    public @Nullable String user() {
        var identity = record.path("userIdentity");
        var principal = identity.path("principalId").asString("");
        return switch (identity.path("type").asString("")) {
            case "Root" -> "root";
            case "AssumedRole", "FederatedUser" -> principal.substring(principal.indexOf(':') + 1);
            default -> Json.text(identity, "userName");
        };
    }
}
