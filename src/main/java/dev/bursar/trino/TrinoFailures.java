package dev.bursar.trino;

import dev.bursar.billingdata.engine.EngineFailure;
import dev.bursar.billingdata.engine.EngineFailure.Kind;
import dev.bursar.billingdata.engine.EngineName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which kind of failure it is that Trino, or its driver, reports. */
final class TrinoFailures {
    private static final int INVALID_TABLE_PROPERTY = 18;

    private TrinoFailures() {}

    static EngineFailure of(SQLException e, TrinoSettings settings) {
        String text = Objects.requireNonNullElse(e.getMessage(), "");
        return new EngineFailure(kind(e, text, settings.results()), EngineName.TRINO, text, e);
    }

    /** By the codes of Trino's StandardErrorCode; 0 where the driver got no answer of Trino's, or one without a code. */
    private static Kind kind(SQLException e, String text, String results) {
        return switch (e.getErrorCode()) {
            case 4 -> Kind.DENIED;
            case 3, 38 -> Kind.CANCELLED_THERE;
            case 5, 44, 45 -> Kind.NO_PLACE;
            case 35, 40, 132, 131075, 131077, 131078, 131081 -> Kind.LIMIT;
            case 131073, 131076, 131079 -> Kind.OUT_OF_MEMORY;
            case 131074 -> Kind.THROTTLED;
            case 65537, 65539, 65540, 65541, 65542, 65544, 65545, 65547, 65558, 65563 -> Kind.GONE;
            case 0 -> unanswered(e, text.toLowerCase(Locale.ROOT));
            case INVALID_TABLE_PROPERTY -> text.contains("location") ? Kind.NO_PLACE : Kind.OTHER;
            default -> !results.isEmpty() && text.contains(results) ? Kind.RESULTS : Kind.OTHER;
        };
    }

    private static Kind unanswered(SQLException e, String text) {
        if (text.contains("authentication failed")
                || text.contains("unauthorized")
                || text.contains("statuscode=401")) {
            return Kind.SIGN_IN;
        }
        if (text.contains("forbidden") || text.contains("statuscode=403")) {
            return Kind.DENIED;
        }
        if (text.startsWith("connection property")) {
            // what the driver says of settings, before it has asked anybody
            return Kind.OTHER;
        }
        return isFromNetwork(e)
                        || text.contains("error executing query")
                        || text.contains("error fetching")
                        || text.contains("connect")
                ? Kind.GONE
                : Kind.OTHER;
    }

    private static boolean isFromNetwork(Throwable e) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof UncheckedIOException) {
                return true;
            }
        }
        return false;
    }
}
