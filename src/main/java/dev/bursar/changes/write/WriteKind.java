package dev.bursar.changes.write;

import java.util.Locale;

/** A kind of change that an admin turns on by itself. */
public enum WriteKind {
    TAGS;

    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static WriteKind of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
