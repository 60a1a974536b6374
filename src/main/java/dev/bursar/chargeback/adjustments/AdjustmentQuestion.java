package dev.bursar.chargeback.adjustments;

import module java.base;

/**
 * Which adjustments.
 *
 * @param month in which they stand, or that they are about
 */
public record AdjustmentQuestion(Optional<YearMonth> month, Optional<Adjustment.State> state) {
    public static final AdjustmentQuestion ALL = new AdjustmentQuestion(Optional.empty(), Optional.empty());
}
