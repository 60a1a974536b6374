package dev.bursar.efficiency.proposals;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What people ask of a workload.
 *
 * @param version 0 while nobody has set anything
 * @param latencyMs the most that 99 % of answers take, in milliseconds; null where none is asked
 * @param cpuHeadroom share that is kept free above what is used, such as 0.2; of GPUs likewise
 * @param rateHeadroom share above the highest rate of requests
 * @param budgetUsd a month; null for none
 * @param anyArchitecture whether it also runs on the other processor architecture
 */
public record Target(
        int version,
        @Nullable Double latencyMs,
        double cpuHeadroom,
        double memoryHeadroom,
        double gpuHeadroom,
        double rateHeadroom,
        @Nullable BigDecimal budgetUsd,
        boolean anyArchitecture) {
    public static final Target USUAL = new Target(0, null, 0.2, 0.2, 0.2, 0.2, null, false);
}
