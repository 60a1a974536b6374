package dev.bursar.simulator.ml;

import dev.bursar.simulator.http.Json;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

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

    /** As it is seen at a moment, by which it need not have ended. */
    Job at(Instant now) {
        var takes = training();
        var end = started().plusSeconds(takes == null ? 0 : takes);
        var over = !end.isAfter(now);
        return new Job(
                kind,
                account,
                region,
                name,
                type,
                instances,
                over ? status : "InProgress",
                created,
                over ? end : null,
                over ? billable : null,
                over ? retained : 0,
                over || !isSpot() ? interruptions : 0,
                checkpoints);
    }

    /** What it took; managed Spot training is billed for less. */
    @Nullable
    Integer training() {
        return billable == null ? null : isSpot() ? (int) (billable / SPOT_SHARE) : billable;
    }

    /** Jobs as SageMaker lists and describes them. */
    static final class JobDescriptions {
        private static final int VOLUME = 100;
        private static final int LONGEST = 432_000;
        private static final int SECONDS_KEPT = 1_800;

        private JobDescriptions() {}

        static ObjectNode summary(Job job) {
            var word = job.kind().word;
            var json = Json.object()
                    .put(word + "Name", job.name())
                    .put(word + "Arn", job.arn())
                    .put("CreationTime", job.created().getEpochSecond())
                    .put("LastModifiedTime", modified(job).getEpochSecond())
                    .put(word + "Status", job.status());
            var ended = job.ended();
            if (ended != null) {
                json.put(job.kind().time + "EndTime", ended.getEpochSecond());
            }
            return json;
        }

        private static Instant modified(Job job) {
            var ended = job.ended();
            return ended == null ? job.started() : ended;
        }

        static ObjectNode job(Job job) {
            var json = summary(job);
            json.put(job.kind().time + "StartTime", job.started().getEpochSecond());
            switch (job.kind()) {
                case TRAINING -> training(json, job);
                case PROCESSING -> {
                    resources(json.putObject("ProcessingResources").putObject("ClusterConfig"), job);
                    json.putObject("AppSpecification").put("ImageUri", "features:latest");
                }
                case TRANSFORM -> {
                    json.put("ModelName", "search-reranker");
                    json.putObject("TransformResources")
                            .put("InstanceType", job.type())
                            .put("InstanceCount", job.instances());
                }
            }
            if (job.status().equals("Failed")) {
                json.put("FailureReason", "AlgorithmError: ExecuteUserScriptError: exit code 1");
            }
            return json;
        }

        private static void resources(ObjectNode json, Job job) {
            json.put("InstanceType", job.type())
                    .put("InstanceCount", job.instances())
                    .put("VolumeSizeInGB", VOLUME);
        }

        private static void training(ObjectNode json, Job job) {
            json.putObject("AlgorithmSpecification").put("TrainingInputMode", "File");
            resources(json.putObject("ResourceConfig"), job);
            json.putObject("StoppingCondition").put("MaxRuntimeInSeconds", LONGEST);
            json.put("SecondaryStatus", job.status().equals("InProgress") ? "Training" : job.status());
            json.put("EnableManagedSpotTraining", job.isSpot());
            if (job.checkpoints()) {
                json.putObject("CheckpointConfig").put("S3Uri", "s3://acme-checkpoints/" + job.name());
            }
            put(json, "TrainingTimeInSeconds", job.training());
            put(json, "BillableTimeInSeconds", job.billable());
            if (job.retained() > 0) {
                json.withObject("/ResourceConfig").put("KeepAlivePeriodInSeconds", SECONDS_KEPT);
                json.putObject("WarmPoolStatus")
                        .put("Status", "Terminated")
                        .put("ResourceRetainedBillableTimeInSeconds", job.retained());
            }
            transitions(json, job);
        }

        private static void transitions(ObjectNode json, Job job) {
            var transitions = json.putArray("SecondaryStatusTransitions");
            var time = job.created();
            transitions
                    .addObject()
                    .put("Status", "Starting")
                    .put("StartTime", time.getEpochSecond())
                    .put("EndTime", job.started().getEpochSecond());
            for (var number = 0; number < job.interruptions(); number++) {
                transitions
                        .addObject()
                        .put("Status", "Interrupted")
                        .put(
                                "StartTime",
                                job.started().plusSeconds(900L * (number + 1)).getEpochSecond())
                        .put("StatusMessage", "Instance interrupted");
            }
            transitions
                    .addObject()
                    .put("Status", "Training")
                    .put("StartTime", job.started().getEpochSecond());
        }

        private static void put(ObjectNode json, String member, @Nullable Integer value) {
            if (value != null) {
                json.put(member, value);
            }
        }
    }
}
