package dev.bursar.kernel.rows;

import dev.bursar.kernel.Moments;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * How a type stands in one column: a basic type as it is, a month as its first day, an optional value as it or null, an enum or class by its
 * {@code stored()} and {@code of(String)} (an enum without either by its name), a record of one value as that value, a list or set as an
 * array.
 */
abstract sealed class Stored {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    /** Null where no one column holds the type. */
    static @Nullable Stored of(Type type) {
        if (type instanceof ParameterizedType generic) {
            return of((Class<?>) generic.getRawType(), generic.getActualTypeArguments()[0]);
        }
        if (!(type instanceof Class<?> given)) {
            return null;
        }
        Class<?> plain = MethodType.methodType(given).wrap().returnType();
        Basic basic = Basic.of(plain);
        if (basic != null) {
            return new Made(basic, basic::bound, value -> value);
        }
        if (plain == YearMonth.class) {
            return new Made(Basic.DATE, month -> ((YearMonth) month).atDay(1), day -> YearMonth.from((LocalDate) day));
        }
        return plain.isEnum() || plain.getModule() == Stored.class.getModule() ? ours(plain) : null;
    }

    private static @Nullable Stored of(Class<?> outer, Type inner) {
        Stored stored = of(inner);
        if (stored == null) {
            return null;
        }
        if (outer == Optional.class) {
            return new OrNone(stored);
        }
        return Collection.class.isAssignableFrom(outer) && stored instanceof Made element
                ? new Several(element, outer, inner instanceof Class<?> type && type.isEnum() ? type : null)
                : null;
    }

    private static @Nullable Stored ours(Class<?> type) {
        MethodHandle stored =
                handle(type, lookup -> lookup.findVirtual(type, "stored", MethodType.methodType(String.class)));
        MethodHandle of =
                handle(type, lookup -> lookup.findStatic(type, "of", MethodType.methodType(type, String.class)));
        if (stored != null || of != null && type.isEnum()) {
            return new Made(
                    Basic.TEXT,
                    stored == null ? null : calling(type, "stored()", stored),
                    calling(type, "of(String)", of));
        }
        if (type.isEnum()) {
            return new Made(Basic.TEXT, value -> ((Enum<?>) value).name(), word -> constant(type, (String) word));
        }
        if (!type.isRecord() || type.getRecordComponents().length != 1) {
            return null;
        }
        RecordComponent component = type.getRecordComponents()[0];
        if (!(of(component.getGenericType()) instanceof Made value)) {
            return null;
        }
        UnaryOperator<Object> accessor = calling(type, component.getName(), accessor(component));
        UnaryOperator<Object> constructor = calling(type, "constructor", constructor(type));
        return new Made(
                value.basic,
                record -> value.bound(accessor.apply(record)),
                column -> constructor.apply(value.make.apply(column)));
    }

    static MethodHandle accessor(RecordComponent component) {
        return found(component.getDeclaringRecord(), lookup -> lookup.unreflect(component.getAccessor()));
    }

    static MethodHandle constructor(Class<?> type) {
        Class<?>[] types = new Class<?>[type.getRecordComponents().length];
        for (int i = 0; i < types.length; i++) {
            types[i] = type.getRecordComponents()[i].getType();
        }
        return found(type, lookup -> lookup.findConstructor(type, MethodType.methodType(void.class, types)));
    }

    private interface Find {
        MethodHandle in(MethodHandles.Lookup lookup) throws ReflectiveOperationException;
    }

    private static MethodHandle found(Class<?> type, Find find) {
        MethodHandle handle = handle(type, find);
        if (handle == null) {
            throw new IllegalArgumentException(type + " can't be made");
        }
        return handle;
    }

