package dev.bursar.chargeback.adjustments;

import module java.base;

/**
 * Which adjustments.
 *
 * @param month in which they stand, or that they are about
 * @param toPost whether only proposals of others, which the person who asks can post
 */
public record AdjustmentQuestion(Optional<YearMonth> month, Optional<Adjustment.State> state, boolean toPost) {
    public static final AdjustmentQuestion ALL = new AdjustmentQuestion(Optional.empty(), Optional.empty(), false);
}
