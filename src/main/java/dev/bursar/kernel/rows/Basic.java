package dev.bursar.kernel.rows;

import dev.bursar.kernel.Moments;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The types of columns that Bursar has, by PostgreSQL's own names of them. */
enum Basic {
    TEXT("text", String.class, String.class, ResultSet::getString),
    NUMERIC("numeric", BigDecimal.class, BigDecimal.class, ResultSet::getBigDecimal),
    INT8("int8", Long.class, Long.class, (row, column) -> orNull(row, row.getLong(column))),
    INT4("int4", Integer.class, Integer.class, (row, column) -> orNull(row, row.getInt(column))),
    FLOAT8("float8", Double.class, Double.class, (row, column) -> row.getObject(column, Double.class)),
    BOOL("bool", Boolean.class, Boolean.class, (row, column) -> row.getObject(column, Boolean.class)),
    DATE("date", LocalDate.class, LocalDate.class, (row, column) -> row.getObject(column, LocalDate.class)),
    TIMESTAMPTZ("timestamptz", Instant.class, OffsetDateTime.class, Moments::orNull) {
        @Override
        Object bound(Object value) {
            return ((Instant) value).atOffset(ZoneOffset.UTC);
        }
    },
    UUID_("uuid", UUID.class, UUID.class, (row, column) -> row.getObject(column, UUID.class)),
    BYTEA("bytea", byte[].class, byte[].class, ResultSet::getBytes);

    /** PostgreSQL's name of it. */
    final String sql;
    /** As records have it. */
    final Class<?> type;
    /** As statements take it. */
    final Class<?> bound;

    final RecordMapper.Reader reader;

    Basic(String sql, Class<?> type, Class<?> bound, RecordMapper.Reader reader) {
        this.sql = sql;
        this.type = type;
        this.bound = bound;
        this.reader = reader;
    }

    static @Nullable Basic of(Class<?> type) {
        return Arrays.stream(values())
                .filter(basic -> basic.type == type)
                .findFirst()
                .orElse(null);
    }

    Object bound(Object value) {
        return value;
    }

    private static @Nullable Object orNull(ResultSet row, Object value) throws SQLException {
        return row.wasNull() ? null : value;
    }
}
