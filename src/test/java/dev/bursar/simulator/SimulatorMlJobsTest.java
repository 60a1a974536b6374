package dev.bursar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bursar.simulator.organisation.OrganisationModel;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.SecondaryStatus;
import software.amazon.awssdk.services.sagemaker.model.TrainingJobSummary;

/** Jobs, notebooks and apps of SageMaker, and that jobs agree with the charges. */
class SimulatorMlJobsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");
    private static final String MAIN = "us-east-1";

    private static Aws aws;

    @BeforeAll
    static void start() {
        aws = Aws.at(NOW.toString());
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    private static SageMakerClient sageMaker(String account, String region) {
        return aws.client(SageMakerClient.builder(), AwsRetryStrategy.doNotRetry())
                .credentialsProvider(aws.in(account))
                .region(Region.of(region))
                .build();
    }

    private static double billed(String arn, LocalDate day) {
        return aws.organisation.parts(aws.organisation.lines(day, day.plusDays(1))).stream()
                .filter(line ->
                        line.resource().equals(arn) && line.cell().unit().equals("Hrs"))
                .map(line -> line.quantity())
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue();
    }

    @Test
    void nightlyTrainingIsBilledForTheSecondsOfItsDay() {
        try (var client = sageMaker(OrganisationModel.FRAUD, MAIN)) {
            var since = Instant.parse("2026-11-10T00:00:00Z");
            var nights = client
                    .listTrainingJobsPaginator(it -> it.creationTimeAfter(since)
                            .nameContains("fraud-train-")
                            .maxResults(5))
                    .trainingJobSummaries()
                    .stream()
                    .toList();
            assertThat(nights)
                    .hasSize(15)
                    .allMatch(job -> job.trainingJobName().matches("fraud-train-2026-11-\\d{2}-03-00-00-\\d{3}"));
            assertThat(nights.stream()
                            .map(TrainingJobSummary::trainingJobStatusAsString)
                            .collect(Collectors.toSet()))
                    .contains("Completed", "Failed");
            for (var night : nights) {
                var day = LocalDate.parse(night.trainingJobName().substring(12, 22));
                var job = client.describeTrainingJob(it -> it.trainingJobName(night.trainingJobName()));
                assertThat(job.warmPoolStatus().resourceRetainedBillableTimeInSeconds())
                        .isPositive();
                if (day.isBefore(aws.organisation.today())) {
                    var seconds =
                            job.billableTimeInSeconds() + job.warmPoolStatus().resourceRetainedBillableTimeInSeconds();
                    assertThat(seconds * job.resourceConfig().instanceCount() / 3_600.0)
                            .isCloseTo(billed(night.trainingJobArn(), day), within(0.001));
                }
            }
            assertThat(client.listTrainingJobs(it -> it.statusEquals("Failed").nameContains("fraud-train-"))
                            .trainingJobSummaries())
                    .isNotEmpty()
                    .allMatch(job -> job.trainingJobStatusAsString().equals("Failed"));
        }
    }

    @Test
    void managedSpotTrainingIsBilledForLessThanItTakesAndSaysItsInterruptions() {
        try (var client = sageMaker(OrganisationModel.SEARCH, MAIN)) {
            var jobs = client
                    .listTrainingJobsPaginator(
                            it -> it.nameContains("search-embed-").maxResults(100))
                    .trainingJobSummaries()
                    .stream()
                    .filter(job -> job.trainingJobStatusAsString().equals("Completed"))
                    .map(job -> client.describeTrainingJob(it -> it.trainingJobName(job.trainingJobName())))
                    .toList();
            assertThat(jobs).isNotEmpty().allSatisfy(job -> {
                assertThat(job.enableManagedSpotTraining()).isTrue();
                assertThat(job.checkpointConfig().s3Uri()).isNotEmpty();
                assertThat(job.billableTimeInSeconds()).isLessThan(job.trainingTimeInSeconds());
            });
            assertThat(jobs)
                    .anyMatch(job -> job.secondaryStatusTransitions().stream()
                            .anyMatch(transition -> transition.status() == SecondaryStatus.INTERRUPTED));
        }
    }

    @Test
    void processingJobsRunAsLongAsTheyAreBilled() {
        try (var client = sageMaker(OrganisationModel.RESEARCH, "eu-west-1")) {
            var day = LocalDate.parse("2026-11-20");
            var summary = client.listProcessingJobsPaginator(it -> it.nameContains("research-features-" + day))
                    .processingJobSummaries()
                    .iterator()
                    .next();
            var job = client.describeProcessingJob(it -> it.processingJobName(summary.processingJobName()));
            var cluster = job.processingResources().clusterConfig();
            var seconds = Duration.between(job.processingStartTime(), job.processingEndTime())
                    .toSeconds();
            assertThat(seconds * cluster.instanceCount() / 3_600.0)
                    .isCloseTo(billed(summary.processingJobArn(), day), within(0.01));
        }
    }

    @Test
    void theHostsOfTransformJobsAreKnownFromTheirMetricsOnly() {
        try (var client = sageMaker(OrganisationModel.SEARCH, MAIN);
                var metrics = aws.client(CloudWatchClient.builder(), AwsRetryStrategy.doNotRetry())
                        .credentialsProvider(aws.in(OrganisationModel.SEARCH))
                        .build()) {
            var job = client.listTransformJobs(it -> it.maxResults(1))
                    .transformJobSummaries()
                    .getFirst();
            assertThat(client.describeTransformJob(it -> it.transformJobName(job.transformJobName()))
                            .transformResources()
                            .instanceCount())
                    .isEqualTo(2);
            var hosts = metrics
                    .listMetrics(
                            it -> it.namespace("/aws/sagemaker/TransformJobs").metricName("CPUUtilization"))
                    .metrics()
                    .stream()
                    .map(metric -> metric.dimensions().getFirst().value())
                    .toList();
            assertThat(hosts)
                    .filteredOn(host -> host.startsWith(job.transformJobName() + "/i-"))
                    .hasSize(2);
            assertThat(metrics.getMetricData(it -> it.startTime(
                                            job.creationTime().minusSeconds(3_600))
                                    .endTime(NOW)
                                    .metricDataQueries(query -> query.id("m")
                                            .metricStat(of -> of.stat("Maximum")
                                                    .period(300)
                                                    .metric(one -> one.namespace("/aws/sagemaker/TransformJobs")
                                                            .metricName("CPUUtilization")
                                                            .dimensions(dimension -> dimension
                                                                    .name("Host")
                                                                    .value(hosts.getFirst()))))))
                            .metricDataResults()
                            .getFirst()
                            .values())
                    .isNotEmpty()
                    .allMatch(value -> value > 0 && value <= 400);
        }
    }

    @Test
    void notebooksRunOrAreStopped() {
        try (var client = sageMaker(OrganisationModel.RESEARCH, MAIN)) {
            var notebooks = client.listNotebookInstancesPaginator(it -> {}).notebookInstances().stream()
                    .toList();
            assertThat(notebooks)
                    .anyMatch(notebook ->
                            notebook.notebookInstanceStatusAsString().equals("InService"))
                    .anyMatch(notebook ->
                            notebook.notebookInstanceStatusAsString().equals("Stopped"));
            var day = LocalDate.parse("2026-11-23");
            assertThat(notebooks)
                    .allSatisfy(notebook -> assertThat(billed(notebook.notebookInstanceArn(), day))
                            .isLessThanOrEqualTo(24));
            assertThat(client.listNotebookInstances(it -> it.statusEquals("Stopped"))
                            .notebookInstances())
                    .allMatch(notebook ->
                            notebook.notebookInstanceStatusAsString().equals("Stopped"))
                    .isNotEmpty();
        }
    }

    @Test
    void appsAreInTheirSpacesAndHaveTheTagsOfTheInventory() {
        try (var client = sageMaker(OrganisationModel.RESEARCH, MAIN)) {
            var app = client.listApps(it -> {}).apps().getFirst();
            var described = client.describeApp(it -> it.domainId(app.domainId())
                    .spaceName(app.spaceName())
                    .appType(app.appType())
                    .appName(app.appName()));
            assertThat(described.resourceSpec().instanceTypeAsString()).isEqualTo("ml.g5.xlarge");
            assertThat(client.listTags(it -> it.resourceArn(described.appArn())).tags())
                    .anyMatch(tag -> tag.key().equals("team") && tag.value().equals("research"));
            assertThatThrownBy(() -> client.describeTrainingJob(it -> it.trainingJobName("none")))
                    .hasMessageContaining("Could not find");
        }
    }
}
