package dev.bursar.aws.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bursar.efficiency.spi.MlEndpoint;
import dev.bursar.efficiency.spi.MlEndpoint.Model;
import dev.bursar.efficiency.spi.MlEndpoint.Variant;
import dev.bursar.efficiency.spi.MlJob;
import dev.bursar.efficiency.spi.MlJob.JobKind;
import dev.bursar.efficiency.spi.MlNotebook;
import dev.bursar.efficiency.spi.MlSource;
import dev.bursar.efficiency.spi.MlSource.Listed;
import dev.bursar.efficiency.spi.MlSource.Violation;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import dev.bursar.testing.CannedAws;
import dev.bursar.testing.MovableClock;
import dev.bursar.trail.spi.EventLookup;
import dev.bursar.trail.spi.LookedUpEvent;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times that are missing or can't be read: only they are not known. */
class UnreadableTimesTest {
    private static final String ARN = "arn:aws:sagemaker:eu-west-1:123456789012:";
    private static final Place PLACE = new Place("123456789012", "eu-west-1", null);
    private static final Instant MADE = Instant.ofEpochSecond(1_780_000_000);
    private static final Instant CHANGED = MADE.plusSeconds(60);

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

    private static String times(String created) {
        return "\"CreationTime\":" + created + ",\"LastModifiedTime\":" + CHANGED.getEpochSecond();
    }

    private static void answersEndpoint(String created, String instances) {
        aws.answers("DescribeEndpoint", """
                {"EndpointName":"fraud","EndpointArn":"%sendpoint/fraud","EndpointConfigName":"c","EndpointStatus":"InService",%s,
                 "ProductionVariants":[{"VariantName":"main","CurrentWeight":1.0,"CurrentInstanceCount":%s,
                  "DeployedImages":[{"ResolutionTime":%s}]}]}""".formatted(ARN, times(created), instances, created));
        aws.answers("DescribeEndpointConfig", """
                {"EndpointConfigName":"c","CreationTime":%s,"ProductionVariants":[{"VariantName":"main","ModelName":"m",
                 "InstanceType":"ml.m5.large"}]}""".formatted(created));
        aws.answers("DescribeModel", "{\"ModelName\":\"m\",\"CreationTime\":" + created + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"yesterday\"", "\"2026-06-01T00:00:00Z\"", "\"\"", "true", "{}", "[1]", "null"})
    void anEndpointLosesOnlyItsTime(String created) {
        answersEndpoint(created, "2");
        MlEndpoint endpoint = source.endpoint(PLACE, "fraud", aws.meter()).orElseThrow();
        assertThat(endpoint.created()).isNull();
        assertThat(endpoint.modified()).isEqualTo(CHANGED);
        assertThat(endpoint.variants())
                .containsExactly(
                        new Variant("main", false, "ml.m5.large", 2, 1, null, null, false, new Model("m", null, null)));
    }

    @Test
    void aNumberThatCannotBeReadRefusesTheAnswer() {
        answersEndpoint("1780000000", "\"two\"");
        assertThat(catchThrowableOfType(SourceProblem.class, () -> source.endpoint(PLACE, "fraud", aws.meter()))
                        .kind())
                .isEqualTo(Kind.BAD_ANSWER);
    }

    @Test
    void aModelThatCannotBeReadIsKnownByName() {
        answersEndpoint("1780000000", "2");
        MlEndpoint whole = source.endpoint(PLACE, "fraud", aws.meter()).orElseThrow();
        assertThat(whole.variants().getFirst().model()).isEqualTo(new Model("m", null, MADE));
        aws.reset();
        aws.answers("DescribeModel", "{\"ModelName\":{}}");
        answersEndpoint("1780000000", "2");
        assertThat(source.endpoint(PLACE, "fraud", aws.meter())
                        .orElseThrow()
                        .variants()
                        .getFirst()
                        .model())
                .isEqualTo(new Model("m", null, null));
    }

