package dev.bursar.aws.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bursar.inventory.spi.FoundResource;
import dev.bursar.inventory.spi.ResourceSource;
import dev.bursar.setup.spi.MemberRole;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import dev.bursar.testing.CannedAws;
import dev.bursar.testing.MovableClock;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions that AWS rejects although, by Bursar's clock, they are still good. */
class RoleSessionsTest {
    private static final String ACCOUNT = "210987654321";

    private static CannedAws aws;
    private static ResourceSource source;

    private MemberRole role;

    @BeforeAll
    static void start() {
        aws = new CannedAws(
                new MovableClock(Instant.parse("2026-11-24T09:00:00Z")), Map.of("bursar.aws.attempts", "2"));
        source = aws.bean(ResourceSource.class);
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @BeforeEach
    void reset() {
        aws.reset();
        aws.answers("AssumeRole", """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>\
            <AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>\
            <Expiration>2026-11-24T10:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>\
            """);
        role = new MemberRole("reader", UUID.randomUUID().toString());
    }

    private List<String> tagged(String region) {
        var found = new ArrayList<String>();
        source.tagged(
                new Place(ACCOUNT, region, role),
                aws.meter(),
                page -> page.stream().map(FoundResource::arn).forEach(found::add));
        return found;
    }

    private SourceProblem problem(String region) {
        return catchThrowableOfType(SourceProblem.class, () -> tagged(region));
    }

    private static String page() {
        return """
            {"PaginationToken":"","ResourceTagMappingList":[{"ResourceARN":"arn:aws:sns:eu-west-1:%s:a",\
            "Tags":[]}]}\
            """.formatted(ACCOUNT);
    }

    @ParameterizedTest
    @CsvSource({
        "ExpiredTokenException, eu-west-1",
        "ExpiredToken, us-east-1",
        "RequestExpired, eu-west-1",
        "UnrecognizedClientException, us-east-1",
        "InvalidClientTokenId, us-east-1"
    })
    void aSessionThatAwsRejectsIsBegunAnewAtOnce(String code, String region) {
        aws.answers("GetResources", page());
        aws.refuses("GetResources", 400, code, "The security token included in the request is no good");
        aws.answers("GetResources", page());

        assertThat(tagged(region)).hasSize(1);
        assertThat(tagged(region)).hasSize(1);
        assertThat(tagged(region)).hasSize(1);
        assertThat(aws.asked("AssumeRole")).hasSize(2);
        assertThat(aws.asked("GetResources")).hasSize(4);
    }

    @Test
    void aNewSessionThatIsRejectedTooIsAProblemAndNotKept() {
        aws.refuses("GetResources", 400, "ExpiredTokenException", "expired");

        assertThat(problem("eu-west-1").kind()).isEqualTo(Kind.CREDENTIALS);
        assertThat(aws.asked("GetResources")).hasSize(2);
        problem("eu-west-1");
        assertThat(aws.asked("AssumeRole")).hasSize(4);
    }

    @Test
    void aRegionThatIsOffEndsNoSession() {
        aws.refuses("GetResources", 400, "UnrecognizedClientException", "The security token is invalid");

        assertThat(problem("ap-east-1").kind()).isEqualTo(Kind.OFF);
        assertThat(problem("ap-east-2").kind()).isEqualTo(Kind.OFF);
        assertThat(aws.asked("AssumeRole")).hasSize(1);
        assertThat(aws.asked("GetResources")).hasSize(2);
    }
}