    private static @Nullable MethodHandle handle(Class<?> type, Find find) {
        try {
            return type.getModule() == Stored.class.getModule()
                    ? find.in(MethodHandles.privateLookupIn(type, LOOKUP))
                    : null;
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    private static UnaryOperator<Object> calling(Class<?> type, String method, @Nullable MethodHandle handle) {
        if (handle == null) {
            return value -> {
                throw new IllegalStateException(type.getSimpleName() + " has no " + method);
            };
        }
        MethodHandle generic = handle.asType(MethodType.genericMethodType(1));
        return value -> {
            try {
                return (Object) generic.invokeExact(value);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object constant(Class<?> type, String name) {
        return Enum.valueOf((Class<Enum>) type, name);
    }

    /** What a statement takes for a value that isn't null. */
    abstract @Nullable Object bound(Object value);

    abstract @Nullable Object read(ResultSet row, String column) throws SQLException;

    /** What an array of such values is bound as. */
    @SuppressWarnings("NullAway") // an element may be null
    static SqlArrayValue array(Stored stored, Collection<? extends @Nullable Object> values) {
        Made made = stored instanceof OrNone optional ? (Made) optional.stored : (Made) stored;
        @Nullable Object[] array = (@Nullable Object[]) Array.newInstance(made.basic.bound, values.size());
        int at = 0;
        for (@Nullable Object value : values) {
            array[at++] = value == null ? null : stored.bound(value);
        }
        return new SqlArrayValue(made.basic.sql, array);
    }

    /** Whether there is something that values are bound as: an enum with {@code of(String)} alone is only read. */
    boolean isBound() {
        return switch (this) {
            case Made made -> made.bind != null;
            case OrNone optional -> optional.stored.isBound();
            case Several several -> several.element.isBound();
        };
    }

    /** PostgreSQL's name of the type of an array's elements; null where there is no array of it. */
    @Nullable
    String element() {
        return switch (this) {
            case Made made -> made.basic.sql;
            case OrNone optional -> optional.stored.element();
            case Several none -> null;
        };
    }

    /** A basic type, and what is made of it. */
    private static final class Made extends Stored {
        private final Basic basic;
        private final @Nullable UnaryOperator<Object> bind;
        private final UnaryOperator<Object> make;

        Made(Basic basic, @Nullable UnaryOperator<Object> bind, UnaryOperator<Object> make) {
            this.basic = basic;
            this.bind = bind;
            this.make = make;
        }

        @Override
        Object bound(Object value) {
            if (bind == null) {
                throw new IllegalArgumentException(value + " has no stored()");
            }
            return bind.apply(value);
        }

        @Override
        @Nullable
        Object read(ResultSet row, String column) throws SQLException {
            Object value = basic.reader.read(row, column);
            return value == null ? null : make.apply(value);
        }
    }

    private static final class OrNone extends Stored {
        private final Stored stored;

        OrNone(Stored stored) {
            this.stored = stored;
        }

        @Override
        @Nullable
        Object bound(Object value) {
            return ((Optional<?>) value).map(stored::bound).orElse(null);
        }

        @Override
        Object read(ResultSet row, String column) throws SQLException {
            return Optional.ofNullable(stored.read(row, column));
        }
    }

    private static final class Several extends Stored {
        private final Made element;
        private final Class<?> collection;
        private final @Nullable Class<?> constants;

        Several(Made element, Class<?> collection, @Nullable Class<?> constants) {
            this.element = element;
            this.collection = collection;
            this.constants = constants;
        }

        @Override
        Object bound(Object value) {
            return array(element, (Collection<?>) value);
        }

        @Override
        @Nullable
        Object read(ResultSet row, String column) throws SQLException {
            java.sql.Array array = row.getArray(column);
            if (array == null) {
                return null;
            }
            List<Object> values = new ArrayList<>();
            for (Object one : (Object[]) array.getArray()) {
                if (!element.basic.bound.isInstance(one)) {
                    throw new SQLException(column + " has no elements of " + element.basic.sql);
                }
                values.add(element.make.apply(one));
            }
            if (!Set.class.isAssignableFrom(collection)) {
                return List.copyOf(values);
            }
            Set<Object> set = constants == null ? new LinkedHashSet<>() : none(constants);
            set.addAll(values);
            return Collections.unmodifiableSet(set);
        }

        /** A set of an enum has its order, whatever the array's. */
        @SuppressWarnings({"unchecked", "rawtypes"})
        private static Set<Object> none(Class<?> constants) {
            return EnumSet.noneOf((Class) constants);
        }
    }

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
}
