package dev.bursar.simulator.cloudtrail;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a request of LookupEvents asks for. */
record Lookup(Predicate<Event> wanted, int size) {

    private static final int LARGEST_PAGE = 50;

    static Lookup of(ObjectNode request) {
        var size = Json.number(request, "MaxResults", LARGEST_PAGE);
        if (size < 1 || size > LARGEST_PAGE) {
            throw AwsRefusal.of(
                    "InvalidMaxResultsException", "This exception is thrown if the limit specified is not valid.");
        }
        return new Lookup(time(request).and(attribute(request)).and(category(request)), size);
    }

    /** Both ends belong to the time. */
    private static Predicate<Event> time(ObjectNode request) {
        var start = instant(request, "StartTime");
        var end = instant(request, "EndTime");
        if (start != null && end != null && start.isAfter(end)) {
            throw AwsRefusal.of(
                    "InvalidTimeRangeException",
                    "Occurs if the timestamp values are not valid. Either the start time occurs after the end time, or"
                            + " the time range is outside the range of possible values.");
        }
        return event -> (start == null || !event.time().isBefore(start))
                && (end == null || !event.time().isAfter(end));
    }

    private static @Nullable Instant instant(ObjectNode request, String member) {
        var value = request.get(member);
        if (value == null || !value.isNumber()) {
            return null;
        }
        var millis = value.decimalValue().multiply(BigDecimal.valueOf(1_000));
        return Instant.ofEpochMilli(millis.longValue());
    }

    private static Predicate<Event> category(ObjectNode request) {
        var category = Json.text(request, "EventCategory");
        if (category != null && !category.equals("insight")) {
            throw AwsRefusal.of(
                    "InvalidEventCategoryException",
                    "Occurs if an event category that is not valid is specified as a value of EventCategory.");
        }
        return event -> category == null;
    }

    private static Predicate<Event> attribute(ObjectNode request) {
        var attributes = Json.list(request, "LookupAttributes");
        if (attributes.isEmpty()) {
            return event -> true;
        }
        if (attributes.size() > 1) {
            throw invalid();
        }
        return attribute(attributes.getFirst());
    }

    private static Predicate<Event> attribute(JsonNode attribute) {
        var key = Json.text(attribute, "AttributeKey");
        var value = Json.text(attribute, "AttributeValue");
        if (key == null || value == null || value.isEmpty()) {
            throw invalid();
        }
        return switch (key) {
            case "EventId" -> event -> event.id().equals(value);
            case "EventName" -> event -> event.name().equals(value);
            case "ReadOnly" -> event -> String.valueOf(event.readOnly()).equals(value);
            case "Username" -> event -> value.equals(event.user());
            case "ResourceType" ->
                event -> event.resources().stream()
                        .anyMatch(resource -> resource.type().equals(value));
            case "ResourceName" ->
                event -> event.resources().stream()
                        .anyMatch(resource -> resource.name().equals(value));
            case "EventSource" -> event -> event.source().equals(value);
            case "AccessKeyId" -> event -> value.equals(event.accessKey());
            default -> throw invalid();
        };
    }

    private static AwsRefusal invalid() {
        return AwsRefusal.of(
                "InvalidLookupAttributesException", "Occurs when a lookup attribute is specified that is not valid.");
    }
}
