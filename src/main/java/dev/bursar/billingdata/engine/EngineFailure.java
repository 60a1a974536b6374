package dev.bursar.billingdata.engine;

import dev.bursar.kernel.VisibleText;
import org.jspecify.annotations.Nullable;

/** An engine that didn't do what it was asked. */
public final class EngineFailure extends RuntimeException {
    private final transient Fact fact;

    public EngineFailure(Kind kind, EngineName engine, String text, @Nullable Throwable cause) {
        super(engine + ": " + kind, cause);
        fact = new Fact(kind, engine, text);
    }

    public Fact fact() {
        return fact;
    }

    /** What went wrong. */
    public enum Kind {
        /** The user, the password or the token is wrong. */
        SIGN_IN,
        /** Rights are missing. */
        DENIED,
        /** Too many requests or queries at once. */
        THROTTLED,
        /** Somebody cancelled the query in the engine. */
        CANCELLED_THERE,
        /** The engine's own limit for a query was reached: bytes, time, length of text. */
        LIMIT,
        OUT_OF_MEMORY,
        /** The engine can't be reached, or ended while it worked. */
        GONE,
        /** The schema or catalog, the bucket or the folder isn't there. */
        NO_PLACE,
        /** Results can't be written: the place is full, in another Region or not empty. */
        RESULTS,
        /** Results aren't as they were written; they are made again. */
        DAMAGED,
        OTHER
    }

    /**
     * A failure, for those who put it into words.
     *
     * @param text what the engine said, for the log and for people who run the engine: all of it, on one line
     */
    public record Fact(Kind kind, EngineName engine, String text) {
        /** Longer than what engines say. */
        private static final int LONGEST = 4_000;

        public Fact {
            text = VisibleText.cut(text, LONGEST);
        }
    }
}
