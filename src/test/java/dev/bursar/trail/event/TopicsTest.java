package dev.bursar.trail.event;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.api.Test;

class TopicsTest {
    private static final String USER = "{\"type\":\"IAMUser\",\"userName\":\"anna\"}";
    private static final String SSO = """
            {"type":"AssumedRole","principalId":"A:anna","sessionContext":{"sessionIssuer":{"userName":"AWSReservedSSO_Admin_1"}}}""";

    @Test
    void whatDeletesIsADeletion() {
        for (String name : List.of(
                "DeleteEndpoint",
                "TerminateInstances",
                "RemoveRoleFromInstanceProfile",
                "ScheduleKeyDeletion",
                "DeregisterImage",
                "DeleteNetworkInterface")) {
            assertThat(topics("ec2", name, "")).as(name).contains(Topic.DELETED);
        }
        for (String name : List.of(
                "DeleteTags",
                "UntagResource",
                "RemoveTagsFromResource",
                "StopInstances",
                "Deletion",
                "DeregisterTargets",
                "ListDeletedThings")) {
            assertThat(topics("ec2", name, "")).as(name).doesNotContain(Topic.DELETED);
        }
        assertThat(topics("sagemaker", "DeleteEndpoint", "\"errorCode\":\"ValidationException\""))
                .isEmpty();
    }

    @Test
    void changesOfRightsArePolicyChanges() {
        for (String call : List.of(
                "iam AttachRolePolicy",
                "iam CreateAccessKey",
                "s3 PutBucketPolicy",
                "s3 DeleteBucketPolicy",
                "kms PutKeyPolicy",
                "ecr SetRepositoryPolicy",
                "lambda AddPermission20150331v2",
                "organizations AttachPolicy",
                "glue PutResourcePolicy",
                "secretsmanager PutResourcePolicy",
                "sso CreatePermissionSet",
                "sso AttachManagedPolicyToPermissionSet",
                "sqs AddPermission",
                "dynamodb PutResourcePolicy")) {
            assertThat(topics(call.split(" ")[0], call.split(" ")[1], ""))
                    .as(call)
                    .contains(Topic.POLICY_CHANGED);
        }
        for (String call : List.of(
                "iam ListPolicies",
                "iam GenerateCredentialReport",
                "ecr PutLifecyclePolicy",
                "autoscaling PutScalingPolicy",
                "elasticloadbalancing CreateLoadBalancerPolicy",
                "s3 GetBucketPolicy",
                "sqs CreateQueue",
                "logs PutRetentionPolicy")) {
            assertThat(topics(call.split(" ")[0], call.split(" ")[1], ""))
                    .as(call)
                    .doesNotContain(Topic.POLICY_CHANGED);
        }
        assertThat(topics("sqs", "SetQueueAttributes", Events.request("{\"attributes\":{\"Policy\":\"{}\"}}")))
                .contains(Topic.POLICY_CHANGED);
        assertThat(topics("sqs", "SetQueueAttributes", Events.request("{\"attributes\":{\"DelaySeconds\":\"1\"}}")))
                .isEmpty();
        assertThat(topics("iam", "CreateUser", "\"errorCode\":\"EntityAlreadyExists\""))
                .isEmpty();
    }

    @Test
    void signInsThatFailAreNoDenials() {
        String failed = Events.answer("{\"ConsoleLogin\":\"Failure\"}");
        assertThat(topics("signin", "ConsoleLogin", failed)).containsExactly(Topic.SIGN_IN_FAILED);
        assertThat(topics("signin", "CheckMfa", Events.answer("{\"CheckMfa\":\"Failure\"}")))
                .containsExactly(Topic.SIGN_IN_FAILED);
        assertThat(topics("sts", "AssumeRoleWithSAML", "\"errorCode\":\"AccessDenied\""))
                .containsExactly(Topic.SIGN_IN_FAILED);
        assertThat(topics("sts", "AssumeRole", "\"errorCode\":\"AccessDenied\""))
                .containsExactly(Topic.DENIED);
    }

