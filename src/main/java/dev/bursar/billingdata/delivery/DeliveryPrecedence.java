package dev.bursar.billingdata.delivery;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The exports in the order in which they are named: of two that deliver the same, the first one counts. A place that could not be
 * looked into stands for all exports in it.
 */
final class DeliveryPrecedence {
    private static final int NOWHERE = Integer.MAX_VALUE;

    private final Map<String, Integer> exports = new LinkedHashMap<>();
    private final Map<String, Integer> unlisted = new LinkedHashMap<>();

    void found(String export) {
        exports.putIfAbsent(export, exports.size() + unlisted.size());
    }

    void unlisted(String place) {
        unlisted.putIfAbsent(place, exports.size() + unlisted.size());
    }

    /** Whether the export is still named. */
    boolean stands(String export) {
        return rank(export) != NOWHERE;
    }

    boolean before(String one, String other) {
        return rank(one) < rank(other);
    }

    private int rank(String export) {
        Integer known = exports.get(export);
        if (known != null) {
            return known;
        }
        return unlisted.entrySet().stream()
                .filter(place -> export.startsWith(place.getKey()))
                .mapToInt(Map.Entry::getValue)
                .min()
                .orElse(NOWHERE);
    }
}
