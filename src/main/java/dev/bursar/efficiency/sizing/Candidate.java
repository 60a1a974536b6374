package dev.bursar.efficiency.sizing;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Instances of a type that would be enough.
 *
 * @param fill which share of what these instances have is needed, headroom included; at most 1, and missing where the need is not known
 * @param evidence what the rate of requests rests on; null where no latency was promised
 */
public record Candidate(
        Offer offer,
        int instances,
        Map<Need, Double> fill,
        @Nullable Evidence evidence) {
    /** What a load needs of instances. */
    public enum Need {
        CPU,
        MEMORY,
        GPU,
        GPU_MEMORY,
        REQUESTS
    }

    /** Cheapest first; then fewer instances, newer generation and name. */
    public static final Comparator<Candidate> ORDER = Comparator.comparing(Candidate::usdPerHour)
            .thenComparingInt(Candidate::instances)
            .thenComparing(Comparator.comparingInt(
                            (Candidate candidate) -> candidate.offer().spec().generation())
                    .reversed())
            .thenComparing(candidate -> candidate.offer().type());

    public Candidate {
        fill = Map.copyOf(fill);
    }

    /** All instances, On-Demand. */
    public BigDecimal usdPerHour() {
        return offer.usdPerHour().multiply(BigDecimal.valueOf(instances));
    }

    /** All instances under a Savings Plan; null where the type is not eligible. */
    public @Nullable BigDecimal planUsdPerHour() {
        BigDecimal plan = offer.planUsdPerHour();
        return plan == null ? null : plan.multiply(BigDecimal.valueOf(instances));
    }

    /** What the load needs most of, compared with what these instances have; a smaller size would have too little of it first. */
    public @Nullable Need tightest() {
        return fill.entrySet().stream()
                .max(Map.Entry.<Need, Double>comparingByValue()
                        .thenComparing(Map.Entry.<Need, Double>comparingByKey().reversed()))
                .map(Map.Entry::getKey)
                .orElse(null);
    }
}
