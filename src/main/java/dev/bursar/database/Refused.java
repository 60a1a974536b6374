package dev.bursar.database;

/** A backup can't be made or restored here; the message says why and what to do, for the person at the terminal. */
public final class Refused extends RuntimeException {
    Refused(String message) {
        super(message);
    }

    Refused(String message, Throwable cause) {
        super(message, cause);
    }

    public String words() {
        return String.valueOf(getMessage());
    }
}