    @Test
    void signInsWithoutMfaAreThoseOfUsersAndRoot() {
        String without =
                Events.answer("{\"ConsoleLogin\":\"Success\"}") + ",\"additionalEventData\":{\"MFAUsed\":\"No\"}";
        String with = without.replace("\"No\"", "\"Yes\"");
        assertThat(topicsBy("{\"type\":\"Root\"}", without)).containsExactly(Topic.SIGN_IN_WITHOUT_MFA);
        assertThat(topicsBy(USER, without)).containsExactly(Topic.SIGN_IN_WITHOUT_MFA);
        assertThat(topicsBy(USER, with)).isEmpty();
        assertThat(topicsBy(SSO, without)).isEmpty();
        assertThat(topicsBy(USER, without.replace("Success", "Failure"))).containsExactly(Topic.SIGN_IN_FAILED);
    }

    @Test
    void whatEveryoneMaySeeWasMadePublic() {
        isPublic(
                "s3",
                "PutBucketAcl",
                "{'AccessControlPolicy':{'AccessControlList':{'Grant':[{'Grantee':"
                        + "{'URI':'http://acs.amazonaws.com/groups/global/AllUsers'},'Permission':'READ'}]}}}");
        isPublic("s3", "PutObjectAcl", "{'x-amz-acl':['public-read']}");
        isPublic("s3", "CreateBucket", "{'x-amz-acl':'public-read-write'}");
        isPublic(
                "s3",
                "PutBucketPolicy",
                "{'bucketPolicy':{'Statement':[{'Effect':'Allow','Principal':'*','Action':'s3:*'}]}}");
        isPublic(
                "s3", "PutBucketPolicy", "{'bucketPolicy':{'Statement':{'Effect':'Allow','Principal':{'AWS':['*']}}}}");
        isPublic(
                "s3",
                "PutBucketPublicAccessBlock",
                "{'PublicAccessBlockConfiguration':{'BlockPublicAcls':true,'BlockPublicPolicy':false}}");
        isPublic("s3", "DeleteBucketPublicAccessBlock", "{'bucketName':'b'}");
        isPublic("ec2", "ModifySnapshotAttribute", "{'createVolumePermission':{'add':{'items':[{'group':'all'}]}}}");
        isPublic("ec2", "ModifyImageAttribute", "{'launchPermission':{'add':{'items':[{'group':'all'}]}}}");
        isPublic("rds", "ModifyDBSnapshotAttribute", "{'attributeName':'restore','valuesToAdd':['all']}");
        isPublic("rds", "CreateDBInstance", "{'publiclyAccessible':true}");
        isPublic("lambda", "AddPermission20150331v2", "{'principal':'*'}");
    }

    @Test
    void whatOnlySomeMaySeeWasNot() {
        isNotPublic("s3", "PutBucketAcl", "{'x-amz-acl':['private'],'x-amz-grant-read':'id=abc'}");
        isNotPublic(
                "s3",
                "PutBucketPolicy",
                "{'bucketPolicy':{'Statement':[{'Effect':'Allow','Principal':'*',"
                        + "'Condition':{'StringEquals':{'aws:PrincipalOrgID':'o-1'}}}]}}");
        isNotPublic("s3", "PutBucketPolicy", "{'bucketPolicy':{'Statement':[{'Effect':'Deny','Principal':'*'}]}}");
        isNotPublic("s3", "PutBucketPublicAccessBlock", "{'PublicAccessBlockConfiguration':{'BlockPublicAcls':true}}");
        isNotPublic(
                "ec2", "ModifySnapshotAttribute", "{'createVolumePermission':{'remove':{'items':[{'group':'all'}]}}}");
        isNotPublic(
                "ec2", "ModifyImageAttribute", "{'launchPermission':{'add':{'items':[{'userId':'444455556666'}]}}}");
        isNotPublic("rds", "CreateDBInstance", "{'publiclyAccessible':false}");
        isNotPublic("lambda", "AddPermission20150331v2", "{'principal':'*','sourceAccount':'444455556666'}");
        assertThat(topics("s3", "DeleteBucketPublicAccessBlock", "\"errorCode\":\"AccessDenied\""))
                .containsExactly(Topic.DENIED);
    }

