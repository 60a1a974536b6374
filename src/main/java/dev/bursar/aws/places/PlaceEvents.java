package dev.bursar.aws.places;

import dev.bursar.aws.RetriedRequests;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.RequestMeter;
import dev.bursar.trail.spi.EventLookup;
import dev.bursar.trail.spi.LookedUpEvent;
import dev.bursar.trail.spi.LookedUpEvent.Named;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/** Looks up the events of an account and Region. */
@Component
class PlaceEvents implements EventLookup {
    private static final String LOOKUP = "cloudtrail:LookupEvents";
    private static final int EVENTS_A_PAGE = 50;
    private static final int MOST_EMPTY_PAGES = 50;

    private final PlaceClients clients;

    PlaceEvents(PlaceClients clients) {
        this.clients = clients;
    }

    @Override
    public void lookup(
            Place place,
            Instant from,
            Instant to,
            boolean writeOnly,
            RequestMeter meter,
            Predicate<List<LookedUpEvent>> page) {
        RetriedRequests.fromFirstPage(() -> pages(place, from, to, writeOnly, meter, page));
    }

    private int pages(
            Place place,
            Instant from,
            Instant to,
            boolean writeOnly,
            RequestMeter meter,
            Predicate<List<LookedUpEvent>> page) {
        Set<String> seen = new HashSet<>();
        int empty = 0;
        @Nullable String token = null;
        do {
            LookupEventsRequest.Builder request = LookupEventsRequest.builder()
                    .startTime(from)
                    .endTime(to)
                    .maxResults(EVENTS_A_PAGE)
                    .nextToken(token);
            if (writeOnly) {
                request.lookupAttributes(LookupAttribute.builder()
                        .attributeKey(LookupAttributeKey.READ_ONLY)
                        .attributeValue("false")
                        .build());
            }
            LookupEventsRequest asked = request.build();
            LookupEventsResponse answer =
                    clients.send(PlaceApi.CLOUDTRAIL, place, LOOKUP, meter, client -> client.lookupEvents(asked));
            empty = answer.events().isEmpty() ? empty + 1 : 0;
            if (!page.test(answer.events().stream().map(PlaceEvents::event).toList())) {
                return seen.size();
            }
            token = answer.nextToken();
            if (token != null && !token.isEmpty() && (!seen.add(token) || empty > MOST_EMPTY_PAGES)) {
                throw PlaceProblems.bad(place, LOOKUP, "its pages do not end");
            }
        } while (token != null && !token.isEmpty());
        return seen.size();
    }

    private static LookedUpEvent event(Event event) {
        return new LookedUpEvent(
                event.eventId(),
                event.eventName(),
                event.eventSource(),
                event.eventTime(),
                event.readOnly() == null ? null : Boolean.valueOf(event.readOnly()),
                event.username(),
                event.resources().stream()
                        .map(resource -> new Named(resource.resourceType(), resource.resourceName()))
                        .toList(),
                event.cloudTrailEvent());
    }
}
