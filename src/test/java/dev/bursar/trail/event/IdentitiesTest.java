package dev.bursar.trail.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.trail.event.Identity.Kind;
import org.junit.jupiter.api.Test;

class IdentitiesTest {
    @Test
    void aRootUserIsRoot() {
        Identity root = who("""
                {"type":"Root","arn":"arn:aws:iam::111122223333:root","principalId":"111122223333","accountId":"111122223333",
                 "accessKeyId":"ASIAROOT","invokedBy":"cloudformation.amazonaws.com"}""");
        assertThat(root)
                .isEqualTo(new Identity(
                        Kind.ROOT, "root", null, "111122223333", "cloudformation.amazonaws.com", "ASIAROOT", null));
    }

    @Test
    void aServiceThatOldRecordsCallRootIsAService() {
        is(Kind.SERVICE, "autoscaling.amazonaws.com", """
                {"type":"Root","accountId":"111122223333","invokedBy":"autoscaling.amazonaws.com"}""");
    }

    @Test
    void aUserHasTheirNameAlsoInTheConsole() {
        is(Kind.IAM_USER, "anna", """
                {"type":"IAMUser","userName":"anna","invokedBy":"signin.amazonaws.com"}""");
        is(Kind.IAM_USER, "ben", """
                {"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/data/ben"}""");
        assertThat(who("""
                {"type":"IAMUser","userName":"anna","invokedBy":"signin.amazonaws.com"}""").via()).isNull();
    }

