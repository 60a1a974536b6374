package dev.bursar.billingdata.delivery;

import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.engine.EngineFailure.Fact;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import org.jspecify.annotations.Nullable;

/** What an engine's failure is to whoever can mend it. */
final class EngineProblem {
    private EngineProblem() {}

    static SourceProblem of(Fact fact, String period, @Nullable Throwable cause) {
        return of(
                fact, "reduce the lines of " + period, " Stored data for the billing period is unchanged.", cause);
    }

    /** Of lines that somebody wanted to see. */
    static SourceProblem ofLines(Fact fact, String period, @Nullable Throwable cause) {
        return of(fact, "look up the lines of " + period, "", cause);
    }

    private static SourceProblem of(Fact fact, String task, String kept, @Nullable Throwable cause) {
        String engine = fact.engine().label();
        String why = switch (fact.kind()) {
            case DENIED -> "access was denied";
            case THROTTLED -> "it has too many queries at once";
            case CANCELLED_THERE -> "somebody cancelled the query there";
            case LIMIT -> "a query reached a limit";
            case OUT_OF_MEMORY -> "it ran out of memory";
            case GONE -> "it can't be reached, or it stopped";
            case NO_PLACE -> "its schema, or the folder of the files or of results, isn't there";
            case RESULTS -> "results can't be written or read";
            case OTHER -> "the query failed";
        };
        String whatToDo = switch (fact.kind()) {
            case DENIED ->
                "Allow Bursar's user there to read the export's folder and to write in the folder of results.";
            case THROTTLED, CANCELLED_THERE -> "Nothing to do: the next run tries again.";
            case LIMIT -> "Raise the limit of a query in " + engine + ", or BURSAR_ATHENA_QUERY_GB.";
            case OUT_OF_MEMORY -> "Give " + engine + " more memory for a query, or have Bursar reduce lines itself.";
            case GONE ->
                "Check that " + engine + " runs, and its address in Bursar's settings. The next run tries again.";
            case NO_PLACE -> "Create what is missing, or correct Bursar's settings.";
            case RESULTS ->
                "Check that the folder of results is in the same Region, has space, and that Bursar may read it.";
            case OTHER -> "Look the query up in " + engine + ".";
        };
        return new SourceProblem(
                fact.kind() == dev.bursar.billingdata.engine.EngineFailure.Kind.DENIED
                        ? Kind.ACCESS_DENIED
                        : Kind.UNAVAILABLE,
                "%s did not %s: %s. It said: %s"
                        .formatted(engine, task, why, ChargeFileRefused.shown(fact.text())),
                whatToDo + kept,
                cause);
    }
}
