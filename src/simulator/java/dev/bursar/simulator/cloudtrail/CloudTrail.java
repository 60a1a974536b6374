package dev.bursar.simulator.cloudtrail;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.JsonService;
import dev.bursar.simulator.http.Pages;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** AWS CloudTrail: the management events of the last 90 days in the caller's account and Region. */
public final class CloudTrail implements JsonService {

    private static final String TOKEN = "NextToken";

    private final Events events;
    private final Pages pages;
    private final RequestRate rate;

    public CloudTrail(Events events, Clock clock) {
        this.events = events;
        this.pages = Pages.expiring(TOKEN, Duration.ofMinutes(15), clock);
        this.rate = new RequestRate(clock);
    }

    /** Sets whether a third request within a second is refused, as AWS does; usually it is not. */
    public void limit(boolean limit) {
        rate.limit(limit);
    }

    @Override
    public String name() {
        return "cloudtrail";
    }

    @Override
    public Reach reach() {
        return Reach.REGIONS;
    }

    @Override
    public String targetPrefix() {
        return "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101";
    }

    @Override
    public AwsRefusal inOwnWords(AwsRefusal refusal) {
        return switch (refusal.code()) {
            case "ExpiredNextTokenException", "RequestChangedException", "InvalidNextTokenException" ->
                AwsRefusal.of(
                        "InvalidNextTokenException",
                        "A token that is not valid, or a token that was previously used in a request with different"
                                + " parameters. This exception is thrown if the token is not valid.");
            default -> refusal;
        };
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
        var page = pages.page(found, pages.place(request), lookup.size());
        var json = Json.object();
        var array = json.putArray("Events");
        page.items().forEach(event -> array.add(json(event)));
        if (page.next() != null) {
            json.put(TOKEN, page.next());
        }
        return json;
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
}
