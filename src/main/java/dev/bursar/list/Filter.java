package dev.bursar.list;

import module java.base;

/**
 * One condition of a filter bar.
 *
 * @param dimension key of its {@link FilterDimension}
 * @param values for {@code CONTAINS} one text, else values' keys; never empty
 */
public record Filter(String dimension, Operator operator, List<String> values) {
    /** How the values are compared. */
    public enum Operator {
        IS("is"),
        IS_NOT("is not"),
        CONTAINS("contains");

        private final String words;

        Operator(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public Filter {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("A filter needs a value");
        }
    }
}
