package dev.bursar.aws.athena;

import dev.bursar.billingdata.engine.EngineFailure;
import dev.bursar.billingdata.engine.EngineFailure.Kind;
import dev.bursar.billingdata.engine.EngineName;
import dev.bursar.sync.SourceProblem;
import module java.base;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.athena.model.AthenaError;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.MetadataException;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;
import software.amazon.awssdk.services.athena.model.ResourceNotFoundException;

/**
 * Which kind of failure it is that Athena reports: by AWS's error type (its error catalog) or code where there is one, else by its text.
 */
final class AthenaFailures {
    /** The same token came with another statement before. */
    private static final String OTHER_STATEMENT = "IDEMPOTENT_PARAMETER_MISMATCH";

    private static final String NO_RESULTS = "RESULT_NOT_FOUND";
    private static final String USED = "HIVE_PATH_ALREADY_EXISTS";
    private static final int SYSTEM = 1;

    private AthenaFailures() {}

    static EngineFailure of(Kind kind, String text) {
        return new EngineFailure(kind, EngineName.ATHENA, text, null);
    }

    static EngineFailure cancelled() {
        return of(Kind.CANCELLED_THERE, "Bursar cancelled the query.");
    }

    static EngineFailure unreadable(String text) {
        return of(Kind.OTHER, text);
    }

    /** A request that was refused, or that never got an answer. */
    static EngineFailure refused(SourceProblem problem) {
        Kind kind = switch (problem.kind()) {
            case ACCESS_DENIED, CREDENTIALS, OFF -> Kind.DENIED;
            case LIMITED -> Kind.THROTTLED;
            case UNAVAILABLE, BAD_ANSWER -> Kind.GONE;
            case SETTINGS -> Kind.NO_PLACE;
            case BAD_QUESTION -> question(problem.getCause());
        };
        return new EngineFailure(kind, EngineName.ATHENA, text(problem), problem);
    }

    private static String text(SourceProblem problem) {
        return problem.getCause() instanceof AwsServiceException e
                        && e.awsErrorDetails() != null
                        && e.awsErrorDetails().errorMessage() != null
                ? e.awsErrorDetails().errorMessage()
                : problem.said().what();
    }

    /** Places that are wrong have no code of their own. */
    private static Kind question(@Nullable Throwable cause) {
        if (cause instanceof ResourceNotFoundException || cause instanceof MetadataException) {
            return Kind.NO_PLACE;
        }
        if (cause instanceof InvalidRequestException e) {
            String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
            if (text.contains("s3 location") || text.contains("output bucket") || text.contains("output location")) {
                return Kind.RESULTS;
            }
            if (text.contains("workgroup") && text.contains("not found")) {
                return Kind.NO_PLACE;
            }
        }
        return Kind.OTHER;
    }

    static boolean isOtherStatement(EngineFailure failure) {
        return code(failure).equals(OTHER_STATEMENT);
    }

    static boolean areResultsGone(EngineFailure failure) {
        return code(failure).equals(NO_RESULTS);
    }

    /** Something lies in the folder that results were to be written to. */
    static boolean isFolderUsed(EngineFailure failure) {
        return failure.fact().text().startsWith(USED);
    }

    private static String code(EngineFailure failure) {
        return failure.getCause() instanceof SourceProblem problem
                        && problem.getCause() instanceof InvalidRequestException e
                        && e.athenaErrorCode() != null
                ? e.athenaErrorCode()
                : "";
    }

    /** A query that ended badly. */
    static EngineFailure ended(QueryExecutionStatus status) {
        @Nullable AthenaError error = status.athenaError();
        String text = Objects.requireNonNullElse(
                status.stateChangeReason(), error == null ? "" : Objects.requireNonNullElse(error.errorMessage(), ""));
        return of(
                status.stateAsString().equals("CANCELLED")
                        ? cancelled(text)
                        : error == null || error.errorType() == null
                                ? named(text, Kind.OTHER)
                                : failed(error.errorType(), error.errorCategory(), text),
                text);
    }

    /** A workgroup's limit cancels a query without an error's type. */
    private static Kind cancelled(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.contains("scanned limit") || lower.contains("timeout") || lower.contains("timed out")
                ? Kind.LIMIT
                : Kind.CANCELLED_THERE;
    }

    private static Kind failed(int type, @Nullable Integer category, String text) {
        return switch (type) {
            case 0, 1, 2, 3, 4, 5, 6, 7, 8 -> Kind.OUT_OF_MEMORY;
            case 206, 210 -> Kind.LIMIT;
            case 238, 401, 402 -> Kind.RESULTS;
            case 1011, 1014 -> Kind.CANCELLED_THERE;
            case 1109, 1110, 1300, 1301, 1302, 1306 -> Kind.NO_PLACE;
            case 1400, 1401, 1403, 1404 -> Kind.THROTTLED;
            case 1500, 1501 -> Kind.DENIED;
            default -> named(text, category != null && category == SYSTEM ? Kind.GONE : Kind.OTHER);
        };
    }

    /** By the name of Trino's error, with which a text begins. */
    private static Kind named(String text, Kind other) {
        if (text.startsWith(USED)) {
            return Kind.RESULTS;
        }
        return text.startsWith("EXCEEDED_TIME_LIMIT") || text.startsWith("Query timeout") ? Kind.LIMIT : other;
    }
}
