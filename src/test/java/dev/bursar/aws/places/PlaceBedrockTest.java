package dev.bursar.aws.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.bursar.efficiency.spi.BedrockSource.ProvisionedModel;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.Problem.Why;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.bedrock.model.ProvisionedModelSummary;
import software.amazon.awssdk.services.bedrock.model.Tag;

/** What is kept of Bedrock's lists, and where AWS doesn't offer it. */
class PlaceBedrockTest {
    private static final String ARN = "arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abc";
    private static final String MODEL = "arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-text-lite-v1";

    private static ProvisionedModelSummary.Builder summary() {
        return ProvisionedModelSummary.builder()
                .provisionedModelName("a")
                .provisionedModelArn(ARN)
                .modelArn(MODEL)
                .modelUnits(2)
                .status("InService");
    }

    private static List<ProvisionedModel> read(UnaryOperator<ProvisionedModelSummary.Builder> change) {
        return BedrockReader.models(List.of(change.apply(summary()).build()));
    }

    @Test
    void aModelWithoutACommitmentHasNone() {
        assertThat(read(one -> one))
                .containsExactly(new ProvisionedModel(
                        "a", ARN, "amazon.titan-text-lite-v1", "InService", 2, null, null, null, null));
    }

    @Test
    void whatThisSdkDoesNotKnowIsKeptAsAwsWritesIt() {
        Instant ends = Instant.parse("2027-02-14T00:00:00Z");
        Instant made = Instant.parse("2026-08-14T00:00:00Z");
        assertThat(read(one -> one.commitmentDuration("TwelveMonths")
                        .commitmentExpirationTime(ends)
                        .status("Sleeping")
                        .creationTime(made)))
                .containsExactly(new ProvisionedModel(
                        "a", ARN, "amazon.titan-text-lite-v1", "Sleeping", 2, "TwelveMonths", ends, made, made));
    }

    @Test
    void whatHasNoNameArnOrUnitsIsLeftOut() {
        assertThat(read(one -> one.provisionedModelName(null))).isEmpty();
        assertThat(read(one -> one.provisionedModelArn(""))).isEmpty();
        assertThat(read(one -> one.modelUnits(null))).isEmpty();
        assertThat(read(one -> one.modelUnits(-1))).isEmpty();
        assertThat(read(one -> one.modelUnits(0))).hasSize(1);
        assertThat(read(one -> one.provisionedModelName("a".repeat(257)))).isEmpty();
    }

    @Test
    void aModelIsNamedByItsArnAndElseByTheFoundationModels() {
        assertThat(BedrockReader.modelId("arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova/x1", MODEL))
                .isEqualTo("amazon.nova/x1");
        assertThat(BedrockReader.modelId(null, MODEL)).isEqualTo("amazon.titan-text-lite-v1");
        assertThat(BedrockReader.modelId("nonsense", "arn/")).isEmpty();
    }

    @Test
    void tagsThatCannotBeKeptAreLeftOut() {
        assertThat(BedrockReader.tags(List.of(
                        Tag.builder().key("team").value("search").build(),
                        Tag.builder().key("empty").build(),
                        Tag.builder().key("").value("x").build(),
                        Tag.builder().key("long").value("x".repeat(257)).build())))
                .isEqualTo(Map.of("team", "search", "empty", ""));
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments("us-east-1", new UnknownHostException("bedrock"), true),
                arguments("xx-nowhere-9", new UnknownHostException("bedrock"), false),
                arguments("xx-nowhere-9", new ConnectException("refused"), true));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void aRegionWithoutAHostThatTheSdkDoesNotKnowEitherHasNoBedrock(String region, Exception cause, boolean offered) {
        var place = new Place("123456789012", region, null);
        var problem = new SourceProblem(
                Kind.UNAVAILABLE,
                place.problem(Why.NO_ANSWER),
                SdkClientException.create("Unable to execute HTTP request", cause));
        assertThat(PlaceBedrock.isOffered(region, problem)).isEqualTo(offered);
    }
}
