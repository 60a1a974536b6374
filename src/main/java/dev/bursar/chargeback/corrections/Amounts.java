package dev.bursar.chargeback.corrections;

import module java.base;

/** Sums and signs of amounts of one currency. */
final class Amounts {
    private Amounts() {}

    static BigDecimal sum(Collection<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Whether none is above 0, or none below. */
    static boolean oneSign(Collection<BigDecimal> amounts) {
        return amounts.stream().noneMatch(amount -> amount.signum() < 0)
                || amounts.stream().noneMatch(amount -> amount.signum() > 0);
    }

    /** What has most, up or down; of equal ones the first. */
    static <K> K largest(Map<K, BigDecimal> amounts) {
        BigDecimal most = amounts.values().stream()
                .map(BigDecimal::abs)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return amounts.entrySet().stream()
                .filter(entry -> entry.getValue().abs().compareTo(most) == 0)
                .findFirst()
                .orElseThrow()
                .getKey();
    }
}
