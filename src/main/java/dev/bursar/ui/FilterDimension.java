package dev.bursar.ui;

import dev.bursar.list.Dimension;
import dev.bursar.list.Filter;
import module java.base;

/**
 * Something to filter by.
 *
 * @param key as in the URL
 * @param label as on the chip, {@code Team}
 * @param values looked up while the person types
 * @param operators that make sense for it
 */
public record FilterDimension(String key, String label, Lookup values, List<Filter.Operator> operators) {

    public FilterDimension {
        operators = List.copyOf(operators);
    }

    /** With all three operators. */
    public FilterDimension(String key, String label, Lookup values) {
        this(key, label, values, List.of(Filter.Operator.values()));
    }

    /** What a list can be filtered by, with its values. */
    public static FilterDimension of(Dimension dimension, Lookup values) {
        return new FilterDimension(dimension.key(), dimension.label(), values, dimension.operators());
    }

    /** What a list can be filtered by, with values that are known, by their labels; nobody's number is 0. */
    public static FilterDimension of(Dimension dimension, Map<String, String> labels) {
        var shown = new LinkedHashMap<>(labels);
        if (dimension.isNumber()) {
            shown.replace("0", "nobody");
        }
        return of(dimension, Lookup.of(shown));
    }

    /** The same by numbers; nobody's is 0. */
    public static FilterDimension ofNumbers(Dimension dimension, Map<Integer, String> names) {
        var labels = new LinkedHashMap<String, String>();
        names.forEach((id, name) -> labels.put(String.valueOf(id), id == 0 ? "nobody" : name));
        return of(dimension, labels);
    }

    /** The same with values that are their own labels. */
    public static FilterDimension of(Dimension dimension, Collection<String> values) {
        var labels = new LinkedHashMap<String, String>();
        values.forEach(value -> labels.put(value, value));
        return of(dimension, labels);
    }

    /**
     * A value to choose.
     *
     * @param key as in the URL, for example an account's id
     * @param label as shown, for example the account's name; shown as text whatever it holds
     */
    public record Value(String key, String label) {}

    /** Finds the values that the person may see. */
    public interface Lookup {
        /** Values whose label contains the text, in a stable order. */
        List<Value> find(String text, int offset, int limit);

        /** Among values that are known already, by their labels; the labels' order is kept. */
        static Lookup of(Map<String, String> labels) {
            return new Lookup() {
                @Override
                public List<Value> find(String text, int offset, int limit) {
                    String part = text.toLowerCase(Locale.ROOT);
                    return labels.entrySet().stream()
                            .filter(value -> value.getValue()
                                            .toLowerCase(Locale.ROOT)
                                            .contains(part)
                                    || value.getKey().toLowerCase(Locale.ROOT).contains(part))
                            .map(value -> new Value(value.getKey(), value.getValue()))
                            .skip(offset)
                            .limit(limit)
                            .toList();
                }

                @Override
                public String label(String key) {
                    return labels.getOrDefault(key, key);
                }
            };
        }

        /** What to call the value with this key; by default the key. */
        default String label(String key) {
            return key;
        }
    }
}
