package dev.bursar.list;

import module java.base;

/** Filters as an address has them, {@code team.is-not.1,2}: commas within values are escaped, and so are the escapes. */
public final class FilterAddress {
    private static final int MOST_VALUES = 200;
    private static final int LONGEST_VALUE = 10_000;

    private FilterAddress() {}

    public static String write(Filter filter) {
        return filter.dimension() + "." + word(filter.operator()) + "."
                + filter.values().stream()
                        .map(value -> value.replace("%", "%25").replace(",", "%2C"))
                        .collect(Collectors.joining(","));
    }

    /**
     * Reads a filter; empty when it is none that could be applied.
     *
     * @param text decoded once, as a browser decodes it
     * @param example the key of a dimension
     * @param isDimension whether there is a dimension with this key
     * @param why told the reason when it is none
     */
    public static Optional<Filter> read(
            String text, String example, Predicate<String> isDimension, Consumer<String> why) {
        String[] parts = text.split("\\.", 3);
        if (parts.length < 3) {
            why.accept("expected a filter such as " + example + ".is.1");
            return Optional.empty();
        }
        Optional<Filter.Operator> operator = Arrays.stream(Filter.Operator.values())
                .filter(one -> word(one).equals(parts[1]))
                .findFirst();
        if (!isDimension.test(parts[0]) || operator.isEmpty()) {
            why.accept(isDimension.test(parts[0]) ? "unknown condition" : "unknown dimension");
            return Optional.empty();
        }
        List<String> values = Arrays.stream(parts[2].split(",", -1))
                .map(value -> value.replace("%2C", ",").replace("%2c", ",").replace("%25", "%"))
                .toList();
        Optional<String> wrong = wrong(operator.get(), values);
        if (wrong.isPresent()) {
            why.accept(wrong.get());
            return Optional.empty();
        }
        return Optional.of(new Filter(parts[0], operator.get(), values));
    }

    /** Why no filter can have these values; empty when one can. */
    public static Optional<String> wrong(Filter.Operator operator, List<String> values) {
        if (values.isEmpty() || values.stream().distinct().count() > MOST_VALUES) {
            return Optional.of("a filter has 1 to " + MOST_VALUES + " values");
        }
        return values.stream()
                .map(value -> wrong(operator, value))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> wrong(Filter.Operator operator, String value) {
        if (value.length() > LONGEST_VALUE) {
            return Optional.of("a value has at most 10,000 characters");
        }
        if (value.indexOf('\0') >= 0 || !wellFormed(value)) {
            return Optional.of("it contains characters that are not allowed");
        }
        if (operator == Filter.Operator.CONTAINS && value.isEmpty()) {
            return Optional.of("expected a search text");
        }
        return Optional.empty();
    }

    private static boolean wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isHighSurrogate(text.charAt(i))) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            } else if (Character.isLowSurrogate(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static String word(Filter.Operator operator) {
        return operator.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
