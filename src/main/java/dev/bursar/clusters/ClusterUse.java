package dev.bursar.clusters;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What was used of nodes and what that cost, in EffectiveCost.
 *
 * @param used by pods
 * @param idle what nobody used while pods ran
 * @param noPods of hours without pods
 * @param gpuCost what of it all is for GPUs
 * @param vcpuHours null where AWS says none
 */
public record ClusterUse(
        BigDecimal used,
        BigDecimal idle,
        BigDecimal noPods,
        @Nullable BigDecimal gpuCost,
        @Nullable BigDecimal vcpuHours,
        @Nullable BigDecimal gbHours,
        @Nullable BigDecimal gpuHours) {
    public static final ClusterUse NOTHING =
            new ClusterUse(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, null, null, null, null);

    private static final int SCALE = 10;

    public ClusterUse plus(ClusterUse more) {
        return new ClusterUse(
                used.add(more.used),
                idle.add(more.idle),
                noPods.add(more.noPods),
                plus(gpuCost, more.gpuCost),
                plus(vcpuHours, more.vcpuHours),
                plus(gbHours, more.gbHours),
                plus(gpuHours, more.gpuHours));
    }

    public BigDecimal cost() {
        return used.add(idle).add(noPods);
    }

    /** What no pod used, hours without pods included. */
    public BigDecimal unused() {
        return idle.add(noPods);
    }

    /** What an hour of a GPU cost, what was idle included; empty where none was used. */
    public Optional<BigDecimal> perGpuHour() {
        return gpuCost == null || gpuHours == null || gpuHours.signum() == 0
                ? Optional.empty()
                : Optional.of(gpuCost.divide(gpuHours, SCALE, RoundingMode.HALF_EVEN));
    }

    private static @Nullable BigDecimal plus(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null ? other : other == null ? one : one.add(other);
    }
}
