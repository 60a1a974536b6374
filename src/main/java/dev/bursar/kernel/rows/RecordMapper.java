package dev.bursar.kernel.rows;

import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/**
 * Makes records of a statement's rows by the names of their components: {@code accountName} is the column {@code account_name}. What a column
 * becomes by its type stands at {@link Stored}. A component that is itself a record of several values is made of columns after its own name
 * ({@code by_id}, {@code by_name}) and, where it may be, absent where the first of them is null. What else there is, is said with {@link #with}.
 *
 * @param <R> the record; its canonical constructor is called
 */
public final class RecordMapper<R extends Record> implements RowMapper<R> {
    /** What a component is selected by, where it isn't a column of its name. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.RECORD_COMPONENT)
    public @interface Sql {
        String value();
    }

    /** Reads one component. */
    public interface Reader {
        @Nullable
        Object read(ResultSet row, String column) throws SQLException;
    }

    /**
     * A component and how it is read.
     *
     * @param several what makes it where it is a record of several values
     * @param needs the columns that a row must have
     */
    private record Cell(
            RecordComponent component,
            String column,
            boolean mayBeNull,
            Reader reader,
            @Nullable RecordMapper<?> several,
            Set<String> needs) {
        static Cell of(RecordComponent component, String prefix) {
            String column = prefix + Column.name(component);
            Stored stored = Stored.of(component.getGenericType());
            boolean mayBeNull = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (stored != null) {
                return new Cell(component, column, mayBeNull, stored::read, null, Set.of(column));
            }
            Class<?> several = Column.several(component);
            if (several == null) {
                return new Cell(component, column, mayBeNull, RecordMapper::unread, null, Set.of());
            }
            RecordMapper<?> inner = new RecordMapper<>(several.asSubclass(Record.class), column + "_");
            Reader reader = component.getType() != several
                    ? (row, name) -> Optional.ofNullable(inner.orNull(row))
                    : mayBeNull ? (row, name) -> inner.orNull(row) : (row, name) -> inner.mapRow(row, 0);
            return new Cell(component, column, mayBeNull, reader, inner, inner.needs());
        }

        Cell with(Reader other) {
            return new Cell(component, column, mayBeNull, other, null, Set.of());
        }
    }

    private static final ClassValue<RecordMapper<?>> OF = new ClassValue<>() {
        @Override
        protected RecordMapper<?> computeValue(Class<?> type) {
            return new RecordMapper<>(type.asSubclass(Record.class), "");
        }
    };

    private final Class<R> type;
    private final MethodHandle constructor;
    private final Cell[] cells;

    private RecordMapper(Class<R> type, MethodHandle constructor, Cell[] cells) {
        this.type = type;
        this.constructor = constructor;
        this.cells = cells;
    }

    private RecordMapper(Class<R> type, String prefix) {
        this(
                type,
                Stored.constructor(type).asSpreader(Object[].class, type.getRecordComponents().length),
                Arrays.stream(type.getRecordComponents())
                        .map(component -> Cell.of(component, prefix))
                        .toArray(Cell[]::new));
    }

    /** Made once for each record. */
    @SuppressWarnings("unchecked")
    public static <R extends Record> RecordMapper<R> of(Class<R> type) {
        return (RecordMapper<R>) OF.get(type);
    }

    /** The same with a component that is read otherwise. */
    public RecordMapper<R> with(String component, Reader reader) {
        if (Arrays.stream(cells).noneMatch(one -> one.component.getName().equals(component))) {
            throw new IllegalArgumentException(type.getSimpleName() + " has no " + component);
        }
        return with(reader, one -> one.component.getName().equals(component));
    }

    /** The same with all components of a type. */
    public RecordMapper<R> with(Class<?> of, Reader reader) {
        return with(reader, one -> one.component.getType() == of);
    }

    private RecordMapper<R> with(Reader reader, Predicate<Cell> which) {
        return new RecordMapper<>(
                type,
                constructor,
                Arrays.stream(cells)
                        .map(cell -> which.test(cell) ? cell.with(reader) : cell)
                        .toArray(Cell[]::new));
    }

    /**
     * What to select: each component's column, or what it says with {@link Sql}.
     *
     * @param table that columns are of: {@code v}
     */
    public String columns(String table) {
        return Arrays.stream(cells)
                .map(cell -> {
                    Sql sql = cell.component.getAnnotation(Sql.class);
                    return sql == null ? table + "." + cell.column : sql.value() + " as " + cell.column;
                })
                .collect(Collectors.joining(", "));
    }

    /** The columns that a row must have, but for those that are read otherwise. */
    public Set<String> needs() {
        return Arrays.stream(cells).flatMap(cell -> cell.needs.stream()).collect(Collectors.toSet());
    }

    @Override
    public R mapRow(ResultSet row, int number) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[cells.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(row, cells[i]);
        }
        return made(values);
    }

    @Override
    public String toString() {
        return type.getSimpleName();
    }

    private @Nullable R orNull(ResultSet row) throws SQLException {
        return isAbsent(row) ? null : mapRow(row, 0);
    }

    private boolean isAbsent(ResultSet row) throws SQLException {
        Cell first = cells[0];
        return first.several == null ? first.reader.read(row, first.column) == null : first.several.isAbsent(row);
    }

    private R made(@Nullable Object[] values) {
        try {
            return type.cast(constructor.invoke(values));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private @Nullable Object value(ResultSet row, Cell cell) throws SQLException {
        @Nullable Object value;
        try {
            value = cell.reader.read(row, cell.column);
        } catch (SQLException e) {
            throw new SQLException(
                    "The statement's " + cell.column + " makes no " + cell.component.getName() + " of "
                            + type.getSimpleName(),
                    e);
        }
        if (value == null && !cell.mayBeNull) {
            throw new IllegalStateException(cell.column + " is null, which " + type.getSimpleName() + " doesn't allow");
        }
        return value;
    }

    private static Object unread(ResultSet row, String column) {
        throw new IllegalStateException(column + " is of no type that a column has");
    }
}
