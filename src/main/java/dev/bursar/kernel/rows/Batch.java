package dev.bursar.kernel.rows;

import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Many rows as one statement's parameters, an array for each column by its name.
 *
 * @param <R> what a row is made of
 */
public final class Batch<R> {
    private record Values(String name, String type, SqlArrayValue array) {
        /** So that it may be a word of SQL, such as from. */
        String quoted() {
            return '"' + name + '"';
        }
    }

    private final Collection<R> rows;
    private final List<Values> columns = new ArrayList<>();

    private Batch(Collection<R> rows) {
        this.rows = rows;
    }

    public static <R> Batch<R> of(Collection<R> rows) {
        return new Batch<>(rows);
    }

    /** Each component of the record is a column, but for those that no column holds, and lists. */
    public static <R extends Record> Batch<R> of(Class<R> type, Collection<R> rows) {
        var batch = new Batch<>(rows);
        for (Column column : Column.of(type)) {
            String element = column.stored().element();
            if (element != null) {
                batch.add(column.name(), element, column.stored(), column.value()::apply);
            }
        }
        return batch;
    }

    public Batch<R> text(String column, Function<R, @Nullable String> value) {
        return add(column, String.class, value);
    }

    public Batch<R> number(String column, Function<R, @Nullable Long> value) {
        return add(column, Long.class, value);
    }

    public Batch<R> integer(String column, Function<R, @Nullable Integer> value) {
        return add(column, Integer.class, value);
    }

    public Batch<R> decimal(String column, Function<R, @Nullable BigDecimal> value) {
        return add(column, BigDecimal.class, value);
    }

    /** A measured share or count, never money. */
    public Batch<R> measured(String column, Function<R, @Nullable Double> value) {
        return add(column, Double.class, value);
    }

    public Batch<R> flag(String column, Function<R, @Nullable Boolean> value) {
        return add(column, Boolean.class, value);
    }

    public Batch<R> moment(String column, Function<R, @Nullable Instant> value) {
        return add(column, Instant.class, value);
    }

    public Batch<R> json(String column, Function<R, @Nullable String> value) {
        return add(column, "jsonb", stored(String.class), value);
    }

    public Batch<R> id(String column, Function<R, @Nullable UUID> value) {
        return add(column, UUID.class, value);
    }

    /** A column of any type that one column holds: an enum, an id, a day. */
    public <T> Batch<R> add(String column, Class<T> type, Function<R, ? extends @Nullable T> value) {
        Stored stored = stored(type);
        return add(column, Objects.requireNonNull(stored.element()), stored, value);
    }

    private static Stored stored(Class<?> type) {
        Stored stored = Stored.of(type);
        if (stored == null) {
            throw new IllegalArgumentException("No column holds a " + type.getSimpleName());
        }
        return stored;
    }

    private Batch<R> add(String column, String type, Stored stored, Function<R, ? extends @Nullable Object> value) {
        List<@Nullable Object> values = new ArrayList<>(rows.size());
        rows.forEach(row -> values.add(value.apply(row)));
        columns.add(new Values(column, type, Stored.array(stored, values)));
        return this;
    }

    /** The columns' names, for what is inserted and what is selected. */
    public String columns() {
        return columns.stream().map(Values::quoted).collect(Collectors.joining(", "));
    }

    /** {@code unnest(…) as f (…)}. */
    public String rows() {
        return arrays() + " as f (" + columns() + ")";
    }

    /** The same with the rows' {@code number}, from 1, in the batch's order. */
    public String numbered() {
        return arrays() + " with ordinality as f (" + columns() + ", number)";
    }

    private String arrays() {
        return columns.stream()
                .map(column -> "cast(:" + column.name() + " as " + column.type() + "[])")
                .collect(Collectors.joining(", ", "unnest(", ")"));
    }

    /** The statement with the rows as its parameters. */
    public StatementSpec statement(JdbcClient jdbc, String sql) {
        StatementSpec statement = jdbc.sql(sql);
        for (Values column : columns) {
            statement = statement.param(column.name(), column.array());
        }
        return statement;
    }
}
