package dev.bursar.sync;

import org.jspecify.annotations.Nullable;

/** What a source refused or answered badly, for the person who can mend it; stored data stays as it is. */
public final class SourceProblem extends RuntimeException {
    private final Kind kind;
    private final transient Problem problem;

    /**
     * @param what one sentence: what happened, to what
     * @param whatToDo one sentence: the next step
     */
    public SourceProblem(Kind kind, String what, String whatToDo, @Nullable Throwable cause) {
        super(what, cause);
        this.kind = kind;
        this.problem = new Problem.Said(what, whatToDo);
    }

    public SourceProblem(Kind kind, Problem.AtPlace problem, @Nullable Throwable cause) {
        super(problem.toString(), cause);
        this.kind = kind;
        this.problem = problem;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether it passes by itself: no answer, a time-out, too many requests. What is refused or wrong stays until somebody mends it. */
    public boolean passing() {
        return kind == Kind.LIMITED || kind == Kind.UNAVAILABLE;
    }

    public Problem problem() {
        return problem;
    }

    /** In words, for sources that are no places. */
    public Problem.Said said() {
        return problem instanceof Problem.Said said ? said : new Problem.Said(String.valueOf(getMessage()), "");
    }

    /** What sort of problem it is. */
    public enum Kind {
        ACCESS_DENIED,
        CREDENTIALS,
        LIMITED,
        UNAVAILABLE,
        BAD_ANSWER,
        BAD_QUESTION,
        /** Something isn't there or isn't set as it has to be: asked again, it fails again until somebody mends it. */
        SETTINGS,
        /** The Region or the service is off for the account, or the account itself is closed. */
        OFF
    }
}
