package dev.bursar.spend;

import dev.bursar.spend.spi.CostDimension;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known of which values of the four dimensions occur together, as pairs. Pairs that nobody asked for are unknown,
 * which is not the same as empty.
 */
final class Support {
    private final Map<CostDimension, Map<CostDimension, Map<String, Set<String>>>> pairs =
            new EnumMap<>(CostDimension.class);

    /** All pairs of the cells, each a day's or month's combination of account, service, record type and tag value. */
    static Support of(Collection<Cell> cells) {
        var support = new Support();
        for (CostDimension one : CostDimension.values()) {
            for (CostDimension other : CostDimension.values()) {
                if (one.compareTo(other) < 0) {
                    support.learn(one, other);
                    cells.forEach(cell -> support.add(one, cell.get(one), other, cell.get(other)));
                }
            }
        }
        return support;
    }

    /** Marks the pairs of two dimensions as known, even if there will be none. */
    Support learn(CostDimension one, CostDimension other) {
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

    /** One combination of the four dimensions; tag value "" is untagged. */
    record Cell(String account, String service, String recordType, String tagValue) {
        String get(CostDimension dimension) {
            return switch (dimension) {
                case ACCOUNT -> account;
                case SERVICE -> service;
                case RECORD_TYPE -> recordType;
                case TAG -> tagValue;
            };
        }
    }
}
