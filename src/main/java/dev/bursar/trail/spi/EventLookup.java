package dev.bursar.trail.spi;

import dev.bursar.setup.spi.Place;
import dev.bursar.sync.RequestMeter;
import module java.base;

/**
 * Looks up the management events of a place: those of the last 90 days, at most two requests a second. Requests are free and metered
 * with account and Region. Calls for different places may come at the same time.
 */
public interface EventLookup {
    /** How long AWS keeps events for it, in days. */
    int DAYS = 90;

    /**
     * The events of a period, page by page, the newest first. When a page's token expires, reading begins anew: an event may come
     * twice.
     *
     * @param from included
     * @param to included
     * @param writeOnly without events that only read
     * @param page told of each page; reading ends when it returns false
     * @throws dev.bursar.sync.SourceProblem whose sentences name the account and the Region; its kind is OFF where the Region is off
     */
    void lookup(
            Place place,
            Instant from,
            Instant to,
            boolean writeOnly,
            RequestMeter meter,
            Predicate<List<LookedUpEvent>> page);
}
