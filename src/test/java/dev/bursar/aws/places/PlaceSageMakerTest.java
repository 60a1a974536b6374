package dev.bursar.aws.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bursar.efficiency.spi.MlApp;
import dev.bursar.efficiency.spi.MlComponent;
import dev.bursar.efficiency.spi.MlEndpoint;
import dev.bursar.efficiency.spi.MlEndpoint.Serverless;
import dev.bursar.efficiency.spi.MlEndpoint.Variant;
import dev.bursar.efficiency.spi.MlJob;
import dev.bursar.efficiency.spi.MlJob.JobKind;
import dev.bursar.efficiency.spi.MlSource;
import dev.bursar.efficiency.spi.MlSource.Capacity;
import dev.bursar.efficiency.spi.MlSource.Listed;
import dev.bursar.efficiency.spi.MlSource.Violation;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.testing.CannedAws;
import dev.bursar.testing.MovableClock;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SageMaker's answers over HTTP, as AWS writes them and as it would rather not. */
class PlaceSageMakerTest {
    private static final String ARN = "arn:aws:sagemaker:eu-west-1:123456789012:";
    private static final Place PLACE = new Place("123456789012", "eu-west-1", null);
    private static final long CREATED = 1_780_000_000;

    private static CannedAws aws;
    private static MlSource source;

