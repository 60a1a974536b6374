package dev.bursar.efficiency.reading;

import dev.bursar.efficiency.formula.Reason;
import dev.bursar.sync.SourceProblem;
import module java.base;

/** Why metrics that were due were not read. */
public enum Unread {
    CAP(Reason.NOT_READ_CAP),
    DENIED(Reason.NOT_READ_DENIED),
    FAILED(Reason.NOT_READ);

    private final Reason reason;

    Unread(Reason reason) {
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Unread of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }

    static Unread of(SourceProblem.Kind kind) {
        return switch (kind) {
            case ACCESS_DENIED -> DENIED;
            case OFF, LIMITED, CREDENTIALS, UNAVAILABLE, BAD_ANSWER, BAD_QUESTION, SETTINGS -> FAILED;
        };
    }
}
