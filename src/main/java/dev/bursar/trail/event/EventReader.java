package dev.bursar.trail.event;

import dev.bursar.trail.spi.LookedUpEvent;
import java.time.Instant;

/** Reads CloudTrail's records. Nothing in one is trusted: what is missing or odd is marked, and never fails the rest. */
public final class EventReader {
    private EventReader() {}

    /**
     * Where a record was found; what it says is used where the record itself says nothing.
     *
     * @param account "" where unknown
     * @param region "" where unknown
     * @param time of the delivery
     * @param now when it is read
     */
    public record Origin(String account, String region, Instant time, Instant now) {}

    /** What came of a record. */
    public sealed interface Reading {
        record Read(TrailEvent event) implements Reading {}

        record Skipped(Reason reason) implements Reading {}
    }

    /** Why a record is not stored. */
    public enum Reason {
        /** No JSON object, and nothing beside it says what it is. */
        NOT_READABLE,
        /** CloudTrail Insights: what is unusual, not who did what. */
        INSIGHT
    }

    /** A record of a log file: as CloudTrail writes it, or as EventBridge delivers it. */
    public static Reading ofLog(String json, Origin origin) {
        throw new UnsupportedOperationException();
    }

    /** An event of LookupEvents; where its record can't be read, what AWS says beside it is kept. */
    public static Reading ofLookup(LookedUpEvent event, Origin origin) {
        throw new UnsupportedOperationException();
    }
}