    @Test
    void aNameThatAwsHidesIsUnknown() {
        TrailEvent event = Events.callBy("""
                {"type":"IAMUser","accountId":"111122223333","userName":"HIDDEN_DUE_TO_SECURITY_REASONS"}""", "signin", "ConsoleLogin", "");
        assertThat(event.identity().kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(event.marks()).containsExactly(Mark.NO_IDENTITY);
    }

    @Test
    void aRolesSessionIsNamedByItsSession() {
        Identity session = who(session("data-scientist", "role/data-scientist", "anna@example.com", ""));
        assertThat(session.kind()).isEqualTo(Kind.ROLE_SESSION);
        assertThat(session.person()).isEqualTo("anna@example.com");
        assertThat(session.role()).isEqualTo("data-scientist");
        assertThat(session.account()).isEqualTo("111122223333");
    }

    @Test
    void aSessionWithAMadeUpNameIsNamedByItsRole() {
        for (String name : new String[] {
            "i-0abc1234def567890",
            "botocore-session-1709200000",
            "SageMaker",
            "0123456789abcdef0123456789abcdef",
            "AWSCodeBuild-9f0ac2ad-6b4c-4b1e-9a57-0a2f86a1b001",
            "eks-prod-scorer-9f0ac2ad-6b4c-4b1e-9a57-0a2f86a1b001"
        }) {
            is(Kind.ROLE_SESSION, "trainer", session("trainer", "role/trainer", name, ""));
        }
        is(Kind.ROLE_SESSION, "fraud-scorer", session("trainer", "role/trainer", "fraud-scorer", ""));
        is(Kind.ROLE_SESSION, "0012345", session("trainer", "role/trainer", "0012345", ""));
    }

    @Test
    void aSourceIdentitySaysWhoIsBehindASession() {
        is(
                Kind.SOURCE_IDENTITY,
                "anna",
                session("trainer", "role/trainer", "SageMaker", ",\"sourceIdentity\":\"anna\""));
    }

    @Test
    void peopleOfIdentityCenterHaveTheNameOfTheirSession() {
        is(
                Kind.SSO_USER,
                "anna@example.com",
                session(
                        "AWSReservedSSO_Admin_0123456789abcdef",
                        "role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Admin_0123456789abcdef",
                        "anna@example.com",
                        ""));
        is(Kind.SSO_USER, "90676f00-1", """
                {"type":"IdentityCenterUser","accountId":"111122223333","onBehalfOf":{"userId":"90676f00-1"}}""");
    }

    @Test
    void whatAnIdentityProviderVouchesForIsFederated() {
        String provider =
                ",\"webIdFederationData\":{\"federatedProvider\":\"arn:aws:iam::111122223333:oidc-provider/x\"}";
        is(Kind.FEDERATED, "GitHubActions", session("deploy", "role/deploy", "GitHubActions", provider));
        is(Kind.ROLE_SESSION, "anna", session("deploy", "role/deploy", "anna", ",\"webIdFederationData\":{}"));
        is(Kind.FEDERATED, "anna", """
                {"type":"SAMLUser","principalId":"x:anna","userName":"anna","identityProvider":"corp"}""");
        is(Kind.FEDERATED, "system:serviceaccount:ml:scorer", """
                {"type":"WebIdentityUser","principalId":"p:sts:u","userName":"system:serviceaccount:ml:scorer"}""");
        is(Kind.FEDERATED, "alice", """
                {"type":"FederatedUser","arn":"arn:aws:sts::111122223333:federated-user/alice"}""");
    }

    @Test
    void servicesAreToldByTheirTypeTheirRoleOrTheirAddress() {
        is(Kind.SERVICE, "lambda.amazonaws.com", """
                {"type":"AWSService","invokedBy":"lambda.amazonaws.com"}""");
        is(
                Kind.SERVICE_ROLE,
                "eks.amazonaws.com",
                session(
                        "AWSServiceRoleForAmazonEKS",
                        "role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS",
                        "EKS",
                        ""));
        is(Kind.SERVICE, "s3.amazonaws.com", """
                {"accountId":"111122223333","invokedBy":"AWS Internal"}""");
        TrailEvent nobody = Events.read("""
                {"eventName":"RotateKey","eventSource":"kms.amazonaws.com","sourceIPAddress":"kms.amazonaws.com"}""");
        assertThat(nobody.identity().kind()).isEqualTo(Kind.SERVICE);
        assertThat(nobody.marks()).doesNotContain(Mark.NO_IDENTITY);
    }

    @Test
    void anotherAccountIsNamedByItsNumber() {
        is(Kind.ACCOUNT, "444455556666", """
                {"type":"AWSAccount","accountId":"444455556666","principalId":"AIDAX"}""");
        is(Kind.ACCOUNT, "AIDAX", """
                {"type":"AWSAccount","principalId":"AIDAX"}""");
    }

    @Test
    void anUnknownTypeIsNamedByWhatItSays() {
        is(Kind.UNKNOWN, "anna", """
                {"type":"Unknown","userName":"anna"}""");
        is(Kind.UNKNOWN, "unknown", "{}");
        is(Kind.UNKNOWN, "unknown", "[7]");
        is(Kind.UNKNOWN, "unknown", "{\"type\":\"IAMUser\"}");
    }

    @Test
    void theKeyThatACallGivesOutIsKnownThoughItsSecretIsMasked() {
        TrailEvent event = Events.call("sts", "AssumeRole", Events.answer("""
                        {"credentials":{"accessKeyId":"ASIAEXAMPLE","sessionToken":"FwoGZXIvYXdzE","secretAccessKey":"s3cr3t"}}"""));
        assertThat(event.identity().issuedKey()).isEqualTo("ASIAEXAMPLE");
        assertThat(event.json()).doesNotContain("FwoGZXIvYXdzE", "s3cr3t");
    }

    private static void is(Kind kind, String person, String identity) {
        Identity read = who(identity);
        assertThat(read.person()).as(identity).isEqualTo(person);
        assertThat(read.kind()).as(identity).isEqualTo(kind);
    }

    private static Identity who(String identity) {
        return Events.callBy(identity, "s3", "CreateBucket", "").identity();
    }

    private static String session(String role, String path, String session, String context) {
        return """
                {"type":"AssumedRole","principalId":"AROAX:%2$s","arn":"arn:aws:sts::111122223333:assumed-role/%1$s/%2$s",
                 "accountId":"111122223333","sessionContext":{"sessionIssuer":{"type":"Role",
                 "arn":"arn:aws:iam::111122223333:%3$s","userName":"%1$s"}%4$s}}""".formatted(role, session, path, context);
    }
}
