package dev.bursar.billingdata.reduction;

import dev.bursar.billingdata.engine.EngineFailure.Kind;
import dev.bursar.billingdata.engine.EngineName;
import dev.bursar.sync.Problem.Said;

/** An engine's failure in words: why it happened and what to do. */
public final class EngineFailureText {
    static final Said NOT_STORED = new Said(
            "Files could not be stored in Bursar\u2019s data folder.",
            "Free up disk space and give Bursar\u2019s user write access.");

    private EngineFailureText() {}

    /** Follows "it did not …:" */
    public static String why(Kind kind) {
        return switch (kind) {
            case SIGN_IN -> "it rejects the user, the password or the token";
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
            case SIGN_IN ->
                engine == EngineName.TRINO
                        ? "Correct BURSAR_TRINO_USER, and BURSAR_TRINO_PASSWORD or BURSAR_TRINO_TOKEN."
                        : "Renew Bursar\u2019s AWS credentials.";
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
                        + " or choose in Set-up to have lines reduced here.";
            case GONE ->
                "Check that " + engine.label() + " runs, and "
                        + (engine == EngineName.TRINO ? "BURSAR_TRINO_URL. " : "the way to AWS. ") + again;
            case NO_PLACE -> "Create what is missing, or correct " + places(engine) + ".";
            case RESULTS ->
                "Check that the folder of results, "
                        + (engine == EngineName.TRINO
                                ? "BURSAR_TRINO_RESULTS, is there, that Trino may write in it"
                                : "BURSAR_ATHENA_RESULTS, is in Athena\u2019s Region, that Bursar\u2019s role may write in it")
                        + " and Bursar may read it, and that it has space.";
            case DAMAGED -> again;
            case OTHER -> "Look the query up in " + engine.label() + ".";
        };
    }

    /** Settings that name places. */
    private static String places(EngineName engine) {
        return engine == EngineName.TRINO
                ? "BURSAR_TRINO_CATALOG, BURSAR_TRINO_SCHEMA or BURSAR_TRINO_RESULTS"
                : "BURSAR_ATHENA_CATALOG, BURSAR_ATHENA_DATABASE, BURSAR_ATHENA_WORKGROUP or BURSAR_ATHENA_RESULTS";
    }
}
