package dev.bursar.costexplorer;

import dev.bursar.charges.spi.Combination;
import dev.bursar.costexplorer.spi.CostDimension;
import module java.base;

/**
 * What is known of which values of the four dimensions occur together, as pairs. Pairs that nobody asked for are unknown,
 * which is not the same as empty.
 */
public final class Cooccurrence {
    private final Map<CostDimension, Map<CostDimension, Map<String, Set<String>>>> pairs =
            new EnumMap<>(CostDimension.class);

    /** All pairs of the cells, each a day's or month's combination of account, service, record type and tag value. */
    static Cooccurrence of(Collection<Combination> cells) {
        var support = new Cooccurrence();
        for (CostDimension one : CostDimension.values()) {
            for (CostDimension other : CostDimension.values()) {
                if (one.compareTo(other) < 0) {
                    support.learn(one, other);
                    cells.forEach(cell -> support.add(one, value(cell, one), other, value(cell, other)));
                }
            }
        }
        return support;
    }

    /** Marks the pairs of two dimensions as known, even if there will be none. */
    Cooccurrence learn(CostDimension one, CostDimension other) {
        map(one, other);
        map(other, one);
        return this;
    }

    void add(CostDimension one, String value, CostDimension other, String otherValue) {
        map(one, other).computeIfAbsent(value, key -> new TreeSet<>()).add(otherValue);
        map(other, one).computeIfAbsent(otherValue, key -> new TreeSet<>()).add(value);
    }

    /** For each value of {@code one} the values of {@code other} that occur with it, where that is known. */
    Optional<Map<String, Set<String>>> given(CostDimension one, CostDimension other) {
        Map<CostDimension, Map<String, Set<String>>> known = pairs.get(one);
        return known == null ? Optional.empty() : Optional.ofNullable(known.get(other));
    }

    private Map<String, Set<String>> map(CostDimension one, CostDimension other) {
        return pairs.computeIfAbsent(one, key -> new EnumMap<>(CostDimension.class))
                .computeIfAbsent(other, key -> new TreeMap<>());
    }

    /** What the combination has of the dimension; tag value "" is untagged. */
    static String value(Combination cell, CostDimension dimension) {
        return switch (dimension) {
            case ACCOUNT -> cell.account();
            case SERVICE -> cell.service();
            case RECORD_TYPE -> cell.recordType();
            case TAG -> cell.tagValue();
        };
    }
}
