package dev.bursar.simulator.cloudtrail;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.JsonService;
import dev.bursar.simulator.http.Pages;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** AWS CloudTrail: the management events of the last 90 days in the caller's account and Region. */
public final class CloudTrail extends JsonService {
    private static final String TOKEN = "NextToken";

    private final Events events;
    private final Pages pages;
    private final RequestRate rate;

    public CloudTrail(Events events, Clock clock) {
        super("cloudtrail", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101", Reach.REGIONS);
        this.events = events;
        this.pages = Pages.expiring(TOKEN, Duration.ofMinutes(15), clock);
        this.rate = new RequestRate(clock);
    }

    /** Sets whether a third request within a second is refused, as AWS does; usually it is not. */
    public void limit(boolean limit) {
        rate.limit(limit);
    }

    @Override
    public AwsRefusal inOwnWords(AwsRefusal refusal) {
        return refusal.isOfToken()
                ? AwsRefusal.of(
                        "InvalidNextTokenException",
                        "A token that is not valid, or a token that was previously used in a request with different"
                                + " parameters. This exception is thrown if the token is not valid.")
                : refusal;
    }

    @Override
    public ObjectNode answer(String operation, ObjectNode request, Caller caller) {
        if (!operation.equals("LookupEvents")) {
            throw JsonService.unknown(operation);
        }
        rate.count(caller);
        var lookup = Lookup.of(request);
        var found = events.lookedUp(caller.account(), caller.region()).stream()
                .filter(lookup.wanted())
                .toList();
        return pages.answer(Json.object(), "Events", found, request, lookup.size(), CloudTrail::json);
    }

    private static ObjectNode json(Event event) {
        var json = Json.object();
        put(json, "EventId", event.id());
        put(json, "EventName", event.name());
        json.put("ReadOnly", String.valueOf(event.readOnly()));
        put(json, "AccessKeyId", event.accessKey());
        json.put("EventTime", event.time().getEpochSecond());
        put(json, "EventSource", event.source());
        put(json, "Username", event.user());
        var resources = json.putArray("Resources");
        for (var resource : event.resources()) {
            resources.addObject().put("ResourceType", resource.type()).put("ResourceName", resource.name());
        }
        return json.put("CloudTrailEvent", event.record().toString());
    }

    private static void put(ObjectNode json, String member, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            json.put(member, text);
        }
    }

    /** Two requests a second for each account and Region. */
    static final class RequestRate {
        private static final int A_SECOND = 2;

        private final Clock clock;
        private final Map<String, Integer> asked = new HashMap<>();
        private long second;
        private boolean limited;

        RequestRate(Clock clock) {
            this.clock = clock;
        }

        synchronized void limit(boolean limit) {
            limited = limit;
            asked.clear();
        }

        synchronized void count(Caller caller) {
            var now = clock.instant().getEpochSecond();
            if (now != second) {
                second = now;
                asked.clear();
            }
            var count = asked.merge(caller.account() + caller.region(), 1, Integer::sum);
            if (limited && count > A_SECOND) {
                throw AwsRefusal.of("ThrottlingException", "Rate exceeded");
            }
        }
    }

    /** What a request of LookupEvents asks for. */
    record Lookup(Predicate<Event> wanted, int size) {
        private static final int LARGEST_PAGE = 50;

        static Lookup of(ObjectNode request) {
            var size = Json.size(
                    request,
                    "MaxResults",
                    LARGEST_PAGE,
                    LARGEST_PAGE,
                    _ -> AwsRefusal.of(
                            "InvalidMaxResultsException",
                            "This exception is thrown if the limit specified is not valid."));
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
                    "InvalidLookupAttributesException",
                    "Occurs when a lookup attribute is specified that is not valid.");
        }
    }
}
