package dev.bursar.sync;

import module java.base;

/**
 * What a run is expected to cost.
 *
 * @param least paid requests, where there is little to read; as many as the most where their number is known
 * @param most paid requests, roughly
 * @param leastUsd the price of the fewest in USD
 * @param mostUsd of the most
 * @param basis what the numbers rest on, as a sentence
 */
public record Estimate(int least, int most, BigDecimal leastUsd, BigDecimal mostUsd, String basis) {
    public Estimate(int requests, BigDecimal costUsd, String basis) {
        this(requests, requests, costUsd, costUsd, basis);
    }

    public static Estimate of(int least, int most, BigDecimal eachUsd, String basis) {
        return new Estimate(
                least,
                most,
                eachUsd.multiply(BigDecimal.valueOf(least)),
                eachUsd.multiply(BigDecimal.valueOf(most)),
                basis);
    }
}
