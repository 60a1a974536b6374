package dev.bursar.billingdata.reduction;

import dev.bursar.billingdata.engine.EngineFailure;

/**
 * What kept an engine from being tested or a delivery from being looked at.
 *
 * @param said what the engine or the source of files said; it may be any text
 * @param whatToDo where the source of files said that
 */
public record EngineTrouble(Kind kind, String said, String whatToDo) {
    private static final int LONGEST = 500;

    public EngineTrouble {
        said = said.length() > LONGEST ? said.substring(0, LONGEST) : said;
    }

    /** Which of the two it is, and why. */
    public enum Kind {
        DENIED,
        THROTTLED,
        CANCELLED_THERE,
        LIMIT,
        OUT_OF_MEMORY,
        GONE,
        NO_PLACE,
        RESULTS,
        OTHER,
        /** There is no delivery yet. */
        NO_DELIVERY,
        /** The newest delivery's files are of a kind that only DuckDB reads. */
        UNSUITABLE,
        /** Its smallest file is larger than what a test may read. */
        TOO_LARGE,
        /** Its files were replaced meanwhile. */
        REPLACED,
        /** The files can't be read, which the source or the reader says in words. */
        FILES;

        static Kind of(EngineFailure.Kind kind) {
            return switch (kind) {
                case DENIED -> DENIED;
                case THROTTLED -> THROTTLED;
                case CANCELLED_THERE -> CANCELLED_THERE;
                case LIMIT -> LIMIT;
                case OUT_OF_MEMORY -> OUT_OF_MEMORY;
                case GONE -> GONE;
                case NO_PLACE -> NO_PLACE;
                case RESULTS, DAMAGED -> RESULTS;
                case OTHER -> OTHER;
            };
        }
    }

    static EngineTrouble of(Kind kind) {
        return new EngineTrouble(kind, "", "");
    }

    static EngineTrouble of(EngineFailure failure) {
        return new EngineTrouble(Kind.of(failure.fact().kind()), failure.fact().text(), "");
    }
}