    @Test
    void denialsAreRefusalsForWantOfRights() {
        for (String code : List.of(
                "AccessDenied", "AccessDeniedException", "Client.UnauthorizedOperation", "AuthorizationError")) {
            assertThat(topics("s3", "GetObject", "\"errorCode\":\"" + code + "\""))
                    .as(code)
                    .containsExactly(Topic.DENIED);
        }
        assertThat(topics("s3", "GetObject", "\"errorCode\":\"NoSuchBucket\"")).isEmpty();
    }

    @Test
    void bigStartsAreThoseThatCostMuch() {
        for (String type :
                List.of("p4d.24xlarge", "g5.xlarge", "trn1.2xlarge", "inf2.xlarge", "m7i.metal-24xl", "c6i.12xlarge")) {
            assertThat(topics("ec2", "RunInstances", Events.request("{\"instanceType\":\"" + type + "\"}")))
                    .as(type)
                    .contains(Topic.BIG_START);
        }
        for (String type : List.of("t3.micro", "m6g.8xlarge", "c7gn.large", "", "x")) {
            assertThat(topics("ec2", "RunInstances", Events.request("{\"instanceType\":\"" + type + "\"}")))
                    .as(type)
                    .doesNotContain(Topic.BIG_START);
        }
        for (String name : List.of("CreateTrainingJob", "CreateEndpoint", "StartNotebookInstance", "CreateCluster")) {
            assertThat(topics("sagemaker", name, "")).as(name).contains(Topic.BIG_START);
        }
        assertThat(topics("ec2", "CreateNatGateway", "")).contains(Topic.BIG_START);
        assertThat(topics("ecs", "CreateCluster", "")).isEmpty();
        assertThat(topics("sagemaker", "CreateEndpoint", "\"errorCode\":\"ResourceLimitExceeded\""))
                .isEmpty();
    }

    @Test
    void whatNeitherCloudFormationNorTerraformMadeWasMadeByHand() {
        String made = Events.request("{\"bucketName\":\"b\"}");
        assertThat(topics("s3", "CreateBucket", made)).containsExactly(Topic.MADE_BY_HAND);
        assertThat(topics("s3", "PutBucketTagging", made)).isEmpty();
        for (String agent :
                List.of("APN/1.0 HashiCorp/1.0 Terraform/1.5.7", "OpenTofu/1.6", "cloudformation.amazonaws.com")) {
            TrailEvent event =
                    Events.read(Events.record("s3", "CreateBucket", USER, made).replace("aws-cli/2.15", agent));
            assertThat(event.topics()).as(agent).isEmpty();
        }
        String via = "{\"type\":\"IAMUser\",\"userName\":\"anna\",\"invokedBy\":\"cloudformation.amazonaws.com\"}";
        assertThat(Events.callBy(via, "s3", "CreateBucket", made).topics()).isEmpty();
        String service = "{\"type\":\"AWSService\",\"invokedBy\":\"config.amazonaws.com\"}";
        assertThat(Events.callBy(service, "s3", "CreateBucket", made).topics()).isEmpty();
    }

    private static void isPublic(String service, String name, String request) {
        assertThat(topics(service, name, Events.request(request.replace('\'', '"'))))
                .as("%s %s", name, request)
                .contains(Topic.MADE_PUBLIC);
    }

    private static void isNotPublic(String service, String name, String request) {
        assertThat(topics(service, name, Events.request(request.replace('\'', '"'))))
                .as("%s %s", name, request)
                .doesNotContain(Topic.MADE_PUBLIC);
    }

    private static Set<Topic> topics(String service, String name, String rest) {
        return Events.call(service, name, rest).topics();
    }

    private static Set<Topic> topicsBy(String identity, String rest) {
        return Events.callBy(identity, "signin", "ConsoleLogin", rest).topics();
    }
}
