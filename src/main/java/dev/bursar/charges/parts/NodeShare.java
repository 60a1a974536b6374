package dev.bursar.charges.parts;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What makes a charge a part of a node's.
 *
 * @param nodeTags the node's own, beside those of the part
 * @param vcpuHours what was asked for or used, whichever is more, as AWS counts it; null where the part used nothing
 * @param gbHours of memory, likewise
 * @param gpuHours likewise
 * @param vcpuSpare what of them wasn't used; null where AWS measured nothing
 * @param gbSpare likewise
 * @param gpuCost what of the part's EffectiveCost is for GPUs
 */
public record NodeShare(
        ClusterPart part,
        Map<String, String> nodeTags,
        @Nullable BigDecimal vcpuHours,
        @Nullable BigDecimal gbHours,
        @Nullable BigDecimal gpuHours,
        @Nullable BigDecimal gpuCost,
        @Nullable BigDecimal vcpuSpare,
        @Nullable BigDecimal gbSpare) {}
