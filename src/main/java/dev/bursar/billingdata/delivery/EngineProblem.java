package dev.bursar.billingdata.delivery;

import dev.bursar.billingdata.engine.EngineFailure.Fact;
import dev.bursar.billingdata.engine.EngineName;
import dev.bursar.billingdata.reduction.EngineFailureText;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import org.jspecify.annotations.Nullable;

/** What an engine's failure is to whoever can mend it. */
final class EngineProblem {
    /** What else helps at a cap, beside raising it. */
    static final String REDUCE_HERE = "choose in Set-up that lines are reduced here";

    private static final String UNCHANGED = " Stored data for the billing period is unchanged.";

    private EngineProblem() {}

    static SourceProblem of(Fact fact, String period, @Nullable Throwable cause) {
        return of(fact, "reduce the lines of " + period, "The next run tries again.", UNCHANGED, cause);
    }

    /** Of lines that somebody wanted to see. */
    static SourceProblem ofLines(Fact fact, String period, @Nullable Throwable cause) {
        return of(fact, "look up the lines of " + period, "Open them again.", "", cause);
    }

    private static SourceProblem of(Fact fact, String task, String again, String kept, @Nullable Throwable cause) {
        return new SourceProblem(
                switch (fact.kind()) {
                    case SIGN_IN -> Kind.CREDENTIALS;
                    case DENIED -> Kind.ACCESS_DENIED;
                    case THROTTLED, CANCELLED_THERE, GONE -> Kind.UNAVAILABLE;
                    // the same query would fail again, and may be paid again
                    case LIMIT, OUT_OF_MEMORY, NO_PLACE, RESULTS -> Kind.SETTINGS;
                    case DAMAGED, OTHER -> Kind.BAD_ANSWER;
                },
                "%s did not %s: %s.%s"
                        .formatted(
                                fact.engine().label(),
                                task,
                                EngineFailureText.why(fact.kind()),
                                fact.text().isEmpty() ? "" : " It said: " + fact.text()),
                EngineFailureText.whatToDo(fact.kind(), fact.engine(), again) + kept,
                cause);
    }

    /** An engine that is chosen, and of which the environment says nothing. */
    static SourceProblem notSetUp(EngineName engine) {
        return new SourceProblem(
                Kind.SETTINGS,
                "Lines are to be reduced in " + engine.label() + ", which is no longer set up.",
                "Set " + (engine == EngineName.ATHENA ? "BURSAR_ATHENA_RESULTS" : "BURSAR_TRINO_URL") + " again, or "
                        + REDUCE_HERE + "." + UNCHANGED,
                null);
    }
}
