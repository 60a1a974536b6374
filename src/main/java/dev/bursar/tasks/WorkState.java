package dev.bursar.tasks;

import module java.base;

/** How a piece of work stands; stored. */
public enum WorkState {
    WAITING,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    static WorkState of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
