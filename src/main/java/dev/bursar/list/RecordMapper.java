package dev.bursar.list;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/**
 * Makes records of a statement's rows by the names of their components: {@code accountName} is the column {@code account_name}. An enum is
 * made by its {@code of(String)}, a record of one value from that value; what else there is, is said with {@link #with}.
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

    private final Class<R> type;
    private final RecordComponent[] components;
    private final MethodHandle constructor;
    private final Map<String, Reader> readers;

    private RecordMapper(Class<R> type, MethodHandle constructor, Map<String, Reader> readers) {
        this.type = type;
        this.constructor = constructor;
        this.readers = readers;
        components = type.getRecordComponents();
    }

    /** @param lookup of a class that may call the record's constructor */
    public static <R extends Record> RecordMapper<R> of(Class<R> type, MethodHandles.Lookup lookup) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            MethodHandle constructor = lookup.findConstructor(type, MethodType.methodType(void.class, types));
            return new RecordMapper<>(type, constructor.asSpreader(Object[].class, types.length), Map.of());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " can't be made", e);
        }
    }

    /** The same with a component that is read otherwise. */
    public RecordMapper<R> with(String component, Reader reader) {
        if (Arrays.stream(components).noneMatch(one -> one.getName().equals(component))) {
            throw new IllegalArgumentException(type.getSimpleName() + " has no " + component);
        }
        return with(reader, one -> one.getName().equals(component));
    }

    /** The same with all components of a type. */
    public RecordMapper<R> with(Class<?> of, Reader reader) {
        return with(reader, one -> one.getType() == of);
    }

    private RecordMapper<R> with(Reader reader, Predicate<RecordComponent> which) {
        var others = new HashMap<>(readers);
        Arrays.stream(components).filter(which).forEach(one -> others.put(one.getName(), reader));
        return new RecordMapper<>(type, constructor, others);
    }

    /**
     * What to select: each component's column, or what it says with {@link Sql}.
     *
     * @param table that columns are of: {@code v}
     */
    public String columns(String table) {
        return Arrays.stream(components)
                .map(component -> {
                    Sql sql = component.getAnnotation(Sql.class);
                    String column = column(component);
                    return sql == null ? table + "." + column : sql.value() + " as " + column;
                })
                .collect(Collectors.joining(", "));
    }

    @Override
    public R mapRow(ResultSet row, int number) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < values.length; i++) {
            RecordComponent component = components[i];
            @Nullable Object value = value(row, component);
            if (value == null && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                throw new IllegalStateException(
                        column(component) + " is null, which " + type.getSimpleName() + " doesn't allow");
            }
            values[i] = value;
        }
        try {
            return type.cast(constructor.invoke(values));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private @Nullable Object value(ResultSet row, RecordComponent component) throws SQLException {
        Reader reader = readers.get(component.getName());
        String column = column(component);
        try {
            return reader == null ? read(row, column, component.getType()) : reader.read(row, column);
        } catch (SQLException e) {
            throw new SQLException(
                    "The statement's " + column + " makes no " + component.getName() + " of " + type.getSimpleName(),
                    e);
        }
    }

    private static String column(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static @Nullable Object read(ResultSet row, String column, Class<?> type) throws SQLException {
        if (type == String.class) {
            return row.getString(column);
        }
        if (type == BigDecimal.class) {
            return row.getBigDecimal(column);
        }
        if (type == Instant.class) {
            @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
            return time == null ? null : time.toInstant();
        }
        if (type == LocalDate.class || type == UUID.class) {
            return row.getObject(column, type);
        }
        if (type == List.class) {
            @Nullable Array array = row.getArray(column);
            return array == null ? null : List.of((Object[]) array.getArray());
        }
        if (type.isEnum()) {
            @Nullable String word = row.getString(column);
            return word == null ? null : made(type, word);
        }
        if (type.isRecord()) {
            return wrapped(row, column, type);
        }
        return row.getObject(column, MethodType.methodType(type).wrap().returnType());
    }

    private static @Nullable Object wrapped(ResultSet row, String column, Class<?> type) throws SQLException {
        RecordComponent[] parts = type.getRecordComponents();
        if (parts.length != 1) {
            throw new SQLException(type.getSimpleName() + " has several values");
        }
        @Nullable Object value = read(row, column, parts[0].getType());
        try {
            return value == null
                    ? null
                    : type.getConstructor(parts[0].getType()).newInstance(value);
        } catch (ReflectiveOperationException e) {
            throw new SQLException(type.getSimpleName() + " can't be made of " + value, e);
        }
    }

    private static Object made(Class<?> type, String word) throws SQLException {
        Method of = Stream.of(type.getMethods())
                .filter(method -> method.getName().equals("of")
                        && Modifier.isStatic(method.getModifiers())
                        && Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class})
                        && method.getReturnType() == type)
                .findFirst()
                .orElseThrow(() -> new SQLException(type.getSimpleName() + " has no of(String)"));
        try {
            return of.invoke(null, word);
        } catch (ReflectiveOperationException e) {
            throw new SQLException(word + " is no " + type.getSimpleName(), e);
        }
    }
}
