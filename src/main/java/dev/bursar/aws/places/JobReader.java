package dev.bursar.aws.places;

import dev.bursar.efficiency.spi.MlJob;
import dev.bursar.efficiency.spi.MlJob.JobKind;
import dev.bursar.efficiency.spi.MlSource.Listed;
import module java.base;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sagemaker.model.DescribeProcessingJobResponse;
import software.amazon.awssdk.services.sagemaker.model.DescribeTrainingJobResponse;
import software.amazon.awssdk.services.sagemaker.model.DescribeTransformJobResponse;
import software.amazon.awssdk.services.sagemaker.model.InstanceGroup;
import software.amazon.awssdk.services.sagemaker.model.ProcessingClusterConfig;
import software.amazon.awssdk.services.sagemaker.model.ProcessingJobSummary;
import software.amazon.awssdk.services.sagemaker.model.ResourceConfig;
import software.amazon.awssdk.services.sagemaker.model.TrainingJobSummary;
import software.amazon.awssdk.services.sagemaker.model.TransformJobSummary;
import software.amazon.awssdk.services.sagemaker.model.TransformResources;
import software.amazon.awssdk.services.sagemaker.model.WarmPoolStatus;

/** Reads SageMaker's three kinds of jobs as one. */
final class JobReader {
    private JobReader() {}

    static List<Listed> trainingJobs(List<TrainingJobSummary> jobs) {
        return SageMakerReader.read(
                jobs,
                job -> SageMakerReader.listed(
                        job.trainingJobName(),
                        job.trainingJobArn(),
                        job.trainingJobStatusAsString(),
                        job.creationTime(),
                        job.lastModifiedTime()));
    }

    static List<Listed> processingJobs(List<ProcessingJobSummary> jobs) {
        return SageMakerReader.read(
                jobs,
                job -> SageMakerReader.listed(
                        job.processingJobName(),
                        job.processingJobArn(),
                        job.processingJobStatusAsString(),
                        job.creationTime(),
                        job.lastModifiedTime()));
    }

    static List<Listed> transformJobs(List<TransformJobSummary> jobs) {
        return SageMakerReader.read(
                jobs,
                job -> SageMakerReader.listed(
                        job.transformJobName(),
                        job.transformJobArn(),
                        job.transformJobStatusAsString(),
                        job.creationTime(),
                        job.lastModifiedTime()));
    }

    /** Empty where the answer has no name or ARN, or no time at all. */
    static Optional<MlJob> training(DescribeTrainingJobResponse job) {
        ResourceConfig resources = job.resourceConfig();
        WarmPoolStatus pool = job.warmPoolStatus();
        Instant made = SageMakerReader.first(job.creationTime(), job.trainingStartTime(), job.lastModifiedTime());
        return made == null
                ? Optional.empty()
                : SageMakerReader.listed(
                                job.trainingJobName(),
                                job.trainingJobArn(),
                                job.trainingJobStatusAsString(),
                                made,
                                null)
                        .map(listed -> new MlJob(
                                JobKind.TRAINING,
                                listed.name(),
                                listed.arn(),
                                listed.status(),
                                resources == null ? null : type(resources),
                                resources == null ? 0 : instances(resources),
                                made,
                                job.trainingStartTime(),
                                job.trainingEndTime(),
                                job.billableTimeInSeconds(),
                                job.trainingTimeInSeconds(),
                                Boolean.TRUE.equals(job.enableManagedSpotTraining()),
                                job.checkpointConfig() != null
                                        && job.checkpointConfig().s3Uri() != null,
                                pool == null ? 0 : orZero(pool.resourceRetainedBillableTimeInSeconds()),
                                (int) job.secondaryStatusTransitions().stream()
                                        .filter(transition -> "Interrupted".equals(transition.statusAsString()))
                                        .count()));
    }

    /** Instance groups may have types of their own: then a job has none. */
    private static @Nullable String type(ResourceConfig resources) {
        if (resources.instanceGroups().isEmpty()) {
            return SageMakerReader.word(resources.instanceTypeAsString());
        }
        List<String> types = resources.instanceGroups().stream()
                .map(group -> String.valueOf(group.instanceTypeAsString()))
                .distinct()
                .toList();
        return types.size() == 1
                ? SageMakerReader.word(resources.instanceGroups().getFirst().instanceTypeAsString())
                : null;
    }

    private static int instances(ResourceConfig resources) {
        return resources.instanceGroups().isEmpty()
                ? orZero(resources.instanceCount())
                : resources.instanceGroups().stream()
                        .map(InstanceGroup::instanceCount)
                        .collect(Collectors.summingInt(JobReader::orZero));
    }

    /** Empty where the answer has no name or ARN, or no time at all. */
    static Optional<MlJob> processing(DescribeProcessingJobResponse job) {
        ProcessingClusterConfig cluster = job.processingResources() == null
                ? null
                : job.processingResources().clusterConfig();
        Instant made = SageMakerReader.first(job.creationTime(), job.processingStartTime(), job.lastModifiedTime());
        return made == null
                ? Optional.empty()
                : SageMakerReader.listed(
                                job.processingJobName(),
                                job.processingJobArn(),
                                job.processingJobStatusAsString(),
                                made,
                                null)
                        .map(listed -> new MlJob(
                                JobKind.PROCESSING,
                                listed.name(),
                                listed.arn(),
                                listed.status(),
                                cluster == null ? null : SageMakerReader.word(cluster.instanceTypeAsString()),
                                cluster == null ? 0 : orZero(cluster.instanceCount()),
                                made,
                                job.processingStartTime(),
                                job.processingEndTime(),
                                null,
                                null,
                                false,
                                false,
                                0,
                                0));
    }

    /** Empty where the answer has no name or ARN, or no time at all. */
    static Optional<MlJob> transform(DescribeTransformJobResponse job) {
        TransformResources resources = job.transformResources();
        Instant made = SageMakerReader.first(job.creationTime(), job.transformStartTime(), job.transformEndTime());
        return made == null
                ? Optional.empty()
                : SageMakerReader.listed(
                                job.transformJobName(),
                                job.transformJobArn(),
                                job.transformJobStatusAsString(),
                                made,
                                null)
                        .map(listed -> new MlJob(
                                JobKind.TRANSFORM,
                                listed.name(),
                                listed.arn(),
                                listed.status(),
                                resources == null ? null : SageMakerReader.word(resources.instanceTypeAsString()),
                                resources == null ? 0 : orZero(resources.instanceCount()),
                                made,
                                job.transformStartTime(),
                                job.transformEndTime(),
                                null,
                                null,
                                false,
                                false,
                                0,
                                0));
    }

    private static int orZero(@Nullable Integer number) {
        return number == null ? 0 : number;
    }
}
