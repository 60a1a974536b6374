package dev.bursar.changes.write;

import module java.base;

/** How an item of a change stands. */
public enum ItemState {
    PLANNED,
    /** Its request leaves, or has left. */
    WRITING,
    /** AWS took it; it isn't seen there yet. */
    WRITTEN,
    VERIFIED,
    /** AWS took it, and shows something else. */
    DIFFERS,
    FAILED,
    /** Nobody knows whether AWS took it, until it is read. */
    UNKNOWN,
    SKIPPED,
    UNDONE;

    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ItemState of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