    @Test
    void listsLoseNothing() {
        aws.answers("ListEndpoints", """
                {"Endpoints":[{"EndpointName":"a","EndpointArn":"%1$sendpoint/a","EndpointStatus":"InService",%2$s},
                 {"EndpointName":"b","EndpointArn":"%1$sendpoint/b","EndpointStatus":"InService"}]}""".formatted(ARN, times("\"-\"")));
        var endpoints = new ArrayList<Listed>();
        source.endpoints(PLACE, aws.meter(), endpoints::addAll);
        assertThat(endpoints)
                .containsExactly(
                        new Listed("a", ARN + "endpoint/a", "InService", null, CHANGED),
                        new Listed("b", ARN + "endpoint/b", "InService", null, null));

        aws.answers("ListNotebookInstances", """
                {"NotebookInstances":[{"NotebookInstanceName":"n","NotebookInstanceArn":"%snotebook-instance/n",
                 "NotebookInstanceStatus":"InService",%s}]}""".formatted(ARN, times("\"-\"")));
        assertThat(source.notebooks(PLACE, aws.meter()))
                .containsExactly(new MlNotebook("n", ARN + "notebook-instance/n", "InService", null, null, CHANGED));

        aws.answers("ListInferenceComponents", "{\"InferenceComponents\":[{\"InferenceComponentName\":\"llama\"}]}");
        aws.answers("DescribeInferenceComponent", """
                {"InferenceComponentName":"llama","InferenceComponentArn":"arn:llama","EndpointName":"shared",
                 "VariantName":"main","InferenceComponentStatus":"InService"}""");
        assertThat(source.components(PLACE, aws.meter())).hasSize(1);

        aws.answers("ListMonitoringExecutions", """
                {"MonitoringExecutionSummaries":[{"EndpointName":"fraud","MonitoringType":"DataQuality",%s}]}""".formatted(times("\"-\"")));
        assertThat(source.violations(PLACE, MADE, aws.meter()))
                .containsExactly(new Violation("fraud", "DataQuality", CHANGED));
    }

    @Test
    void aJobIsDatedByWhatIsKnownOfIt() {
        String listed = """
                {"TrainingJobName":"%1$s","TrainingJobArn":"arn:%1$s","TrainingJobStatus":"Completed","CreationTime":%2$s}""";
        aws.answers(
                "ListTrainingJobs",
                "{\"TrainingJobSummaries\":["
                        + String.join(
                                ",",
                                listed.formatted("a", "1780000000"),
                                listed.formatted("b", "\"-\""),
                                listed.formatted("c", "1000"))
                        + "]}");
        var found = new ArrayList<Listed>();
        source.jobs(PLACE, JobKind.TRAINING, MADE, aws.meter(), found::addAll);
        assertThat(found).extracting(Listed::name).containsExactly("a", "b");

        String described = """
                {"TrainingJobName":"b","TrainingJobArn":"arn:b","TrainingJobStatus":"Completed",%s}""";
        aws.answers(
                "DescribeTrainingJob",
                described.formatted(times("\"-\"") + ",\"TrainingStartTime\":1780000001"),
                described.formatted(times("\"-\"")),
                described.formatted("\"CreationTime\":\"-\""));
        assertThat(List.of(job(), job())).extracting(MlJob::created).containsExactly(MADE.plusSeconds(1), CHANGED);
        assertThat(catchThrowableOfType(SourceProblem.class, UnreadableTimesTest::job)
                        .kind())
                .isEqualTo(Kind.BAD_ANSWER);
    }

    private static MlJob job() {
        return source.job(PLACE, JobKind.TRAINING, "b", aws.meter()).orElseThrow();
    }

    @Test
    void anEventIsDatedByItsRecord() {
        aws.answers("LookupEvents", """
                {"Events":[{"EventId":"1","EventTime":"-","CloudTrailEvent":"{}"},{"EventId":"2","EventTime":1780000000}]}""");
        var found = new ArrayList<LookedUpEvent>();
        aws.bean(EventLookup.class).lookup(PLACE, MADE, CHANGED, false, aws.meter(), found::addAll);
        assertThat(found).extracting(LookedUpEvent::time).containsExactly(null, MADE);
    }
}
