package dev.bursar.sync;

import org.jspecify.annotations.Nullable;

/** What a source refused or answered badly, for the person who can mend it; stored data stays as it is. */
public final class SourceProblem extends RuntimeException {
    private final Kind kind;
    private final transient Problem problem;

    public SourceProblem(Kind kind, Problem problem, @Nullable Throwable cause) {
        super(said(problem).what(), cause);
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
        return said(problem);
    }

    private static Problem.Said said(Problem problem) {
        return switch (problem) {
            case Problem.Said said -> said;
            case Problem.Fact fact -> fact.said();
            case Problem.AtPlace place -> new Problem.Said(place.toString(), "");
        };
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
