package dev.bursar.aws.places;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.changes.write.ChangeExecutor.Outcome;
import dev.bursar.sync.Problem;
import dev.bursar.sync.SourceProblem;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.FailureInfo;

/** What an answer to a write means: done, not done, or nobody knows. */
class PlaceTagsTest {
    private static Outcome of(SdkException cause) {
        return PlaceTags.outcome(
                new SourceProblem(SourceProblem.Kind.UNAVAILABLE, new Problem.Said("It failed.", "Wait."), cause));
    }

    @ParameterizedTest
    @CsvSource({
        "ThrottlingException, 400, Busy",
        "TooManyRequestsException, 429, Busy",
        "Whatever, 429, Busy",
        "InternalServiceException, 500, Unknown",
        "ServiceUnavailable, 503, Unknown",
        "AccessDeniedException, 400, Refused",
        "InvalidParameterException, 400, Refused",
        "ResourceLockedException, 409, Refused",
        "ExpiredTokenException, 403, Refused"
    })
    void wholeRequests(String code, int status, String outcome) {
        var refused = AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("said")
                        .build())
                .build();
        assertThat(of(refused).getClass().getSimpleName()).isEqualTo(outcome);
        if (outcome.equals("Refused")) {
            assertThat(of(refused)).isEqualTo(new Outcome.Refused(code, "said"));
        }
    }

    @Test
    void answersThatNeverCame() {
        assertThat(of(SdkClientException.create("cut", new IOException("cut")))).isEqualTo(new Outcome.Unknown());
        assertThat(of(ApiCallTimeoutException.create(1))).isEqualTo(new Outcome.Unknown());
        assertThat(of(SdkClientException.create("not sent", new java.net.ConnectException("refused"))))
                .as("it never reached AWS")
                .isInstanceOf(Outcome.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "ThrottlingException, 400, Busy",
        "RequestLimitExceeded, 503, Busy",
        "InvalidParameterException, 429, Busy",
        "InternalServiceException, 500, Unknown",
        "InvalidParameterException, 400, Refused",
        "AccessDeniedException, 403, Refused",
        "ResourceLockedException, 409, Refused"
    })
    void singleResources(String code, int status, String outcome) {
        var failure = FailureInfo.builder()
                .statusCode(status)
                .errorCode(code)
                .errorMessage("said")
                .build();
        assertThat(PlaceTags.outcome(failure).getClass().getSimpleName()).isEqualTo(outcome);
    }

    @Test
    void aResourceThatIsNotNamedWasTaken() {
        assertThat(PlaceTags.outcome((FailureInfo) null)).isEqualTo(new Outcome.Taken());
        assertThat(PlaceTags.outcome(
                        FailureInfo.builder().errorMessage("x".repeat(900)).build()))
                .isEqualTo(new Outcome.Refused("", "x".repeat(500)));
    }
}
