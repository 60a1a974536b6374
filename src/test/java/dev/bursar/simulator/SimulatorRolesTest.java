package dev.bursar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.http.RequestLog;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.simulator.resources.Regions;
import dev.bursar.simulator.roles.MemberRoles;
import dev.bursar.testing.MovableClock;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.account.model.AccessDeniedException;
import software.amazon.awssdk.services.account.model.RegionOptStatus;
import software.amazon.awssdk.services.account.model.ValidationException;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/** Member accounts: roles, their credentials, and which Regions are enabled. */
class SimulatorRolesTest {

    private static final String MEMBER = OrganisationModel.ML_PLATFORM;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:30:00Z"));
    private final Aws aws = Aws.at(clock);

    @AfterEach
    void stop() {
        aws.close();
    }

    private AssumeRoleRequest request(String account, String role, String externalId) {
        return AssumeRoleRequest.builder()
                .roleArn("arn:aws:iam::" + account + ":role/" + role)
                .roleSessionName("bursar")
                .externalId(externalId)
                .build();
    }

    private static void assertRefused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call, int status, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(e.statusCode()).isEqualTo(status);
        });
    }

    @Test
    void aRoleIsAssumedAndKnownAgain() {
        assertThat(aws.sts.getCallerIdentity().account()).isEqualTo(Organisation.PAYER);
        var role = aws.sts.assumeRole(request(MEMBER, MemberRoles.NAME, MemberRoles.EXTERNAL_ID));
        assertThat(role.credentials().expiration()).isEqualTo(clock.instant().plusSeconds(3600));
        try (var member = aws.client(StsClient.builder(), AwsRetryStrategy.doNotRetry())
                .credentialsProvider(aws.member(MEMBER))
                .build()) {
            assertThat(member.getCallerIdentity().arn())
                    .isEqualTo("arn:aws:sts::012345678901:assumed-role/BursarReader/bursar");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "012345678901, Other, bursar-simulator",
        "012345678901, BursarReader, wrong",
        "012345678901, BursarReader, ",
        "109876543210, BursarReader, bursar-simulator",
        "135798642013, BursarReader, bursar-simulator",
        "999999999999, BursarReader, bursar-simulator",
        "123456789012, BursarReader, bursar-simulator"
    })
    void whateverIsWrongTheRefusalIsTheSame(String account, String role, String externalId) {
        assertRefused(() -> aws.sts.assumeRole(request(account, role, externalId)), 403, "AccessDenied");
        assertThatThrownBy(() -> aws.sts.assumeRole(request(account, role, externalId)))
                .hasMessageContaining("User: arn:aws:iam::123456789012:user/bursar is not authorized to perform:"
                        + " sts:AssumeRole on resource: arn:aws:iam::" + account + ":role/" + role);
    }

    @ParameterizedTest
    @ValueSource(ints = {899, 43_201})
    void sessionsLastFrom15MinutesTo12Hours(int seconds) {
        var asked = request(MEMBER, MemberRoles.NAME, MemberRoles.EXTERNAL_ID).toBuilder();
        assertThatThrownBy(
                        () -> aws.sts.assumeRole(asked.durationSeconds(seconds).build()))
                .hasMessageContaining("'durationSeconds' failed to satisfy constraint");
        assertThatCode(() -> aws.sts.assumeRole(asked.durationSeconds(900).build()))
                .doesNotThrowAnyException();
        assertThatCode(() -> aws.sts.assumeRole(asked.durationSeconds(43_200).build()))
                .doesNotThrowAnyException();
    }

    @Test
    void rolesAndSessionsAreNamedAsAwsWantsIt() {
        assertThatThrownBy(() -> aws.sts.assumeRole(it -> it.roleArn("nonsense").roleSessionName("bursar")))
                .hasMessageContaining("RoleArn is invalid");
        var asked = request(MEMBER, MemberRoles.NAME, MemberRoles.EXTERNAL_ID).toBuilder();
        assertThatThrownBy(() -> aws.sts.assumeRole(asked.roleSessionName("b").build()))
                .hasMessageContaining("roleSessionName");
    }

    @Test
    void credentialsExpireByTheClock() {
        try (var account = aws.account(MEMBER);
                var tagging = aws.tagging(MEMBER, "us-east-1")) {
            clock.forward(Duration.ofMinutes(59));
            assertThatCode(() -> account.listRegions(it -> {})).doesNotThrowAnyException();
            clock.forward(Duration.ofMinutes(1));
            assertRefused(() -> account.listRegions(it -> {}), 403, "ExpiredTokenException");
            assertRefused(() -> tagging.getResources(), 400, "ExpiredTokenException");
        }
    }

    @Test
    void aRoleIsTakenAwayAndGivenBack() throws Exception {
        try (var tagging = aws.tagging(MEMBER, "us-east-1")) {
            aws.control("POST", "roles", "{\"account\":\"" + MEMBER + "\",\"works\":false}");
            assertThatThrownBy(() -> tagging.getResources())
                    .hasMessageContaining("User: arn:aws:sts::012345678901:assumed-role/BursarReader/bursar"
                            + " is not authorized to perform: tag:GetResources");
            assertThatThrownBy(() -> aws.member(MEMBER)).hasMessageContaining("sts:AssumeRole");
            aws.control("POST", "roles", "{\"account\":\"" + MEMBER + "\",\"works\":true}");
            assertThatCode(() -> tagging.getResources()).doesNotThrowAnyException();
        }
        aws.simulator.roles().works(MemberRoles.WITHOUT_ROLE, true);
        assertThatCode(() -> aws.member(MemberRoles.WITHOUT_ROLE)).doesNotThrowAnyException();
        assertThat(aws.control("POST", "roles", "{\"account\":\"1\",\"works\":true}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aMemberIsNotThePayer() {
        try (var organizations = aws.client(OrganizationsClient.builder(), AwsRetryStrategy.doNotRetry())
                .credentialsProvider(aws.member(MEMBER))
                .build()) {
            assertRefused(() -> organizations.listAccounts(), 400, "AccessDeniedException");
        }
    }

    @Test
    void thePayerAndAMemberSeeTheMembersRegions() {
        try (var payer = aws.account(Organisation.PAYER);
                var member = aws.account(MEMBER)) {
            var seen = payer.listRegionsPaginator(it -> it.accountId(MEMBER).maxResults(3)).stream()
                    .flatMap(page -> page.regions().stream())
                    .toList();
            assertThat(seen).isEqualTo(member.listRegions(it -> {}).regions()).hasSize(8);
            assertThat(seen)
                    .filteredOn(region -> region.regionOptStatusAsString().startsWith("ENABLED"))
                    .hasSize(6);
            assertThat(aws.simulator.requests().entries())
                    .filteredOn(entry -> entry.operation().equals("ListRegions"))
                    .extracting(RequestLog.Entry::account, RequestLog.Entry::filter)
                    .contains(tuple(Organisation.PAYER, MEMBER), tuple(MEMBER, ""));
            assertThatThrownBy(() -> payer.listRegions(it -> it.accountId(Organisation.PAYER)))
                    .isInstanceOf(ValidationException.class);
            assertThatThrownBy(() -> payer.listRegions(it -> it.maxResults(51)))
                    .isInstanceOf(ValidationException.class);
            assertThatThrownBy(() -> member.listRegions(it -> it.accountId(MEMBER)))
                    .isInstanceOf(AccessDeniedException.class);
            assertThatThrownBy(() -> payer.listRegions(it -> it.accountId(Organisation.SUSPENDED.id())))
                    .isInstanceOf(AccessDeniedException.class);
            aws.simulator.accountManagement().trustedAccess(false);
            assertRefused(() -> payer.listRegions(it -> it.accountId(MEMBER)), 403, "AccessDeniedException");
            assertThatCode(() -> member.listRegions(it -> {})).doesNotThrowAnyException();
        }
    }

    @Test
    void oneAccountHasARegionOffThatOthersHave() {
        try (var payer = aws.account(Organisation.PAYER)) {
            for (var account : aws.organisation.accounts()) {
                var regions = payer.listRegions(it -> {
                            if (!account.id().equals(Organisation.PAYER)) {
                                it.accountId(account.id());
                            }
                        })
                        .regions();
                var off = account.id().equals(Regions.ACCOUNT_WITHOUT_OPT_IN);
                assertThat(regions)
                        .filteredOn(region -> region.regionName().equals(Regions.OPT_IN))
                        .extracting(region -> region.regionOptStatus())
                        .containsExactly(off ? RegionOptStatus.DISABLED : RegionOptStatus.ENABLED);
            }
        }
    }

    @Test
    void aRegionThatIsOffAnswersLikeBadCredentials() {
        try (var tagging = aws.tagging(Regions.ACCOUNT_WITHOUT_OPT_IN, Regions.OPT_IN);
                var explorer = aws.explorer(Regions.ACCOUNT_WITHOUT_OPT_IN, Regions.OPT_IN);
                var enabling = aws.tagging(Regions.ACCOUNT_ENABLING, Regions.ENABLING)) {
            assertRefused(() -> tagging.getResources(), 400, "UnrecognizedClientException");
            assertRefused(() -> explorer.search(it -> it.queryString("tag:none")), 403, "UnrecognizedClientException");
            assertRefused(() -> enabling.getResources(), 400, "UnrecognizedClientException");
            assertThatThrownBy(() -> tagging.getResources())
                    .hasMessageContaining("The security token included in the request is invalid.");
        }
    }

    @Test
    void aFaultStrikesOneAccountInOneRegion() throws Exception {
        aws.control("POST", "faults", """
                {"effect":"throttled","account":"%s","region":"eu-west-1"}""".formatted(MEMBER));
        try (var struck = aws.explorer(MEMBER, "eu-west-1");
                var region = aws.explorer(MEMBER, "us-east-1");
                var account = aws.explorer(OrganisationModel.RESEARCH, "eu-west-1")) {
            assertRefused(() -> struck.listIndexes(it -> {}), 429, "ThrottlingException");
            assertThatCode(() -> region.listIndexes(it -> {})).doesNotThrowAnyException();
            assertThatCode(() -> account.listIndexes(it -> {})).doesNotThrowAnyException();
            aws.simulator.faults().clear();
            aws.simulator.faults().add(Fault.accessDenied().inAccount(MEMBER));
            assertRefused(() -> struck.listIndexes(it -> {}), 403, "AccessDeniedException");
            assertRefused(() -> aws.member(MEMBER), 400, "AccessDenied");
            assertThatCode(() -> aws.member(OrganisationModel.RESEARCH)).doesNotThrowAnyException();
        }
        assertThat(aws.simulator.requests().entries())
                .filteredOn(entry -> entry.outcome().equals("ThrottlingException"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.account()).isEqualTo(MEMBER);
                    assertThat(entry.region()).isEqualTo("eu-west-1");
                });
    }
}
