package dev.bursar.budgets;

import module java.base;

/** When people are told: a percent of the limit that is spent, or projected to be spent by the end of the period. */
public record Threshold(Kind kind, int percent) implements Comparable<Threshold> {
    public static final int HIGHEST = 1_000;

    public enum Kind {
        ACTUAL("spent"),
        PROJECTED("projected");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** {@code spent}, {@code projected}. */
        public String word() {
            return word;
        }
    }

    public Threshold {
        if (percent < 1 || percent > HIGHEST) {
            throw new IllegalArgumentException("A threshold is 1 to 1,000 percent");
        }
    }

    /** Whether an amount has reached it. */
    public boolean isReached(BigDecimal amount, BigDecimal limit) {
        return amount.multiply(BigDecimal.valueOf(100)).compareTo(limit.multiply(BigDecimal.valueOf(percent))) >= 0;
    }

    @Override
    public int compareTo(Threshold other) {
        return Comparator.comparing(Threshold::kind)
                .thenComparing(Threshold::percent)
                .compare(this, other);
    }
}