    @BeforeAll
    static void start() {
        aws = new CannedAws(
                new MovableClock(Instant.parse("2026-11-24T09:00:00Z")), Map.of("bursar.aws.attempts", "2"));
        source = aws.bean(MlSource.class);
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @BeforeEach
    void reset() {
        aws.reset();
    }

    private static String endpoint(String name, String status) {
        return """
            {"EndpointName":"%s","EndpointArn":"%sendpoint/%s","EndpointStatus":"%s","CreationTime":%d.25,
             "LastModifiedTime":%d}\
            """.formatted(name, ARN, name, status, CREATED, CREATED + 60);
    }

    private static String page(String member, String token, String... items) {
        return "{\"" + member + "\":[" + String.join(",", items) + "]"
                + (token == null ? "" : ",\"NextToken\":\"" + token + "\"") + "}";
    }

    private static List<Listed> endpoints() {
        var found = new ArrayList<Listed>();
        source.endpoints(PLACE, aws.meter(), found::addAll);
        return found;
    }

    @Test
    void listsAreReadToTheirLastPageThroughEmptyOnes() {
        aws.answers(
                "ListEndpoints",
                page("Endpoints", "one", endpoint("fraud", "InService"), "{\"EndpointName\":\"nameless\"}"),
                page("Endpoints", "two"),
                page("Endpoints", "", endpoint("churn", "Sleeping")));

        assertThat(endpoints())
                .containsExactly(
                        new Listed(
                                "fraud",
                                ARN + "endpoint/fraud",
                                "InService",
                                Instant.ofEpochSecond(CREATED).plusMillis(250),
                                Instant.ofEpochSecond(CREATED + 60)),
                        new Listed(
                                "churn",
                                ARN + "endpoint/churn",
                                "Sleeping",
                                Instant.ofEpochSecond(CREATED).plusMillis(250),
                                Instant.ofEpochSecond(CREATED + 60)));
        assertThat(aws.asked("ListEndpoints"))
                .hasSize(3)
                .allMatch(asked -> asked.region().equals("eu-west-1"))
                .last()
                .matches(asked -> asked.body().contains("\"NextToken\":\"two\""));
        assertThat(aws.metered()).containsEntry("sagemaker:ListEndpoints 123456789012 eu-west-1", 3L);
        assertThat(aws.spent()).isZero();
    }

    @Test
    void aTokenThatExpiresBeginsAnew() {
        aws.answers("ListEndpoints", page("Endpoints", "one", endpoint("fraud", "InService")));
        aws.refuses("ListEndpoints", 400, "ValidationException", "Invalid pagination token.");
        aws.answers(
                "ListEndpoints",
                page("Endpoints", "one", endpoint("fraud", "InService")),
                page("Endpoints", null, endpoint("churn", "InService")));

        assertThat(endpoints()).extracting(Listed::name).containsExactly("fraud", "fraud", "churn");

        aws.reset();
        aws.answers("ListNotebookInstances", page("NotebookInstances", "one", notebook("a", "InService")));
        aws.refuses("ListNotebookInstances", 400, "ValidationException", "The NextToken is expired");
        aws.answers("ListNotebookInstances", page("NotebookInstances", null, notebook("a", "InService")));
        assertThat(source.notebooks(PLACE, aws.meter())).as("not twice").hasSize(1);
    }

    @Test
    void pagesThatDoNotEndAreRefused() {
        aws.answers("ListEndpoints", page("Endpoints", "same", endpoint("fraud", "InService")));
        SourceProblem problem = catchThrowableOfType(SourceProblem.class, PlaceSageMakerTest::endpoints);
        assertThat(problem.kind()).isEqualTo(Kind.BAD_ANSWER);
        assertThat(ProblemText.what(problem.problem()))
                .isEqualTo(
                        "Bursar rejected an answer to sagemaker:ListEndpoints in eu-west-1 of account 1234-5678-9012:"
                                + " its pages do not end.");
        assertThat(aws.asked("ListEndpoints")).hasSize(2);
    }

    @Test
    void whatIsDeniedNamesTheActionAndTheAccount() {
        aws.refuses("ListEndpoints", 400, "AccessDeniedException", "no");
        SourceProblem problem = catchThrowableOfType(SourceProblem.class, PlaceSageMakerTest::endpoints);
        assertThat(problem.kind()).isEqualTo(Kind.ACCESS_DENIED);
        assertThat(ProblemText.what(problem.problem()))
                .isEqualTo(
                        "AWS refused sagemaker:ListEndpoints to Bursar\u2019s own credentials in eu-west-1 of account"
                                + " 1234-5678-9012.");
    }

    private static final String DESCRIBED = """
        {"EndpointName":"fraud","EndpointArn":"arn:aws:sagemaker:eu-west-1:123456789012:endpoint/fraud",
         "EndpointConfigName":"fraud-3","EndpointStatus":"InService","CreationTime":1780000000,"LastModifiedTime":1780000600.5,
         "ProductionVariants":[
          {"VariantName":"main","CurrentWeight":0.75,"DesiredWeight":1.0,"CurrentInstanceCount":2,"DesiredInstanceCount":3},
          {"VariantName":"scaled","CurrentWeight":0.25,"CurrentInstanceCount":0,
           "ManagedInstanceScaling":{"Status":"ENABLED","MinInstanceCount":0,"MaxInstanceCount":4}},
          {"VariantName":"pool","CurrentWeight":0.0,"CurrentInstanceCount":1},
          {"VariantName":"lambda-like","CurrentServerlessConfig":{"MemorySizeInMB":4096,"MaxConcurrency":5,
           "ProvisionedConcurrency":2}}],
         "ShadowProductionVariants":[{"VariantName":"candidate","CurrentWeight":1.0,"CurrentInstanceCount":1}]}\
        """;

    private static final String CONFIGURED = """
        {"EndpointConfigName":"fraud-3","EndpointConfigArn":"arn","CreationTime":1780000000,
         "MetricsConfig":{"EnableEnhancedMetrics":false,"MetricPublishFrequencyInSeconds":10},
         "AsyncInferenceConfig":{"OutputConfig":{"S3OutputPath":"s3://answers/"}},
         "ProductionVariants":[
          {"VariantName":"main","InstanceType":"ml.z9.42xlarge","InitialInstanceCount":1,"InitialVariantWeight":1.0,
           "CapacityReservationConfig":{"CapacityReservationPreference":"capacity-reservations-only","MlReservationArn":"arn"}},
          {"VariantName":"scaled","InstanceType":"ml.g5.xlarge",
           "ManagedInstanceScaling":{"Status":"ENABLED","MinInstanceCount":0}},
          {"VariantName":"pool","InstancePools":[{"InstanceType":"ml.g5.xlarge"}],
           "ManagedInstanceScaling":{"Status":"DISABLED","MinInstanceCount":1}},
          {"VariantName":"lambda-like","ServerlessConfig":{"MemorySizeInMB":2048,"MaxConcurrency":5}}],
         "ShadowProductionVariants":[{"VariantName":"candidate","InstanceType":"ml.m5.large","InitialInstanceCount":1}]}\
        """;

    @Test
    void anEndpointIsJoinedWithItsConfiguration() {
        aws.answers("DescribeEndpoint", DESCRIBED);
        aws.answers("DescribeEndpointConfig", CONFIGURED);

        MlEndpoint endpoint = source.endpoint(PLACE, "fraud", aws.meter()).orElseThrow();
        assertThat(endpoint.config()).isEqualTo("fraud-3");
        assertThat(endpoint.async()).isTrue();
        assertThat(endpoint.publishSeconds()).isEqualTo(10);
        assertThat(endpoint.modified())
                .isEqualTo(Instant.ofEpochSecond(1_780_000_600).plusMillis(500));
        assertThat(endpoint.variants())
                .containsExactly(
                        new Variant("main", false, "ml.z9.42xlarge", 2, 0.75, null, null, true, null),
                        new Variant("scaled", false, "ml.g5.xlarge", 0, 0.25, null, 0, false, null),
                        new Variant("pool", false, null, 1, 0.0, null, null, false, null),
                        new Variant("lambda-like", false, null, null, 1, new Serverless(4096, 2), null, false, null),
                        new Variant("candidate", true, "ml.m5.large", 1, 1, null, null, false, null));
        assertThat(aws.asked("DescribeEndpointConfig").getFirst().body())
                .isEqualTo("{\"EndpointConfigName\":\"fraud-3\"}");
    }

    @Test
    void modelsOfAConfigurationAreDescribedOnceAndMayBeGone() {
        aws.answers("DescribeEndpoint", DESCRIBED);
        aws.answers(
                "DescribeEndpointConfig",
                CONFIGURED
                        .replace("\"VariantName\":\"main\",", "\"VariantName\":\"main\",\"ModelName\":\"m-1\",")
                        .replace("\"VariantName\":\"scaled\",", "\"VariantName\":\"scaled\",\"ModelName\":\"m-1\",")
                        .replace("\"VariantName\":\"pool\",", "\"VariantName\":\"pool\",\"ModelName\":\"m-2\","));
        String version = "arn:aws:sagemaker:eu-west-1:123456789012:model-package/fraud/3";
        aws.answers(
                "DescribeModel",
                "{\"ModelName\":\"m-1\",\"CreationTime\":1770000000,\"PrimaryContainer\":{\"ModelPackageName\":\""
                        + version + "\"}}");
        var model = new MlEndpoint.Model("m-1", version, Instant.ofEpochSecond(1_770_000_000));
        aws.refuses("DescribeModel", 400, "ValidationException", "Could not find model \\\"m-2\\\".");

        assertThat(source.endpoint(PLACE, "fraud", aws.meter()).orElseThrow().variants())
                .extracting(Variant::model)
                .containsExactly(model, model, null, null, null);
        assertThat(aws.asked("DescribeModel")).hasSize(2);
    }

    @Test
    void violationsOfEndpointsAreAskedForByStatusAndTime() {
        aws.answers(
                "ListMonitoringExecutions",
                page(
                        "MonitoringExecutionSummaries",
                        "two",
                        execution("\"EndpointName\":\"fraud\",\"MonitoringType\":\"DataQuality\","),
                        execution("\"MonitoringType\":\"DataQuality\",")),
                page(
                        "MonitoringExecutionSummaries",
                        null,
                        execution("\"EndpointName\":\"fraud\",\"MonitoringType\":\"NewKind\",")));

        Instant at = Instant.ofEpochSecond(CREATED);
        assertThat(source.violations(PLACE, at.minusSeconds(60), aws.meter()))
                .containsExactly(new Violation("fraud", "DataQuality", at), new Violation("fraud", "NewKind", at));
        assertThat(aws.asked("ListMonitoringExecutions").getFirst().body())
                .contains("\"StatusEquals\":\"CompletedWithViolations\"", "\"CreationTimeAfter\":" + (CREATED - 60));
        assertThat(aws.asked("ListMonitoringExecutions")).hasSize(2);
    }

    private static String execution(String members) {
        return "{\"MonitoringScheduleName\":\"nightly\"," + members + "\"ScheduledTime\":" + CREATED
                + ",\"CreationTime\":"
                + CREATED + ",\"LastModifiedTime\":" + CREATED
                + ",\"MonitoringExecutionStatus\":\"CompletedWithViolations\"}";
    }

    @Test
    void anEndpointWhoseConfigurationWasDeletedHasNoTypes() {
        aws.answers("DescribeEndpoint", DESCRIBED);
        aws.refuses(
                "DescribeEndpointConfig",
                400,
                "ValidationException",
                "Could not find endpoint configuration \\\"fraud-3\\\".");

        MlEndpoint endpoint = source.endpoint(PLACE, "fraud", aws.meter()).orElseThrow();
        assertThat(endpoint.publishSeconds()).isEqualTo(60);
        assertThat(endpoint.async()).isFalse();
        assertThat(endpoint.variants().getFirst())
                .isEqualTo(new Variant("main", false, null, 2, 0.75, null, null, false, null));
    }

    @Test
    void whatIsGoneIsEmptyButABadQuestionIsNot() {
        aws.refuses("DescribeEndpoint", 400, "ValidationException", "Could not find endpoint \\\"fraud\\\".");
        assertThat(source.endpoint(PLACE, "fraud", aws.meter())).isEmpty();
        aws.refuses("DescribeTrainingJob", 400, "ValidationException", "Requested resource not found.");
        assertThat(source.job(PLACE, JobKind.TRAINING, "t", aws.meter())).isEmpty();
        aws.refuses("DescribeProcessingJob", 400, "ResourceNotFound", "gone");
        assertThat(source.job(PLACE, JobKind.PROCESSING, "p", aws.meter())).isEmpty();

        aws.refuses("DescribeTransformJob", 400, "ValidationException", "1 validation error detected: too long");
        SourceProblem problem =
                catchThrowableOfType(SourceProblem.class, () -> source.job(PLACE, JobKind.TRANSFORM, "t", aws.meter()));
        assertThat(problem.kind()).isEqualTo(Kind.BAD_QUESTION);
    }

    @Test
    void componentsSayWhatTheyReserve() {
        aws.answers(
                "ListInferenceComponents",
                page(
                        "InferenceComponents",
                        null,
                        "{\"InferenceComponentName\":\"gone\"}",
                        "{\"InferenceComponentName\":\"llama\"}",
                        "{\"InferenceComponentName\":\"several\"}"));
        String described = """
            {"InferenceComponentName":"%s","InferenceComponentArn":"arn:%s","EndpointName":"shared","EndpointArn":"arn",
             "VariantName":"AllTraffic","InferenceComponentStatus":"InService","CreationTime":1780000000,
             "LastModifiedTime":1780000000%s}\
            """;
        aws.refuses("DescribeInferenceComponent", 400, "ValidationException", "Could not find inference component.");
        aws.answers(
                "DescribeInferenceComponent",
                described.formatted(
                        "llama",
                        "llama",
                        ",\"Specification\":{\"ComputeResourceRequirements\":{\"NumberOfCpuCoresRequired\":2.5,"
                                + "\"NumberOfAcceleratorDevicesRequired\":1,\"MinMemoryRequiredInMb\":1024}},"
                                + "\"RuntimeConfig\":{\"DesiredCopyCount\":3,\"CurrentCopyCount\":2}"),
                described.formatted("several", "several", ",\"Specifications\":[{}]"));

        assertThat(source.components(PLACE, aws.meter()))
                .containsExactly(
                        new MlComponent("llama", "arn:llama", "shared", "AllTraffic", "InService", 2.5, 1.0, 1024, 2),
                        new MlComponent(
                                "several", "arn:several", "shared", "AllTraffic", "InService", null, null, null, null));
    }

    @Test
    void onlyNumbersOfInstancesAreCapacities() {
        String target = """
            {"ServiceNamespace":"sagemaker","ResourceId":"%s","ScalableDimension":"%s","MinCapacity":%d,"MaxCapacity":%d,
             "RoleARN":"arn","CreationTime":1780000000}\
            """;
        aws.answers(
                "DescribeScalableTargets",
                page(
                        "ScalableTargets",
                        "more",
                        target.formatted("endpoint/a/variant/v", "sagemaker:variant:DesiredInstanceCount", 0, 4)),
                page(
                        "ScalableTargets",
                        null,
                        target.formatted("endpoint/b/variant/v", "sagemaker:variant:DesiredInstanceCount", 2, 8),
                        target.formatted(
                                "endpoint/c/variant/v", "sagemaker:variant:DesiredProvisionedConcurrency", 1, 2),
                        target.formatted(
                                "inference-component/d", "sagemaker:inference-component:DesiredCopyCount", 1, 2)));

        assertThat(source.capacities(PLACE, aws.meter()))
                .isEqualTo(
                        Map.of("endpoint/a/variant/v", new Capacity(0, 4), "endpoint/b/variant/v", new Capacity(2, 8)));
        assertThat(aws.asked("DescribeScalableTargets").getFirst().body())
                .contains("\"ServiceNamespace\":\"sagemaker\"")
                .doesNotContain("ScalableDimension");
    }

    private static String notebook(String name, String status) {
        return """
            {"NotebookInstanceName":"%s","NotebookInstanceArn":"%snotebook-instance/%s","NotebookInstanceStatus":"%s",
             "InstanceType":"ml.t3.medium","CreationTime":1780000000,"LastModifiedTime":1780000001}\
            """.formatted(name, ARN, name, status);
    }

    @Test
    void deletedAppsAndNotebooksAreLeftOut() {
        aws.answers(
                "ListNotebookInstances",
                page("NotebookInstances", null, notebook("kept", "Stopped"), notebook("gone", "Deleted")));
        assertThat(source.notebooks(PLACE, aws.meter()))
                .extracting(one -> one.name() + " " + one.status() + " " + one.instanceType())
                .containsExactly("kept Stopped ml.t3.medium");

        String app = """
            {"DomainId":"d-1","%s":"%s","AppType":"%s","AppName":"default","Status":"%s","CreationTime":1780000000%s}\
            """;
        aws.answers(
                "ListApps",
                page(
                        "Apps",
                        null,
                        app.formatted(
                                "SpaceName",
                                "work",
                                "JupyterLab",
                                "InService",
                                ",\"ResourceSpec\":{\"InstanceType\":\"ml.g5.xlarge\"}"),
                        app.formatted("UserProfileName", "ds", "KernelGateway", "Deleted", ""),
                        app.formatted("UserProfileName", "ds", "JupyterServer", "InService", "")));
        assertThat(source.apps(PLACE, aws.meter()))
                .containsExactly(
                        new MlApp(
                                "default",
                                ARN + "app/d-1/work/jupyterlab/default",
                                "d-1",
                                "work",
                                "JupyterLab",
                                "InService",
                                "ml.g5.xlarge",
                                Instant.ofEpochSecond(CREATED)),
                        new MlApp(
                                "default",
                                ARN + "app/d-1/ds/jupyterserver/default",
                                "d-1",
                                "ds",
                                "JupyterServer",
                                "InService",
                                null,
                                Instant.ofEpochSecond(CREATED)));
        assertThat(source.apps(PLACE.in("us-gov-west-1"), aws.meter())
                        .getFirst()
                        .arn())
                .startsWith("arn:aws-us-gov:sagemaker:us-gov-west-1:123456789012:app/");
    }

    private static String job(String name, long created) {
        return "{\"TrainingJobName\":\"" + name + "\",\"TrainingJobArn\":\"arn:" + name
                + "\",\"TrainingJobStatus\":\"Completed\",\"CreationTime\":" + created + "}";
    }

    @Test
    void jobsAreReadNewestFirstUntilTheyAreTooOld() {
        aws.answers(
                "ListTrainingJobs",
                page("TrainingJobSummaries", "one", job("c", CREATED + 2), job("b", CREATED)),
                page("TrainingJobSummaries", "two"),
                page("TrainingJobSummaries", "three", job("a", CREATED - 1)),
                page("TrainingJobSummaries", "four", job("never", CREATED - 2)));
        var found = new ArrayList<Listed>();
        source.jobs(PLACE, JobKind.TRAINING, Instant.ofEpochSecond(CREATED), aws.meter(), found::addAll);

        assertThat(found).extracting(Listed::name).containsExactly("c", "b");
        assertThat(aws.asked("ListTrainingJobs"))
                .hasSize(3)
                .first()
                .matches(asked -> asked.body().contains("\"SortBy\":\"CreationTime\"")
                        && asked.body().contains("\"SortOrder\":\"Descending\""));

        aws.answers(
                "ListProcessingJobs",
                "{\"ProcessingJobSummaries\":[{\"ProcessingJobName\":\"p\",\"ProcessingJobArn\":\"arn:p\","
                        + "\"ProcessingJobStatus\":\"Failed\",\"CreationTime\":" + CREATED + "}]}");
        aws.answers(
                "ListTransformJobs",
                "{\"TransformJobSummaries\":[{\"TransformJobName\":\"t\",\"TransformJobArn\":\"arn:t\","
                        + "\"TransformJobStatus\":\"Stopped\",\"CreationTime\":" + CREATED + "}]}");
        found.clear();
        source.jobs(PLACE, JobKind.PROCESSING, Instant.ofEpochSecond(CREATED), aws.meter(), found::addAll);
        source.jobs(PLACE, JobKind.TRANSFORM, Instant.ofEpochSecond(CREATED), aws.meter(), found::addAll);
        assertThat(found).extracting(one -> one.name() + " " + one.status()).containsExactly("p Failed", "t Stopped");
    }

    @Test
    void aTrainingJobSaysWhatItWasBilledFor() {
        aws.answers("DescribeTrainingJob", """
            {"TrainingJobName":"t","TrainingJobArn":"arn:t","TrainingJobStatus":"Stopped","SecondaryStatus":"MaxWaitTimeExceeded",
             "CreationTime":1780000000,"TrainingStartTime":1780000100,"TrainingEndTime":1780007300,"LastModifiedTime":1780007300,
             "ResourceConfig":{"InstanceType":"ml.p9.48xlarge","InstanceCount":4,"VolumeSizeInGB":50},
             "EnableManagedSpotTraining":true,"CheckpointConfig":{"S3Uri":"s3://checkpoints/"},
             "TrainingTimeInSeconds":7200,"BillableTimeInSeconds":1800,
             "WarmPoolStatus":{"Status":"Terminated","ResourceRetainedBillableTimeInSeconds":600},
             "SecondaryStatusTransitions":[{"Status":"Starting","StartTime":1780000000},
              {"Status":"Interrupted","StartTime":1780000200},{"Status":"Training","StartTime":1780000300},
              {"Status":"Interrupted","StartTime":1780000400}]}\
            """);
        assertThat(source.job(PLACE, JobKind.TRAINING, "t", aws.meter()))
                .contains(new MlJob(
                        JobKind.TRAINING,
                        "t",
                        "arn:t",
                        "Stopped",
                        "ml.p9.48xlarge",
                        4,
                        Instant.ofEpochSecond(CREATED),
                        Instant.ofEpochSecond(CREATED + 100),
                        Instant.ofEpochSecond(CREATED + 7_300),
                        1_800,
                        7_200,
                        true,
                        true,
                        600,
                        2));
    }

    @Test
    void instanceGroupsOfDifferentTypesHaveNone() {
        String job = """
            {"TrainingJobName":"t","TrainingJobArn":"arn:t","TrainingJobStatus":"InProgress","CreationTime":1780000000,
             "ResourceConfig":{"InstanceGroups":[
              {"InstanceType":"%s","InstanceCount":1,"InstanceGroupName":"a"},
              {"InstanceType":"ml.g5.xlarge","InstanceCount":2,"InstanceGroupName":"b"}]}}\
            """;
        aws.answers("DescribeTrainingJob", job.formatted("ml.m5.xlarge"), job.formatted("ml.g5.xlarge"));
        MlJob mixed = source.job(PLACE, JobKind.TRAINING, "t", aws.meter()).orElseThrow();
        assertThat(mixed.instanceType()).isNull();
        assertThat(mixed.instances()).isEqualTo(3);
        assertThat(mixed.billableSeconds()).isNull();
        assertThat(mixed.ended()).isNull();
        MlJob alike = source.job(PLACE, JobKind.TRAINING, "t", aws.meter()).orElseThrow();
        assertThat(alike.instanceType()).isEqualTo("ml.g5.xlarge");
    }

    @Test
    void processingAndTransformJobsSayOnWhatTheyRan() {
        aws.answers("DescribeProcessingJob", """
            {"ProcessingJobName":"p","ProcessingJobArn":"arn:p","ProcessingJobStatus":"Failed","CreationTime":1780000000,
             "ProcessingStartTime":1780000100,"ProcessingEndTime":1780000200,
             "ProcessingResources":{"ClusterConfig":{"InstanceCount":2,"InstanceType":"ml.m5.xlarge","VolumeSizeInGB":30}}}\
            """);
        aws.answers("DescribeTransformJob", """
            {"TransformJobName":"t","TransformJobArn":"arn:t","TransformJobStatus":"InProgress","CreationTime":1780000000,
             "TransformStartTime":1780000100,"TransformResources":{"InstanceType":"ml.c5.xlarge","InstanceCount":3}}\
            """);

        MlJob processing =
                source.job(PLACE, JobKind.PROCESSING, "p", aws.meter()).orElseThrow();
        assertThat(processing.instanceType()).isEqualTo("ml.m5.xlarge");
        assertThat(processing.instances()).isEqualTo(2);
        assertThat(processing.ended()).isEqualTo(Instant.ofEpochSecond(CREATED + 200));
        MlJob transform = source.job(PLACE, JobKind.TRANSFORM, "t", aws.meter()).orElseThrow();
        assertThat(transform.instanceType()).isEqualTo("ml.c5.xlarge");
        assertThat(transform.started()).isEqualTo(Instant.ofEpochSecond(CREATED + 100));
        assertThat(transform.ended()).isNull();
    }
}
