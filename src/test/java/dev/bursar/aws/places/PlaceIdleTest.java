package dev.bursar.aws.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bursar.efficiency.spi.IdleFindings;
import dev.bursar.efficiency.spi.IdleFindings.IdleFinding;
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

/** What Compute Optimizer finds idle, over HTTP. */
class PlaceIdleTest {
    private static final String GET = "GetIdleRecommendations";
    private static final Place PLACE = new Place("123456789012", "eu-west-1", null);

    private static CannedAws aws;

    @BeforeAll
    static void start() {
        aws = new CannedAws(
                new MovableClock(Instant.parse("2026-11-24T09:00:00Z")), Map.of("bursar.aws.attempts", "2"));
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @BeforeEach
    void reset() {
        aws.reset();
    }

    private static List<IdleFinding> idle() {
        return aws.bean(IdleFindings.class).idle(PLACE, aws.meter());
    }

    private static String finding(String type, String rest) {
        return "{\"resourceArn\":\"arn:" + type + "\",\"resourceId\":\"i\",\"resourceType\":\"" + type
                + "\",\"accountId\":\"123456789012\",\"finding\":\"Idle\"" + rest + "}";
    }

    private static String savings(String currency, String value) {
        return ",\"savingsOpportunity\":{\"savingsOpportunityPercentage\":100.0,\"estimatedMonthlySavings\":{\"currency\":\""
                + currency + "\",\"value\":" + value + "}},\"lookBackPeriodInDays\":14.0";
    }

    @Test
    void allPagesAreReadAndNewTypesAreKept() {
        aws.answers(
                GET,
                "{\"idleRecommendations\":[" + finding("EC2Instance", savings("USD", "31.1"))
                        + "],\"errors\":[],\"nextToken\":\"two\"}",
                "{\"idleRecommendations\":[" + finding("SageMakerEndpoint", savings("CNY", "31.1")) + ","
                        + finding("EBSVolume", savings("USD", "\"NaN\"")) + ",{\"finding\":\"Idle\"}],"
                        + "\"errors\":[{\"identifier\":\"arn:other\",\"code\":\"InternalError\",\"message\":\"m\"}]}");

        assertThat(idle())
                .containsExactly(
                        new IdleFinding("arn:EC2Instance", "EC2Instance", "Idle", new BigDecimal("31.1"), 14),
                        new IdleFinding("arn:SageMakerEndpoint", "SageMakerEndpoint", "Idle", null, 14),
                        new IdleFinding("arn:EBSVolume", "EBSVolume", "Idle", null, 14));
        assertThat(aws.asked(GET))
                .hasSize(2)
                .allMatch(asked -> asked.body().contains("\"accountIds\":[\"123456789012\"]")
                        && asked.region().equals("eu-west-1"));
        assertThat(aws.metered()).containsEntry("compute-optimizer:GetIdleRecommendations 123456789012 eu-west-1", 2L);
    }

    @Test
    void anAccountThatIsNotOptedInIsOff() {
        aws.refuses(GET, 403, "OptInRequiredException", "not registered");
        SourceProblem problem = catchThrowableOfType(SourceProblem.class, PlaceIdleTest::idle);
        assertThat(problem.kind()).isEqualTo(Kind.OFF);
        assertThat(ProblemText.what(problem.problem()))
                .isEqualTo("AWS Compute Optimizer is not turned on for account 1234-5678-9012.");
        assertThat(ProblemText.whatToDo(problem.problem())).startsWith("Opt the account in to Compute Optimizer");
        assertThat(aws.asked(GET)).as("not tried again").hasSize(1);

        aws.reset();
        aws.answers(
                GET,
                "{\"idleRecommendations\":[],\"errors\":[{\"identifier\":\"123456789012\",\"code\":\"OptInRequired\"}]}");
        assertThat(catchThrowableOfType(SourceProblem.class, PlaceIdleTest::idle)
                        .kind())
                .isEqualTo(Kind.OFF);
    }

    @Test
    void anErrorInPlaceOfAnAccountIsNoEmptyList() {
        aws.answers(
                GET,
                "{\"idleRecommendations\":[],\"errors\":[{\"identifier\":\"123456789012\",\"code\":\"InternalServerException\"}]}");
        assertThat(catchThrowableOfType(SourceProblem.class, PlaceIdleTest::idle)
                        .kind())
                .isEqualTo(Kind.BAD_ANSWER);
    }

    @Test
    void whatIsDeniedIsNotOff() {
        aws.refuses(GET, 403, "AccessDeniedException", "no");
        SourceProblem problem = catchThrowableOfType(SourceProblem.class, PlaceIdleTest::idle);
        assertThat(problem.kind()).isEqualTo(Kind.ACCESS_DENIED);
        assertThat(ProblemText.what(problem.problem())).contains("compute-optimizer:GetIdleRecommendations");
    }
}
