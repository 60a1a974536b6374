package dev.bursar.kernel.rows;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A component of a record as a column: {@code accountName} is {@code account_name}. A component that is itself a record of several values has
 * a column for each, after its own name: {@code by_id}, {@code by_name}.
 *
 * @param value of a record, as it is in Java
 */
record Column(String name, Stored stored, Function<Object, @Nullable Object> value) {
    private static final ClassValue<List<Column>> OF = new ClassValue<>() {
        @Override
        protected List<Column> computeValue(Class<?> type) {
            List<Column> columns = new ArrayList<>();
            collect(columns, "", type, record -> record);
            return List.copyOf(columns);
        }
    };

    /** All but those that no column can hold. */
    static List<Column> of(Class<?> type) {
        return OF.get(type);
    }

    private static void collect(
            List<Column> columns, String prefix, Class<?> type, Function<Object, @Nullable Object> outer) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = prefix + name(component);
            MethodHandle accessor = Stored.accessor(component).asType(MethodType.genericMethodType(1));
            Function<Object, @Nullable Object> value = root -> {
                Object record = outer.apply(root);
                return record == null ? null : get(accessor, record);
            };
            Class<?> several = several(component);
            Stored stored = Stored.of(component.getGenericType());
            if (stored != null && stored.isBound()) {
                columns.add(new Column(name, stored, value));
            } else if (several != null) {
                collect(
                        columns,
                        name + "_",
                        several,
                        component.getType() == several ? value : root -> present(value.apply(root)));
            }
        }
    }

    private static @Nullable Object present(@Nullable Object optional) {
        return optional instanceof Optional<?> some ? some.orElse(null) : null;
    }

    /** The record of several values that a component is, optional or not. */
    static @Nullable Class<?> several(RecordComponent component) {
        Type type = component.getGenericType();
        if (component.getType() == Optional.class && type instanceof ParameterizedType optional) {
            type = optional.getActualTypeArguments()[0];
        }
        return type instanceof Class<?> plain && plain.isRecord() ? plain : null;
    }

    private static @Nullable Object get(MethodHandle accessor, Object record) {
        try {
            return (Object) accessor.invokeExact(record);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    static String name(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    @Nullable
    Object bound(Object record) {
        Object own = value.apply(record);
        return own == null ? null : stored.bound(own);
    }
}
