package dev.bursar.trail.query;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * One event with all that is known of it.
 *
 * @param record JSON, masked, one line; without environment variables for who sees only some events
 * @param chain who opened the session, from the nearest to the person behind; empty where nothing says
 * @param acted the resources on which it acted, at most 100
 * @param around other events of the same person ten minutes before and after that the reader may see, the newest first, at most 50
 */
public record EventDetails(
        EventRow row,
        String record,
        List<Link> chain,
        List<ActedOn> acted,
        List<EventRow> around,
        boolean byLookup,
        boolean byFiles) {
    public EventDetails {
        chain = List.copyOf(chain);
        acted = List.copyOf(acted);
        around = List.copyOf(around);
    }

    /** A step of the chain: whose call opened the session, and with which event, where the reader may see that. */
    public record Link(
            String person, @Nullable String role, @Nullable UUID event) {}

    /**
     * A resource of the event.
     *
     * @param id in the inventory; null where it is not known there
     * @param team its owner's name; null for nobody
     * @param tags all of them
     * @param cost on the latest 30 days, by currency; only what the reader may see; empty where nothing is known
     * @param otherEvents how many other events acted on it that the reader may see, at most 1,000
     */
    public record ActedOn(
            String arn,
            @Nullable Long id,
            @Nullable String type,
            @Nullable String team,
            Map<String, String> tags,
            boolean costKnown,
            Map<String, BigDecimal> cost,
            boolean gone,
            int otherEvents) {
        public ActedOn {
            tags = Map.copyOf(tags);
            cost = Map.copyOf(cost);
        }
    }
}
