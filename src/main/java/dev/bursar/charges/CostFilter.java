package dev.bursar.charges;

import module java.base;

/**
 * Keeps the charges whose dimension matches.
 *
 * @param values one to 200 texts of at most 10,000 characters: team numbers ("0" is Unallocated), account ids, service
 *     names, charge categories, record types or tag values ("" is untagged); for {@link Operator#CONTAINS} parts of the
 *     shown names, case ignored
 */
public record CostFilter(Dimension dimension, Operator operator, List<String> values) {
    public CostFilter {
        values = values.stream().distinct().toList();
        if (values.isEmpty() || values.size() > 200) {
            throw new IllegalArgumentException("A filter has 1 to 200 values");
        }
        if (values.stream().anyMatch(value -> value.length() > 10_000)) {
            throw new IllegalArgumentException("A filter's value has at most 10,000 characters");
        }
    }

    /** As addresses have it, {@code team.is.7,9}: commas within values are escaped, and so are the escapes. */
    public String address() {
        return dimension.word() + "." + operator.name().toLowerCase(Locale.ROOT).replace('_', '-') + "."
                + values.stream()
                        .map(value -> value.replace("%", "%25").replace(",", "%2C"))
                        .collect(Collectors.joining(","));
    }

    /** How the values are compared. */
    public enum Operator {
        IS,
        IS_NOT,
        CONTAINS
    }
}
