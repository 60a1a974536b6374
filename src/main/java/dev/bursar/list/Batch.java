package dev.bursar.list;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Many rows as one statement's parameters, an array for each column by its name.
 *
 * @param <R> what a row is made of
 */
public final class Batch<R> {
    private record Column(
            String name, String type, @Nullable Object[] values) {}

    private final List<R> rows;
    private final List<Column> columns = new ArrayList<>();

    private Batch(List<R> rows) {
        this.rows = rows;
    }

    public static <R> Batch<R> of(List<R> rows) {
        return new Batch<>(rows);
    }

    public Batch<R> text(String column, Function<R, @Nullable String> value) {
        return add(column, "text", value::apply, String[]::new);
    }

    public Batch<R> number(String column, Function<R, @Nullable Long> value) {
        return add(column, "bigint", value::apply, Long[]::new);
    }

    public Batch<R> integer(String column, Function<R, @Nullable Integer> value) {
        return add(column, "int", value::apply, Integer[]::new);
    }

    public Batch<R> decimal(String column, Function<R, @Nullable BigDecimal> value) {
        return add(column, "numeric", value::apply, BigDecimal[]::new);
    }

    /** A measured share or count, never money. */
    public Batch<R> measured(String column, Function<R, @Nullable Double> value) {
        return add(column, "double precision", value::apply, Double[]::new);
    }

    public Batch<R> flag(String column, Function<R, @Nullable Boolean> value) {
        return add(column, "boolean", value::apply, Boolean[]::new);
    }

    public Batch<R> moment(String column, Function<R, @Nullable Instant> value) {
        return add(column, "timestamptz", row -> text(value.apply(row)), String[]::new);
    }

    public Batch<R> day(String column, Function<R, @Nullable LocalDate> value) {
        return add(column, "date", row -> text(value.apply(row)), String[]::new);
    }

    public Batch<R> json(String column, Function<R, @Nullable String> value) {
        return add(column, "jsonb", value::apply, String[]::new);
    }

    public Batch<R> id(String column, Function<R, @Nullable UUID> value) {
        return add(column, "uuid", row -> text(value.apply(row)), String[]::new);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private Batch<R> add(
            String column,
            String type,
            Function<R, ? extends @Nullable Object> value,
            IntFunction<@Nullable Object[]> array) {
        columns.add(new Column(column, type, rows.stream().map(value).toArray(array)));
        return this;
    }

    /** The columns' names, for what is inserted and what is selected. */
    public String columns() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /** {@code unnest(…) as f (…)}. */
    public String rows() {
        return columns.stream()
                        .map(column -> "cast(:" + column.name() + " as " + column.type() + "[])")
                        .collect(Collectors.joining(", ", "unnest(", ")"))
                + " as f (" + columns() + ")";
    }

    /** The statement with the rows as its parameters. */
    public StatementSpec statement(JdbcClient jdbc, String sql) {
        StatementSpec statement = jdbc.sql(sql);
        for (Column column : columns) {
            statement = statement.param(column.name(), column.values());
        }
        return statement;
    }
}
