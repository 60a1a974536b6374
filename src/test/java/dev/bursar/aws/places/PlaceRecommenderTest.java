package dev.bursar.aws.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bursar.efficiency.spi.MlSource.Listed;
import dev.bursar.efficiency.spi.RecommenderSource;
import dev.bursar.efficiency.spi.RecommenderSource.Job;
import dev.bursar.efficiency.spi.RecommenderSource.Rate;
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

/** Inference Recommender's answers over HTTP, as AWS writes them and as it would rather not. */
class PlaceRecommenderTest {
    private static final String LIST = "ListInferenceRecommendationsJobs";
    private static final String DESCRIBE = "DescribeInferenceRecommendationsJob";
    private static final String ARN = "arn:aws:sagemaker:eu-west-1:123456789012:inference-recommendations-job/";
    private static final Place PLACE = new Place("123456789012", "eu-west-1", null);
    private static final long CREATED = 1_780_000_000;
    private static final Instant SINCE = Instant.ofEpochSecond(CREATED - 1_000);

    private static CannedAws aws;
    private static RecommenderSource source;

    @BeforeAll
    static void start() {
        aws = new CannedAws(
                new MovableClock(Instant.parse("2026-11-24T09:00:00Z")), Map.of("bursar.aws.attempts", "2"));
        source = aws.bean(RecommenderSource.class);
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @BeforeEach
    void reset() {
        aws.reset();
    }

    private static String page(String next, String... jobs) {
        return "{\"InferenceRecommendationsJobs\":[" + String.join(",", jobs) + "]"
                + (next == null ? "" : ",\"NextToken\":\"" + next + "\"") + "}";
    }

    private static String job(String name, long created) {
        return """
            {"JobName":"%s","JobDescription":"","JobType":"Default","JobArn":"%s%s","Status":"COMPLETED","CreationTime":%d,
             "CompletionTime":%d,"RoleArn":"arn:aws:iam::123456789012:role/r","LastModifiedTime":%d}\
            """.formatted(name, ARN, name, created, created + 60, created + 60);
    }

    @Test
    void jobsAreListedNewestFirstUntilAPageHasOlderOnesOnly() {
        aws.answers(
                LIST,
                page("two", job("third", CREATED + 20), "{\"JobName\":\"nameless\"}"),
                page("three"),
                page("four", job("second", CREATED + 10), job("older", CREATED - 2_000)),
                page("five", job("oldest", CREATED - 3_000)));

        assertThat(source.completed(PLACE, SINCE, aws.meter()))
                .extracting(Listed::name)
                .containsExactly("third", "second");
        assertThat(aws.asked(LIST))
                .hasSize(4)
                .allMatch(asked -> asked.body().contains("\"StatusEquals\":\"COMPLETED\"")
                        && asked.body().contains("\"SortOrder\":\"Descending\""));
        assertThat(aws.metered()).containsEntry("sagemaker:" + LIST + " 123456789012 eu-west-1", 4L);
        assertThat(aws.spent()).isZero();
    }

    @Test
    void whatIsDeniedNamesTheAction() {
        aws.refuses(LIST, 400, "AccessDeniedException", "no");
        SourceProblem problem =
                catchThrowableOfType(SourceProblem.class, () -> source.completed(PLACE, SINCE, aws.meter()));
        assertThat(problem.kind()).isEqualTo(Kind.ACCESS_DENIED);
        assertThat(ProblemText.what(problem.problem())).contains("sagemaker:" + LIST);
        assertThat(ProblemText.whatToDo(problem.problem())).contains("Allow sagemaker:" + LIST);
    }

    private static String described(String input, String... recommendations) {
        return """
            {"JobName":"try","JobType":"Advanced","JobArn":"%stry","RoleArn":"arn:aws:iam::123456789012:role/r",
             "Status":"COMPLETED","CreationTime":%d,"CompletionTime":%d.5,"LastModifiedTime":%d,"InputConfig":{%s},
             "StoppingConditions":{"MaxInvocations":300,"ModelLatencyThresholds":[{"Percentile":"P95","ValueInMilliseconds":100}]},
             "InferenceRecommendations":[%s]}\
            """.formatted(ARN, CREATED, CREATED + 60, CREATED + 61, input, String.join(",", recommendations));
    }

    private static String recommended(String metrics, String endpoint, String model) {
        return """
            {"RecommendationId":"r","Metrics":{"CostPerHour":0.115,"CostPerInference":8.6E-7%s},
             "EndpointConfiguration":{"EndpointName":"sm-epc-1","VariantName":"sm-epv-1"%s},"ModelConfiguration":{%s}}\
            """.formatted(metrics, endpoint, model);
    }

    @Test
    void aJobSaysWhatItWasGivenAndWhatEachTypeAnswered() {
        String fine = ",\"MaxInvocations\":480,\"ModelLatency\":42";
        String large = ",\"InstanceType\":\"ml.m5.large\",\"InitialInstanceCount\":1";
        aws.answers(
                DESCRIBE,
                described(
                        "\"ModelName\":\"fraud-7\",\"ModelPackageVersionArn\":\"arn:aws:sagemaker:eu-west-1:123456789012:model-package/fraud/3\","
                                + "\"Endpoints\":[{\"EndpointName\":\"fraud\"},{},{\"EndpointName\":\"churn\"},{\"EndpointName\":\"fraud\"}]",
                        recommended(fine + ",\"CpuUtilization\":71.5,\"MemoryUtilization\":9.25", large, ""),
                        recommended(
                                fine,
                                ",\"InstanceType\":\"ml.z9.42xlarge\",\"InitialInstanceCount\":2",
                                "\"EnvironmentParameters\":[{\"Key\":\"OMP_NUM_THREADS\",\"ValueType\":\"integer\",\"Value\":\"4\"}]"),
                        // another model, serverless, and numbers that are missing or none
                        recommended(fine, large, "\"CompilationJobName\":\"neo-1\""),
                        recommended(fine, ",\"ServerlessConfig\":{\"MemorySizeInMB\":2048,\"MaxConcurrency\":5}", ""),
                        recommended(",\"MaxInvocations\":480", large, ""),
                        recommended(",\"ModelLatency\":42", large, ""),
                        recommended(",\"MaxInvocations\":0,\"ModelLatency\":42", large, ""),
                        recommended(",\"MaxInvocations\":-1,\"ModelLatency\":42", large, "")));

        assertThat(source.job(PLACE, "try", aws.meter()).orElseThrow())
                .isEqualTo(new Job(
                        "try",
                        ARN + "try",
                        "Advanced",
                        Instant.ofEpochSecond(CREATED),
                        Instant.ofEpochSecond(CREATED + 60).plusMillis(500),
                        "fraud-7",
                        "arn:aws:sagemaker:eu-west-1:123456789012:model-package/fraud/3",
                        List.of("fraud", "churn"),
                        List.of(
                                new Rate("ml.m5.large", 1, 480, 42, false),
                                new Rate("ml.z9.42xlarge", 2, 480, 42, true))));
        assertThat(aws.asked(DESCRIBE).getFirst().body()).isEqualTo("{\"JobName\":\"try\"}");
    }

    @Test
    void aJobMayBeGoneOrUnreadable() {
        aws.refuses(DESCRIBE, 400, "ResourceNotFound", "Could not find inference recommendations job.");
        assertThat(source.job(PLACE, "try", aws.meter())).isEmpty();

        aws.reset();
        aws.answers(DESCRIBE, "{\"JobName\":\"try\"}");
        SourceProblem problem = catchThrowableOfType(SourceProblem.class, () -> source.job(PLACE, "try", aws.meter()));
        assertThat(problem.kind()).isEqualTo(Kind.BAD_ANSWER);
    }
}
