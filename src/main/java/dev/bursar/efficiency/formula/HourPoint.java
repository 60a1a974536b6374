package dev.bursar.efficiency.formula;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * One hour of a variant, a job's host or an EC2 instance as CloudWatch gave it; null where CloudWatch has no point. Utilisation is in
 * percent: CPU, GPU and GPU memory are sums over cores and accelerators in SageMaker, and averages over them in EC2; memory is that of the
 * instance.
 *
 * @param hour a full hour of UTC
 * @param cpuSamples points of CPU utilisation that instances published
 * @param latencyAverage of the model, in microseconds
 * @param latencyP99 of the model, in microseconds
 * @param overheadAverage what SageMaker adds to the latency, in microseconds
 * @param backlogMaximum requests that wait at an asynchronous endpoint
 * @param processed requests that an asynchronous endpoint answered
 * @param networkBytes in and out together, of EC2
 */
public record HourPoint(
        Instant hour,
        @Nullable Double cpuAverage,
        @Nullable Double cpuMaximum,
        @Nullable Double cpuSamples,
        @Nullable Double memoryAverage,
        @Nullable Double memoryMaximum,
        @Nullable Double gpuAverage,
        @Nullable Double gpuMaximum,
        @Nullable Double gpuMemoryAverage,
        @Nullable Double gpuMemoryMaximum,
        @Nullable Double invocations,
        @Nullable Double errors4xx,
        @Nullable Double errors5xx,
        @Nullable Double latencyAverage,
        @Nullable Double latencyP99,
        @Nullable Double overheadAverage,
        @Nullable Double backlogMaximum,
        @Nullable Double processed,
        @Nullable Double networkBytes) {
    public HourPoint {
        if (!hour.equals(hour.truncatedTo(ChronoUnit.HOURS))) {
            throw new IllegalArgumentException("Points are of full hours");
        }
    }

    /** The day of UTC that the hour is in. */
    public LocalDate day() {
        return LocalDate.ofInstant(hour, ZoneOffset.UTC);
    }

    /** The average of a resource's utilisation in the hour, in percent as CloudWatch gave it. */
    public @Nullable Double average(Hardware resource) {
        return switch (resource) {
            case CPU -> cpuAverage;
            case MEMORY -> memoryAverage;
            case GPU -> gpuAverage;
            case GPU_MEMORY -> gpuMemoryAverage;
        };
    }

    /** The highest value of a resource's utilisation in the hour, in percent as CloudWatch gave it. */
    public @Nullable Double maximum(Hardware resource) {
        return switch (resource) {
            case CPU -> cpuMaximum;
            case MEMORY -> memoryMaximum;
            case GPU -> gpuMaximum;
            case GPU_MEMORY -> gpuMemoryMaximum;
        };
    }
}
