package dev.bursar.efficiency.spi;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A training, processing or transform job.
 *
 * @param status as AWS writes it, such as Failed
 * @param created when it began or was last changed, where AWS doesn't say when it was made
 * @param ended null while it runs
 * @param billableSeconds of each instance; null where AWS says none, as of processing and transform jobs
 * @param trainingSeconds of training jobs; null where AWS says none
 * @param checkpoints whether it writes any
 * @param retainedBillableSeconds that its warm pool was billed for; 0 without one
 * @param interruptions of managed Spot training that AWS reports
 */
public record MlJob(
        JobKind kind,
        String name,
        String arn,
        String status,
        @Nullable String instanceType,
        int instances,
        Instant created,
        @Nullable Instant started,
        @Nullable Instant ended,
        @Nullable Integer billableSeconds,
        @Nullable Integer trainingSeconds,
        boolean spot,
        boolean checkpoints,
        int retainedBillableSeconds,
        int interruptions) {
    /** What a job does. */
    public enum JobKind {
        TRAINING,
        PROCESSING,
        TRANSFORM
    }
}
