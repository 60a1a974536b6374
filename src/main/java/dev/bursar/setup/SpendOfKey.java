package dev.bursar.setup;

import dev.bursar.setup.spi.AwsConnection.ValueCost;
import module java.base;

/** A month's EffectiveCost by value of one tag, largest first; untagged is "". */
public record SpendOfKey(YearMonth month, Instant readAt, List<ValueCost> values) {
    public SpendOfKey {
        values = List.copyOf(values);
    }

    /** @param untagged the part of {@code total} that doesn't carry the tag */
    public record Sum(BigDecimal total, BigDecimal untagged) {
        public BigDecimal tagged() {
            return total.subtract(untagged);
        }

        private Sum plus(Sum other) {
            return new Sum(total.add(other.total), untagged.add(other.untagged));
        }
    }

    /** By currency; amounts of different ones are never added. */
    public Map<String, Sum> sums() {
        var sums = new TreeMap<String, Sum>();
        values.forEach(value -> sums.merge(
                value.currency(),
                new Sum(value.amount(), value.value().isEmpty() ? value.amount() : BigDecimal.ZERO),
                Sum::plus));
        return sums;
    }

    /** How many different values there are, untagged not counted. */
    public long count() {
        return values.stream()
                .map(ValueCost::value)
                .filter(value -> !value.isEmpty())
                .distinct()
                .count();
    }
}
