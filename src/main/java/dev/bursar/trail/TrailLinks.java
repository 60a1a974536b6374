package dev.bursar.trail;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

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
        return EVENTS + "?period=all&f=" + URLEncoder.encode("resource:is:" + arn, StandardCharsets.UTF_8);
    }
}
