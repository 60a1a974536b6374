package dev.bursar.efficiency.sizing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Instances that cost less and are enough, or why none are proposed. */
public sealed interface Proposal {
    /** How much the hours that were measured can bear. */
    enum Confidence {
        NORMAL,
        /** Fewer than 14 days were measured. */
        LOW
    }

    /** Why nothing is proposed. */
    enum Ground {
        TOO_FEW_HOURS("Fewer than 30 hours are measured."),
        CPU_NOT_KNOWN("How much CPU the load needs is not known."),
        NO_PRICE("AWS lists no price for the current instance type here."),
        LOAD_OUTGROWS_ALL("No instance type that is offered here is large enough for the load."),
        ARCHITECTURE_NOT_KNOWN(
                "Which processor architecture the current instance type has is not known, so only types of its family"
                        + " are compared."),
        RATE_NOT_KNOWN("How many requests other instance types answer within the latency is not known."),
        ALREADY_CHEAPEST("It already runs on the cheapest instances that are large enough."),
        NONE_CHEAPER("No cheaper instances are large enough.");

        private final String sentence;

        Ground(String sentence) {
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }
    }

    /**
     * @param alternatives the next ones in order that also cost less
     * @param presentUsdPerHour of all present instances, On-Demand
     */
    record Cheaper(Candidate best, List<Candidate> alternatives, BigDecimal presentUsdPerHour, Confidence confidence)
            implements Proposal {
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

    record None(Ground ground) implements Proposal {}
}
