package dev.bursar.simulator.ml;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A training, processing or transform job.
 *
 * @param ended null while it runs
 * @param billable seconds of each instance; null while it runs
 * @param retained seconds that a warm pool was billed for afterwards
 * @param interruptions of managed Spot training; below 0 where it is none
 */
public record Job(
        Kind kind,
        String account,
        String region,
        String name,
        String type,
        int instances,
        String status,
        Instant created,
        @Nullable Instant ended,
        @Nullable Integer billable,
        int retained,
        int interruptions,
        boolean checkpoints) {

    static final int WAIT = 95;
    private static final double SPOT_SHARE = 0.34;

    /** What a job is, in the words of SageMaker's operations. */
    public enum Kind {
        TRAINING("TrainingJob", "training-job", "Training"),
        PROCESSING("ProcessingJob", "processing-job", "Processing"),
        TRANSFORM("TransformJob", "transform-job", "Transform");

        final String word;
        final String resource;
        final String time;

        Kind(String word, String resource, String time) {
            this.word = word;
            this.resource = resource;
            this.time = time;
        }
    }

    public String arn() {
        return "arn:aws:sagemaker:" + region + ":" + account + ":" + kind.resource + "/" + name;
    }

    public Instant started() {
        return created.plusSeconds(WAIT);
    }

    boolean isSpot() {
        return interruptions >= 0;
    }

    /** What it took; managed Spot training is billed for less. */
    @Nullable
    Integer training() {
        return billable == null ? null : isSpot() ? (int) (billable / SPOT_SHARE) : billable;
    }
}
