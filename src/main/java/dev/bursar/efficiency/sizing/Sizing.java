package dev.bursar.efficiency.sizing;

import module java.base;

/** Instances that cost less and are enough, or why none are proposed. */
public sealed interface Sizing {
    /** How much the hours that were measured can bear. */
    enum Confidence {
        NORMAL,
        /** Fewer than 14 days were measured. */
        LOW
    }

    /** Why nothing is proposed. */
    enum Ground {
        /** Fewer than 30 are measured. */
        TOO_FEW_HOURS,
        CPU_NOT_KNOWN,
        /** AWS lists none for the present type here. */
        NO_PRICE,
        LOAD_OUTGROWS_ALL,
        /** Of the present type, so that only types of its family are compared. */
        ARCHITECTURE_NOT_KNOWN,
        /** Of requests that other types answer within the latency. */
        RATE_NOT_KNOWN,
        ALREADY_CHEAPEST,
        NONE_CHEAPER
    }

    /**
     * @param alternatives the next ones in order that also cost less
     * @param presentUsdPerHour of all present instances, On-Demand
     */
    record Cheaper(Candidate best, List<Candidate> alternatives, BigDecimal presentUsdPerHour, Confidence confidence)
            implements Sizing {
        public Cheaper {
            alternatives = List.copyOf(alternatives);
        }

        public BigDecimal savedUsdPerHour() {
            return presentUsdPerHour.subtract(best.usdPerHour());
        }

        /** The share of the present list price that is saved, with six decimals, half up: 0.875271 is 87.53 %. */
        public BigDecimal savedShare() {
            return savedUsdPerHour().divide(presentUsdPerHour, 6, RoundingMode.HALF_UP);
        }
    }

    record None(Ground ground) implements Sizing {}
}
