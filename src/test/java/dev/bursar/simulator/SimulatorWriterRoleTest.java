package dev.bursar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.simulator.roles.MemberRoles;
import dev.bursar.testing.MovableClock;
import module java.base;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.resourceexplorer2.ResourceExplorer2Client;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.FailureInfo;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/** The role that writes tags: who has it, what it allows, and what narrows it. */
class SimulatorWriterRoleTest {

    private static final String SANDBOX = OrganisationModel.SANDBOX;
    private static final String SHARED = OrganisationModel.SHARED;
    private static final String MAIN = "us-east-1";
    private static final String VOLUME = "arn:aws:ec2:us-east-1:" + SANDBOX + ":volume/vol-0a11ce00000000001";
    private static final String TABLE = "arn:aws:dynamodb:us-east-1:" + SANDBOX + ":table/scratch";
    private static final String BUCKET = "arn:aws:s3:::acme-fraud-staging";

    private final Aws aws = Aws.at(new MovableClock(Instant.parse("2026-11-24T09:30:00Z")));

    @AfterEach
    void stop() {
        aws.close();
    }

    private static void assertRefused(ThrowingCallable call, int status, String code, String text) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.awsErrorDetails().errorMessage()).contains(text);
        });
    }

    private ResourceGroupsTaggingApiClient writer(Consumer<AssumeRoleRequest.Builder> change) {
        return aws.tagWriter(SANDBOX, MAIN, change);
    }

    private static Map<String, FailureInfo> tag(ResourceGroupsTaggingApiClient client, String... arns) {
        return client.tagResources(it -> it.resourceARNList(arns).tags(Map.of("team", "growth")))
                .failedResourcesMap();
    }

    private static Map<String, FailureInfo> untag(ResourceGroupsTaggingApiClient client, String... arns) {
        return client.untagResources(it -> it.resourceARNList(arns).tagKeys("team"))
                .failedResourcesMap();
    }

    private static void assertDenied(FailureInfo failure, String text) {
        assertThat(failure.statusCode()).isEqualTo(403);
        assertThat(failure.errorCodeAsString()).isEqualTo("AccessDeniedException");
        assertThat(failure.errorMessage()).contains(text);
    }

    private static String policy(String... actions) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\""
                + String.join("\",\"", actions) + "\"],\"Resource\":\"*\"}]}";
    }

    @Test
    void eachAccountWithTheReaderHasTheWriterAndThePayerToo() {
        for (var account : aws.organisation.accounts()) {
            var without = account.id().equals(MemberRoles.WITHOUT_ROLE);
            if (!account.id().equals(Organisation.PAYER)) {
                assertThat(assumes(MemberRoles.NAME, account.id())).isEqualTo(!without);
            }
            assertThat(assumes(MemberRoles.WRITER, account.id())).isEqualTo(!without);
        }
        assertThat(assumes(MemberRoles.WRITER, Organisation.SUSPENDED.id())).isFalse();
    }

    private boolean assumes(String role, String account) {
        try {
            aws.role(role, account, it -> {});
            return true;
        } catch (AwsServiceException e) {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({"BursarWriter, wrong", "BursarWriter, ", "Writer, bursar-simulator"})
    void theWriterAsksForTheSameExternalId(String role, String externalId) {
        assertRefused(
                () -> aws.role(role, SANDBOX, it -> it.externalId(externalId)), 403, "AccessDenied", "sts:AssumeRole");
    }

    @Test
    void onlyTheWriterWrites() {
        try (var payer = aws.tagging(Organisation.PAYER, MAIN);
                var reader = aws.tagging(SANDBOX, MAIN);
                var writer = writer(it -> {})) {
            for (var client : new ResourceGroupsTaggingApiClient[] {payer, reader}) {
                assertRefused(() -> tag(client, VOLUME), 400, "AccessDeniedException", "perform: tag:TagResources");
                assertRefused(() -> untag(client, VOLUME), 400, "AccessDeniedException", "perform: tag:UntagResources");
            }
            assertThat(tag(writer, VOLUME)).isEmpty();
            assertThat(untag(writer, VOLUME)).isEmpty();
            assertThat(writer.getResources(it -> it.resourceARNList(VOLUME)).resourceTagMappingList())
                    .hasSize(1);
            assertRefused(() -> writer.getTagKeys(it -> {}), 400, "AccessDeniedException", "perform: tag:GetTagKeys");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SANDBOX, Organisation.PAYER})
    void theWriterMayDoNothingElse(String account) {
        var role = aws.role(MemberRoles.WRITER, account, it -> it.roleSessionName("bursar-change-17"));
        var once = AwsRetryStrategy.doNotRetry();
        try (var sts = aws.client(StsClient.builder(), once)
                        .credentialsProvider(role)
                        .build();
                var trail = aws.client(CloudTrailClient.builder(), once)
                        .credentialsProvider(role)
                        .build();
                var explorer = aws.client(ResourceExplorer2Client.builder(), once)
                        .credentialsProvider(role)
                        .build();
                var accounts = aws.client(AccountClient.builder(), once)
                        .credentialsProvider(role)
                        .build();
                var sagemaker = aws.client(SageMakerClient.builder(), once)
                        .credentialsProvider(role)
                        .build();
                var costs = aws.client(CostExplorerClient.builder(), once)
                        .credentialsProvider(role)
                        .build()) {
            assertThat(sts.getCallerIdentity().arn())
                    .isEqualTo("arn:aws:sts::" + account + ":assumed-role/BursarWriter/bursar-change-17");
            assertThat(sts.getCallerIdentity().userId()).endsWith(":bursar-change-17");
            assertThat(sts.getCallerIdentity().account()).isEqualTo(account);
            assertRefused(() -> trail.lookupEvents(), 400, "AccessDeniedException", "cloudtrail:LookupEvents");
            assertRefused(
                    () -> explorer.search(it -> it.queryString("tag:none")),
                    403,
                    "AccessDeniedException",
                    "resource-explorer-2:Search");
            assertRefused(() -> accounts.listRegions(it -> {}), 403, "AccessDeniedException", "account:ListRegions");
            assertRefused(() -> sagemaker.listEndpoints(), 400, "AccessDeniedException", "sagemaker:ListEndpoints");
            assertRefused(
                    () -> costs.getTags(
                            it -> it.timePeriod(p -> p.start("2026-11-01").end("2026-11-02"))),
                    400,
                    "AccessDeniedException",
                    "ce:GetTags");
            assertRefused(
                    () -> sts.assumeRole(it -> it.roleArn("arn:aws:iam::" + SHARED + ":role/BursarWriter")
                            .roleSessionName("bursar")
                            .externalId(MemberRoles.EXTERNAL_ID)),
                    403,
                    "AccessDenied",
                    "sts:AssumeRole");
        }
    }

    @Test
    void thePayersOwnResourcesAreWrittenByItsWriter() {
        var vpc = "arn:aws:ec2:us-east-1:" + Organisation.PAYER + ":vpc/vpc-0ba5e000000000001";
        try (var payer = aws.tagWriter(Organisation.PAYER, MAIN, it -> {})) {
            assertThat(tag(payer, vpc)).isEmpty();
            assertThat(tag(payer, VOLUME)).containsOnlyKeys(VOLUME);
        }
        assertThat(aws.simulator.resources().named(vpc).tags()).containsEntry("team", "growth");
    }

    @Test
    void theWriterIsTakenAwayFromOneAccountAndTheReaderStays() throws Exception {
        try (var writer = writer(it -> {});
                var reader = aws.tagging(SANDBOX, MAIN)) {
            aws.control("POST", "roles", "{\"account\":\"" + SANDBOX + "\",\"role\":\"BursarWriter\",\"works\":false}");
            assertRefused(() -> tag(writer, VOLUME), 400, "AccessDeniedException", "tag:TagResources");
            assertThat(assumes(MemberRoles.WRITER, SANDBOX)).isFalse();
            assertThat(assumes(MemberRoles.WRITER, SHARED)).isTrue();
            assertThatCode(() -> reader.getResources()).doesNotThrowAnyException();
            aws.simulator.roles().works(MemberRoles.WRITER, SANDBOX, true);
            assertThat(tag(writer, VOLUME)).isEmpty();
        }
        for (var wanted : new String[] {
            "{\"account\":\"" + SANDBOX + "\",\"role\":\"Other\",\"works\":false}",
            "{\"account\":\"" + Organisation.PAYER + "\",\"role\":\"BursarReader\",\"works\":true}",
            "{\"account\":\"" + SANDBOX + "\",\"role\":\"BursarWriter\",\"action\":\"CreateTags\",\"works\":false}"
        }) {
            assertThat(aws.control("POST", "roles", wanted).statusCode())
                    .as(wanted)
                    .isEqualTo(400);
        }
    }

    @Test
    void withoutAServicesOwnActionItsResourcesFail() throws Exception {
        var wanted = "{\"account\":\"%s\",\"role\":\"BursarWriter\",\"action\":\"%s\",\"works\":%s}";
        try (var writer = writer(it -> {})) {
            aws.control("POST", "roles", wanted.formatted(SANDBOX, "ec2:CreateTags", false));
            var failed = tag(writer, VOLUME, TABLE);
            assertThat(failed).containsOnlyKeys(VOLUME);
            assertDenied(
                    failed.get(VOLUME),
                    "User: arn:aws:sts::" + SANDBOX + ":assumed-role/BursarWriter/bursar is not authorized to perform:"
                            + " ec2:CreateTags on resource: " + VOLUME
                            + " because no identity-based policy allows the ec2:CreateTags action");
            assertThat(untag(writer, VOLUME)).isEmpty();
            aws.control("POST", "roles", wanted.formatted(SANDBOX, "ec2:CreateTags", true));
            assertThat(tag(writer, VOLUME)).isEmpty();
            aws.simulator.roles().allow(MemberRoles.WRITER, SANDBOX, "dynamodb:UntagResource", false);
            assertDenied(untag(writer, TABLE).get(TABLE), "dynamodb:UntagResource");
        }
        aws.simulator.roles().allow(MemberRoles.WRITER, OrganisationModel.FRAUD, "s3:GetBucketTagging", false);
        try (var fraud = aws.tagWriter(OrganisationModel.FRAUD, MAIN, it -> {})) {
            assertDenied(tag(fraud, BUCKET).get(BUCKET), "s3:GetBucketTagging");
        }
    }

    @Test
    void aSessionPolicyLeavesOnlyWhatItLists() {
        try (var reads = writer(it -> it.policy(policy("tag:GetResources")));
                var tags = writer(it -> it.policy(policy("tag:TagResources", "ec2:Create*")))) {
            assertThatCode(() -> reads.getResources()).doesNotThrowAnyException();
            assertRefused(
                    () -> tag(reads, VOLUME),
                    400,
                    "AccessDeniedException",
                    "because no session policy allows the tag:TagResources action");
            assertRefused(() -> tags.getResources(), 400, "AccessDeniedException", "tag:GetResources");
            assertRefused(() -> untag(tags, VOLUME), 400, "AccessDeniedException", "tag:UntagResources");
            var failed = tag(tags, VOLUME, TABLE);
            assertThat(failed).containsOnlyKeys(TABLE);
            assertDenied(failed.get(TABLE), "because no session policy allows the dynamodb:TagResource action");
        }
        var wide = "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}";
        try (var writer = writer(it -> it.policy(wide))) {
            assertRefused(() -> writer.getTagKeys(it -> {}), 400, "AccessDeniedException", "no identity-based policy");
        }
        var but = """
                {"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},
                 {"Effect":"Deny","Action":"TAG:Untag*","Resource":"*"}]}""";
        try (var writer = writer(it -> it.policy(but))) {
            assertThat(tag(writer, VOLUME)).isEmpty();
            assertRefused(() -> untag(writer, VOLUME), 400, "AccessDeniedException", "tag:UntagResources");
        }
        try (var sts = aws.client(StsClient.builder(), AwsRetryStrategy.doNotRetry())
                .credentialsProvider(aws.role(MemberRoles.WRITER, SANDBOX, it -> it.policy(policy("tag:GetResources"))))
                .build()) {
            assertThat(sts.getCallerIdentity().account()).isEqualTo(SANDBOX);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "{}",
                "{'Statement':[]}",
                "{'Statement':[{'Effect':'Allow','Action':'tag:GetResources'}]}",
                "{'Statement':[{'Effect':'Allow','Resource':'*'}]}",
                "{'Statement':[{'Effect':'Maybe','Action':'tag:GetResources','Resource':'*'}]}",
                "{'Statement':[{'Effect':'Allow','Action':'*:TagResource','Resource':'*'}]}"
            })
    void aPolicyThatSaysNothingIsRefused(String policy) {
        assertRefused(() -> writer(it -> it.policy(policy.replace('\'', '"'))), 400, "MalformedPolicyDocument", "");
    }

    @Test
    void aPolicyHasAtMost2048Characters() {
        var longest = policy("tag:GetResources");
        longest += " ".repeat(2_048 - longest.length());
        var policy = longest;
        assertThatCode(() -> writer(it -> it.policy(policy)).close()).doesNotThrowAnyException();
        assertRefused(() -> writer(it -> it.policy(policy + " ")), 400, "ValidationError", "'policy'");
    }

    @Test
    void aSourceIdentityIsTakenUnlessTheTrustPolicyLacksIt() throws Exception {
        var role = AssumeRoleRequest.builder()
                .roleArn("arn:aws:iam::" + SANDBOX + ":role/BursarWriter")
                .roleSessionName("bursar-change-17")
                .externalId(MemberRoles.EXTERNAL_ID);
        assertThat(aws.sts
                        .assumeRole(role.sourceIdentity("anna@acme.example").build())
                        .sourceIdentity())
                .isEqualTo("anna@acme.example");
        for (var wrong : new String[] {"a", "anna smith", "a".repeat(65)}) {
            assertRefused(
                    () -> aws.sts.assumeRole(role.sourceIdentity(wrong).build()),
                    400,
                    "ValidationError",
                    "sourceIdentity");
        }
        aws.control(
                "POST",
                "roles",
                "{\"account\":\"%s\",\"role\":\"BursarWriter\",\"action\":\"sts:SetSourceIdentity\",\"works\":false}"
                        .formatted(SANDBOX));
        assertRefused(
                () -> aws.sts.assumeRole(role.sourceIdentity("anna").build()),
                403,
                "AccessDenied",
                "sts:SetSourceIdentity on resource: arn:aws:iam::" + SANDBOX + ":role/BursarWriter");
        assertThat(aws.sts.assumeRole(role.sourceIdentity(null).build()).sourceIdentity())
                .isNull();
    }
}
