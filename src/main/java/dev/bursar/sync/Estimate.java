package dev.bursar.sync;

import java.math.BigDecimal;

/**
 * What a run is expected to cost.
 *
 * @param requests paid requests, roughly
 * @param costUsd their price in USD
 * @param basis what the number rests on, as a sentence
 */
public record Estimate(int requests, BigDecimal costUsd, String basis) {}
