package dev.bursar.kernel;

import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Moments as a statement's rows have them, in columns with a time zone. */
public final class Moments {
    private Moments() {}

    /** @throws IllegalStateException when the column is null */
    public static Instant of(ResultSet row, String column) throws SQLException {
        @Nullable Instant at = orNull(row, column);
        if (at == null) {
            throw new IllegalStateException(column + " is null");
        }
        return at;
    }

    public static @Nullable Instant orNull(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
