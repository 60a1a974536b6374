package dev.bursar.setup;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What came of trying an action at AWS.
 *
 * @param problem what AWS refused or answered badly; null where it is granted
 * @param whatToDo about the problem
 */
public record Check(
        Outcome outcome, @Nullable String problem, @Nullable String whatToDo, Instant at) {

    static Check granted(Instant at) {
        return new Check(Outcome.GRANTED, null, null, at);
    }

    public enum Outcome {
        GRANTED("granted"),
        DENIED("denied"),
        /** AWS didn't say whether it is allowed: it couldn't be reached, was asked too often, or has other troubles. */
        FAILED("failed");

        private final String stored;

        Outcome(String stored) {
            this.stored = stored;
        }

        String stored() {
            return stored;
        }

        static Outcome of(String stored) {
            for (Outcome outcome : values()) {
                if (outcome.stored.equals(stored)) {
                    return outcome;
                }
            }
            throw new IllegalArgumentException(stored);
        }
    }
}
