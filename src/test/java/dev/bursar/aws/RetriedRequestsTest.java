package dev.bursar.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.simulator.faults.Effect;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.RunState;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** What AWS's refusals are told as, which is what a person does next. */
class RetriedRequestsTest {
    private static final String LIST = "ListAccounts";

    /** One of them is suspended. */
    private static final int ACCOUNTS = 60;

    private static SyncRig rig;

    @BeforeAll
    static void start() {
        var clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
        rig = new SyncRig(clock, Organisation.seeded(42, clock, new Organisation.Size(ACCOUNTS - 1, 1, 9)), Map.of());
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @AfterEach
    void noFaults() {
        rig.simulator.faults().clear();
        rig.simulator.requests().clear();
    }

    private static final RequestMeter UNMETERED = new RequestMeter() {
        @Override
        public <T> T send(
                String api,
                String account,
                String region,
                BigDecimal priceUsd,
                Predicate<RuntimeException> refused,
                Supplier<T> request) {
            return request.get();
        }
    };

    private static void send(OrganizationsClient client) {
        rig.bean(RetriedRequests.class)
                .send(
                        "organizations:ListAccounts",
                        "123456789012",
                        BigDecimal.ZERO,
                        UNMETERED,
                        () -> client.listAccounts());
    }

    @Test
    void whoIsUnauthorizedIsRefusedAndItIsNoFaultOfBursars() {
        rig.simulator.faults().add(Fault.of(new Effect.Refused("UnauthorizedException", "Unauthorized", 401)));
        assertThatThrownBy(() -> send(rig.bean(OrganizationsClient.class)))
                .isInstanceOfSatisfying(SourceProblem.class, problem -> {
                    assertThat(problem.kind()).isEqualTo(Kind.ACCESS_DENIED);
                    assertThat(ProblemText.what(problem.problem()))
                            .isEqualTo("AWS refused organizations:ListAccounts to Bursar's role.");
                    assertThat(ProblemText.whatToDo(problem.problem())).doesNotContain("report");
                });
        assertThat(rig.simulator.requests().count(LIST)).as("not tried again").isOne();
    }

    @Test
    void aListWhosePagesExpiredIsReadFromItsStart() {
        rig.simulator.faults().add(Fault.invalidNextToken().on(LIST).onPage(3).times(2));
        assertThat(rig.run("accounts").state()).isEqualTo(RunState.DONE);
        assertThat(rig.database
                        .jdbc()
                        .sql("select count(*) from account")
                        .query(Integer.class)
                        .single())
                .isEqualTo(ACCOUNTS);
        assertThat(rig.simulator.requests().count(LIST)).isEqualTo(3 * 3);
    }

    @Test
    void aListWhosePagesAlwaysExpireIsNoFaultOfBursars() {
        rig.simulator.faults().add(Fault.invalidNextToken().on(LIST).onPage(2));
        var run = rig.run("accounts");
        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(ProblemText.what(run.problem()))
                .contains("changed or expired while Bursar read it", "organizations:ListAccounts");
        assertThat(ProblemText.whatToDo(run.problem())).contains("next run").doesNotContain("report");
        assertThat(rig.simulator.requests().count(LIST)).isEqualTo(2 * 4);
    }

    @Test
    void credentialsThatCouldNotBeRenewedAreSaidToHaveExpired() {
        rig.simulator.faults().add(Fault.expiredToken().on("AssumeRole"));
        try (var sts = StsClient.builder()
                        .endpointOverride(rig.simulator.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("expired", "secret")))
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build();
                var role = StsAssumeRoleCredentialsProvider.builder()
                        .stsClient(sts)
                        .refreshRequest(request -> request.roleArn("arn:aws:iam::123456789012:role/Bursar")
                                .roleSessionName("bursar"))
                        .build();
                var client = OrganizationsClient.builder()
                        .endpointOverride(rig.simulator.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(new AwsClients.OwnCredentials(AwsCredentialsProviderChain.of(role)))
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build()) {
            assertThatThrownBy(() -> send(client)).isInstanceOfSatisfying(SourceProblem.class, problem -> {
                assertThat(problem.kind()).isEqualTo(Kind.CREDENTIALS);
                assertThat(ProblemText.what(problem.problem())).startsWith("The AWS credentials have expired");
            });
        }
        assertThat(rig.simulator.requests().count(LIST)).isZero();
    }

    @Test
    void thatThereAreNoCredentialsIsToldByTypeAndNothingIsAsked() {
        try (var client = OrganizationsClient.builder()
                .endpointOverride(rig.simulator.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(new AwsClients.OwnCredentials(() -> {
                    throw SdkClientException.create("No provider has any");
                }))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            assertThatThrownBy(() -> send(client)).isInstanceOfSatisfying(SourceProblem.class, problem -> {
                assertThat(problem.kind()).isEqualTo(Kind.CREDENTIALS);
                assertThat(ProblemText.what(problem.problem())).isEqualTo("No AWS credentials were found.");
            });
        }
        assertThat(rig.simulator.requests().count(LIST)).isZero();
    }
}
