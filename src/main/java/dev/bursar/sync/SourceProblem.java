package dev.bursar.sync;

import org.jspecify.annotations.Nullable;

/** What a source refused or answered badly, in words for the person who can mend it; stored data stays as it is. */
public final class SourceProblem extends RuntimeException {
    private final Kind kind;
    private final String what;
    private final String whatToDo;

    /**
     * @param what one sentence: what happened, to what
     * @param whatToDo one sentence: the next step
     */
    public SourceProblem(Kind kind, String what, String whatToDo, @Nullable Throwable cause) {
        super(what, cause);
        this.kind = kind;
        this.what = what;
        this.whatToDo = whatToDo;
    }

    public Kind kind() {
        return kind;
    }

    public String what() {
        return what;
    }

    public String whatToDo() {
        return whatToDo;
    }

    /** What sort of problem it is. */
    public enum Kind {
        ACCESS_DENIED,
        CREDENTIALS,
        LIMITED,
        UNAVAILABLE,
        BAD_ANSWER,
        BAD_QUESTION,
        /** The Region or the service is off for the account, or the account itself is closed. */
        OFF
    }
}
