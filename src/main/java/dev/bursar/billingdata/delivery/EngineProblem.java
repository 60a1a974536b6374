package dev.bursar.billingdata.delivery;

import dev.bursar.billingdata.engine.EngineFailure.Fact;
import dev.bursar.billingdata.engine.EngineName;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import org.jspecify.annotations.Nullable;

/** What an engine's failure is to whoever can mend it. */
final class EngineProblem {
    private EngineProblem() {}

    static SourceProblem of(Fact fact, String period, @Nullable Throwable cause) {
        return new SourceProblem(kind(fact), new DeliveryProblem.EngineFailed(fact, period), cause);
    }

    /** Of lines that somebody wanted to see. */
    static SourceProblem ofLines(Fact fact, String period, @Nullable Throwable cause) {
        return new SourceProblem(kind(fact), new DeliveryProblem.OfLines.EngineFailed(fact, period), cause);
    }

    /** An engine that is chosen, and of which the environment says nothing. */
    static SourceProblem notSetUp(EngineName engine) {
        return new SourceProblem(Kind.SETTINGS, new DeliveryProblem.EngineNotSetUp(engine), null);
    }

    private static Kind kind(Fact fact) {
        return switch (fact.kind()) {
            case SIGN_IN -> Kind.CREDENTIALS;
            case DENIED -> Kind.ACCESS_DENIED;
            case THROTTLED, CANCELLED_THERE, GONE -> Kind.UNAVAILABLE;
            // the same query would fail again, and may be paid again
            case LIMIT, OUT_OF_MEMORY, NO_PLACE, RESULTS -> Kind.SETTINGS;
            case DAMAGED, OTHER -> Kind.BAD_ANSWER;
        };
    }
}
