package dev.bursar.billingdata.reduction;

import dev.bursar.billingdata.engine.ScanPrice;
import module java.base;

/**
 * What the newest delivery takes an engine, as the ends of its files say; nothing was asked of the engine.
 *
 * @param filesRead of how many files the end was read; the others count by their size
 * @param bytes of the columns that are read, packed as they are: one scan
 */
public record DeliverySize(
        ReductionPlace engine, String period, int files, int filesRead, long lines, long bytes, Instant at) {
    /** What Athena asks for it in USD, at least. */
    public BigDecimal leastUsd() {
        return ScanPrice.usd(bytes).multiply(BigDecimal.valueOf(ScanPrice.LEAST_SCANS));
    }

    /** The same where lines have numbers that aren't exact in ten places. */
    public BigDecimal mostUsd() {
        return ScanPrice.usd(bytes).multiply(BigDecimal.valueOf(ScanPrice.MOST_SCANS));
    }
}
