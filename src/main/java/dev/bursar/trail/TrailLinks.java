package dev.bursar.trail;

import dev.bursar.inventory.spi.CreationLinks;
import dev.bursar.list.Filter;
import dev.bursar.list.FilterAddress;
import module java.base;
import org.springframework.stereotype.Component;

/** Addresses of the CloudTrail page. */
public final class TrailLinks {
    public static final String EVENTS = "cloudtrail";

    private TrailLinks() {}

    /** The panel of an event. */
    public static String event(UUID id) {
        return EVENTS + "?event=" + id;
    }

    /** The events of a resource, as far back as events are kept. */
    public static String ofResource(String arn) {
        return of("resource", arn);
    }

    /** The events of a person, as far back as events are kept. */
    public static String ofPerson(String person) {
        return of("person", person);
    }

    private static String of(String dimension, String value) {
        String filter = FilterAddress.write(new Filter(dimension, Filter.Operator.IS, List.of(value)));
        return EVENTS + "?period=all&f=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
    }

    /** The events of a session, as far back as events are kept; found in their records, where its name ends with a quotation mark. */
    public static String ofSession(String name) {
        return EVENTS + "?period=all&q=" + URLEncoder.encode(name + "\"", StandardCharsets.UTF_8);
    }

    /** The same of one resource. */
    public static String ofSession(String name, String arn) {
        return ofResource(arn) + "&q=" + URLEncoder.encode(name + "\"", StandardCharsets.UTF_8);
    }

    /** Leads pages of resources to the event that made one. */
    @Component
    static class OfCreations implements CreationLinks {
        @Override
        public String event(UUID id) {
            return TrailLinks.event(id);
        }
    }
}
