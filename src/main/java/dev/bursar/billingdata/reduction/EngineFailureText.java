package dev.bursar.billingdata.reduction;

import dev.bursar.billingdata.engine.EngineFailure.Kind;
import dev.bursar.billingdata.engine.EngineName;

/** An engine's failure in words: why it happened and what to do. */
public final class EngineFailureText {
    private EngineFailureText() {}

    /** Follows "it did not …:" */
    public static String why(Kind kind) {
        return switch (kind) {
            case DENIED -> "access was denied";
            case THROTTLED -> "it has too many queries at once";
            case CANCELLED_THERE -> "somebody cancelled the query there";
            case LIMIT -> "a query reached a limit";
            case OUT_OF_MEMORY -> "it ran out of memory";
            case GONE -> "it can\u2019t be reached, or it stopped";
            case NO_PLACE -> "its schema, or the folder of the files or of results, isn\u2019t there";
            case RESULTS -> "results can\u2019t be written or read";
            case DAMAGED -> "its results were changed or cut after it had written them";
            case OTHER -> "the query failed";
        };
    }

    /** @param again what tries again, such as "The next run tries again." */
    public static String whatToDo(Kind kind, EngineName engine, String again) {
        return switch (kind) {
            case DENIED ->
                "Allow Bursar\u2019s user there to read the export\u2019s folder and to write in the folder of results.";
            case THROTTLED, CANCELLED_THERE -> again;
            case LIMIT ->
                "Raise the limit of a query in " + engine.label()
                        + (engine == EngineName.ATHENA ? " and BURSAR_ATHENA_QUERY_GB" : "")
                        + ", or lower BURSAR_ENGINE_GROUP_FILES.";
            case OUT_OF_MEMORY ->
                "Lower BURSAR_ENGINE_GROUP_FILES"
                        + (engine == EngineName.TRINO ? ", give Trino more memory for a query," : "")
                        + " or choose in Set-up that lines are reduced here.";
            case GONE -> "Check that " + engine.label() + " runs, and its address in Bursar\u2019s settings. " + again;
            case NO_PLACE -> "Create what is missing, or correct Bursar\u2019s settings.";
            case RESULTS ->
                "Check that the folder of results is in the same Region, has space, and that Bursar may read it.";
            case DAMAGED -> again;
            case OTHER -> "Look the query up in " + engine.label() + ".";
        };
    }
}
