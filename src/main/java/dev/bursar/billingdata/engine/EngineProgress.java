package dev.bursar.billingdata.engine;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * How far an engine is with a delivery.
 *
 * @param done groups of all {@code groups}
 * @param kept statements that an earlier run had finished, which weren't run again
 * @param bytes that were read of the files for this run, as the engine counts them
 * @param usd what these cost; null where the engine asks nothing
 */
public record EngineProgress(
        EngineName engine,
        int done,
        int groups,
        int kept,
        long bytes,
        @Nullable BigDecimal usd) {}
