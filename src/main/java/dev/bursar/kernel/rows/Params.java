package dev.bursar.kernel.rows;

import module java.base;
import java.sql.Types;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;

/**
 * A statement's parameters by name, as {@code JdbcClient.params(…)} takes them. Of a record each component is a parameter, named like its
 * column: {@code accountName} is {@code :account_name}, and a component that is itself a record of several values is {@code :by_id},
 * {@code :by_name}. Moments, enums, ids, optional values, lists and sets become what their columns hold; what no column can hold is left out.
 */
public final class Params extends AbstractMap<String, @Nullable Object> {
    /** What PostgreSQL takes for an empty array of whatever type it expects. */
    private static final SqlParameterValue NOTHING = new SqlParameterValue(Types.OTHER, "{}");

    private final Map<String, @Nullable Object> values = new HashMap<>();

    private Params() {}

    public static Params of(Record record) {
        return new Params().and(record);
    }

    public static Params of(String name, @Nullable Object value) {
        return new Params().and(name, value);
    }

    public Params and(Record record) {
        return columns("", record);
    }

    public Params and(String name, @Nullable Object value) {
        if (value instanceof Record record && Stored.of(record.getClass()) == null) {
            return columns(name + "_", record);
        }
        values.put(name, bound(value));
        return this;
    }

    private Params columns(String prefix, Record record) {
        for (Column column : Column.of(record.getClass())) {
            values.put(prefix + column.name(), column.bound(record));
        }
        return this;
    }

    private static @Nullable Object bound(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Optional<?> optional -> optional.map(Params::bound).orElse(null);
            case Collection<?> several -> array(several);
            default -> {
                Stored stored = stored(value);
                yield stored == null ? value : stored.bound(value);
            }
        };
    }

    private static Object array(Collection<?> values) {
        return values.stream()
                .filter(Objects::nonNull)
                .findFirst()
                .<Object>map(first -> Stored.array(Objects.requireNonNull(stored(first)), values))
                .orElse(NOTHING);
    }

    private static @Nullable Stored stored(Object value) {
        return Stored.of(value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass());
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
        return values.entrySet();
    }
}
