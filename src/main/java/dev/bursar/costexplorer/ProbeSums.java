package dev.bursar.costexplorer;

import dev.bursar.charges.spi.CostAmounts;
import module java.base;

/** One probe's answer for one period: the sums of each pair of values, in each currency. */
public record ProbeSums(Map<Key, CostAmounts> sums) {
    /** AWS rounds each group to ten decimals: what several groups add up to may differ by that much for each of them. */
    private static final BigDecimal ROUNDED = new BigDecimal("0.0000000001");

    public ProbeSums {
        sums = Map.copyOf(sums);
    }

    public record Key(List<String> values, String currency) {
        public Key {
            values = List.copyOf(values);
        }
    }

    /** The pairs whose costs differ from another answer's by any amount. */
    public Set<List<String>> differences(ProbeSums other) {
        return differences(other, Map.of());
    }

    /**
     * The pairs whose costs differ from sums that were made of several groups each.
     *
     * @param groups how many groups each pair's sum was made of; nothing is allowed for where there is none
     */
    public Set<List<String>> differences(ProbeSums other, Map<Key, Integer> groups) {
        Set<Key> keys = new HashSet<>(sums.keySet());
        keys.addAll(other.sums.keySet());
        Set<List<String>> different = new HashSet<>();
        for (Key key : keys) {
            BigDecimal allowed = ROUNDED.multiply(BigDecimal.valueOf(groups.getOrDefault(key, 0)));
            if (differ(sums.get(key), other.sums.get(key), allowed)) {
                different.add(key.values());
            }
        }
        return different;
    }

    public static ProbeSums sum(List<ProbeSums> parts) {
        Map<Key, CostAmounts> total = new HashMap<>();
        parts.forEach(part -> part.sums.forEach((key, amounts) -> total.merge(key, amounts, CostAmounts::plus)));
        return new ProbeSums(total);
    }

    private static boolean differ(
            @org.jspecify.annotations.Nullable CostAmounts one,
            @org.jspecify.annotations.Nullable CostAmounts other,
            BigDecimal allowed) {
        CostAmounts a = one == null ? none() : one;
        CostAmounts b = other == null ? none() : other;
        return differ(a.unblended(), b.unblended(), allowed)
                || differ(a.amortized(), b.amortized(), allowed)
                || differ(a.netUnblended(), b.netUnblended(), allowed)
                || differ(a.netAmortized(), b.netAmortized(), allowed);
    }

    private static boolean differ(BigDecimal a, BigDecimal b, BigDecimal allowed) {
        return a.subtract(b).abs().compareTo(allowed) > 0;
    }

    private static CostAmounts none() {
        return new CostAmounts("XXX", BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, null, null);
    }
}
