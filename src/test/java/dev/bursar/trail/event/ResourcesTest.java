package dev.bursar.trail.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.trail.event.TrailEvent.ActedOn;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResourcesTest {
    private static final String HERE = ":eu-central-1:111122223333:";

    @Test
    void sageMakersNamesAreInLowerCase() {
        acted(
                "sagemaker",
                "CreateEndpoint",
                "{'endpointName':'Fraud','endpointConfigName':'Fraud-1'}",
                null,
                "sagemaker+endpoint/fraud");
        acted(
                "sagemaker",
                "DeleteEndpointConfig",
                "{'endpointConfigName':'Fraud-1'}",
                null,
                "sagemaker endpoint-config/fraud-1");
        acted(
                "sagemaker",
                "CreateTrainingJob",
                "{'trainingJobName':'Train','roleArn':'arn:aws:iam::111122223333:role/x'}",
                null,
                "sagemaker+training-job/train");
        acted(
                "sagemaker",
                "StopNotebookInstance",
                "{'notebookInstanceName':'Anna'}",
                null,
                "sagemaker notebook-instance/anna");
        acted(
                "sagemaker",
                "CreateUserProfile",
                "{'domainId':'d-1','userProfileName':'Anna'}",
                null,
                "sagemaker+user-profile/d-1/anna");
        acted(
                "sagemaker",
                "DeleteApp",
                "{'domainId':'d-1','userProfileName':'anna','appType':'JupyterServer','appName':'default'}",
                null,
                "sagemaker app/d-1/anna/jupyterserver/default");
        acted(
                "sagemaker",
                "CreateHyperParameterTuningJob",
                "{'hyperParameterTuningJobName':'T'}",
                null,
                "sagemaker+hyper-parameter-tuning-job/t");
        acted(
                "sagemaker",
                "CreateCluster",
                "{'clusterName':'big'}",
                "{'clusterArn':'arn:aws:sagemaker:eu-central-1:111122223333:cluster/abc123'}",
                "sagemaker+cluster/abc123");
    }

    @Test
    void ec2NamesResourcesByIdsOfWhichThePrefixTellsTheKind() {
        acted(
                "ec2",
                "TerminateInstances",
                "{'instancesSet':{'items':[{'instanceId':'i-0aaaaaaa1'},{'instanceId':'i-0aaaaaaa2'}]}}",
                null,
                "ec2 instance/i-0aaaaaaa1",
                "ec2 instance/i-0aaaaaaa2");
        acted(
                "ec2",
                "CreateTags",
                "{'resourcesSet':{'items':[{'resourceId':'vol-0aaaaaaa1'},{'resourceId':'nat-0aaaaaaa1'}]}}",
                null,
                "ec2 volume/vol-0aaaaaaa1",
                "ec2 natgateway/nat-0aaaaaaa1");
        acted(
                "ec2",
                "CreateNatGateway",
                "{'CreateNatGatewayRequest':{'SubnetId':'subnet-0aaaaaaa1'}}",
                "{'CreateNatGatewayResponse':{'natGateway':{'natGatewayId':'nat-0aaaaaaa1','subnetId':'subnet-0aaaaaaa1'}}}",
                "ec2+natgateway/nat-0aaaaaaa1");
        acted(
                "ec2",
                "DeleteNatGateway",
                "{'DeleteNatGatewayRequest':{'NatGatewayId':'nat-0aaaaaaa1'}}",
                null,
                "ec2 natgateway/nat-0aaaaaaa1");
        acted(
                "ec2",
                "CreateVpcEndpoint",
                null,
                "{'CreateVpcEndpointResponse':{'vpcEndpoint':{'vpcId':'vpc-0aaaaaaa1','vpcEndpointId':'vpce-0aaaaaaa1'}}}",
                "ec2+vpc-endpoint/vpce-0aaaaaaa1");
        acted(
                "ec2",
                "CreateSnapshot",
                "{'volumeId':'vol-0aaaaaaa1'}",
                "{'snapshotId':'snap-0aaaaaaa1','volumeId':'vol-0aaaaaaa1'}",
                "ec2+snapshot/snap-0aaaaaaa1");
        acted(
                "ec2",
                "AttachVolume",
                "{'volumeId':'vol-0aaaaaaa1','instanceId':'i-0aaaaaaa1'}",
                null,
                "ec2 volume/vol-0aaaaaaa1");
        acted("ec2", "ModifyInstanceAttribute", "{'instanceId':'i-0aaaaaaa1'}", null, "ec2 instance/i-0aaaaaaa1");
        acted(
                "ec2",
                "AllocateAddress",
                null,
                "{'allocationId':'eipalloc-0aaaaaaa1'}",
                "ec2+elastic-ip/eipalloc-0aaaaaaa1");
        acted(
                "ec2",
                "AuthorizeSecurityGroupIngress",
                "{'groupId':'sg-0aaaaaaa1'}",
                null,
                "ec2 security-group/sg-0aaaaaaa1");
        acted(
                "ec2",
                "CreateSubnet",
                "{'vpcId':'vpc-0aaaaaaa1'}",
                "{'subnet':{'subnetId':'subnet-0aaaaaaa1','vpcId':'vpc-0aaaaaaa1'}}",
                "ec2+subnet/subnet-0aaaaaaa1");
        acted(
                "ec2",
                "CreateLaunchTemplate",
                null,
                "{'CreateLaunchTemplateResponse':{'launchTemplate':{'launchTemplateId':'lt-0aaaaaaa1'}}}",
                "ec2+launch-template/lt-0aaaaaaa1");
    }

    @Test
    void namesThatNeedMoreThanTheRegionHaveTheirOwnForm() {
        exactly("s3", "PutBucketTagging", "{'bucketName':'b','key':'x/y'}", "arn:aws:s3:::b");
        exactly("iam", "CreateRole", "{'roleName':'trainer'}", "arn:aws:iam::111122223333:role/trainer");
        exactly(
                "iam",
                "AttachRolePolicy",
                "{'roleName':'trainer','policyArn':'arn:aws:iam::aws:policy/Admin'}",
                "arn:aws:iam::111122223333:role/trainer");
        exactly("iam", "CreateAccessKey", "{'userName':'anna'}", "arn:aws:iam::111122223333:user/anna");
        exactlyRest(
                "iam",
                "CreateUser",
                "'requestParameters':{'userName':'anna','path':'/ml/'},"
                        + "'responseElements':{'user':{'arn':'arn:aws:iam::111122223333:user/ml/anna'}}",
                "arn:aws:iam::111122223333:user/ml/anna");
        exactly(
                "sqs",
                "DeleteQueue",
                "{'queueUrl':'https://sqs.eu-central-1.amazonaws.com/111122223333/jobs'}",
                "arn:aws:sqs:eu-central-1:111122223333:jobs");
        exactly(
                "kms",
                "ScheduleKeyDeletion",
                "{'keyId':'1234abcd-12ab'}",
                "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab");
        exactly("route53", "ChangeResourceRecordSets", "{'hostedZoneId':'Z1'}", "arn:aws:route53:::hostedzone/Z1");
        exactly("budgets", "DeleteBudget", "{'budgetName':'all'}", "arn:aws:budgets::111122223333:budget/all");
        exactly(
                "logs",
                "DeleteLogGroup",
                "{'logGroupName':'/aws/x'}",
                "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/x");
        exactly(
                "monitoring",
                "DeleteAlarms",
                "{'alarmNames':['a','b']}",
                "arn:aws:cloudwatch:eu-central-1:111122223333:alarm:a",
                "arn:aws:cloudwatch:eu-central-1:111122223333:alarm:b");
    }

    @Test
    void databasesFunctionsAndClustersAreFoundByName() {
        acted("rds", "DeleteDBInstance", "{'dBInstanceIdentifier':'Orders'}", null, "rds db:orders");
        acted(
                "rds",
                "CreateDBClusterSnapshot",
                "{'dBClusterIdentifier':'c','dBClusterSnapshotIdentifier':'s'}",
                null,
                "rds+cluster-snapshot:s");
        acted(
                "rds",
                "RestoreDBInstanceFromDBSnapshot",
                "{'dBInstanceIdentifier':'n','dBSnapshotIdentifier':'s'}",
                null,
                "rds+db:n");
        acted("lambda", "CreateFunction20150331", "{'functionName':'score'}", null, "lambda+function:score");
        acted(
                "lambda",
                "UpdateFunctionCode20150331v2",
                "{'functionName':'arn:aws:lambda:eu-central-1:111122223333:function:score:7'}",
                null,
                "lambda function:score");
        acted("lambda", "Invoke", "{'functionName':'score:live'}", null, "lambda function:score");
        acted("eks", "CreateNodegroup", "{'clusterName':'ml','nodegroupName':'gpu'}", null, "eks cluster/ml");
        acted(
                "ecs",
                "UpdateService",
                "{'cluster':'arn:aws:ecs:eu-central-1:111122223333:cluster/web','service':'api'}",
                null,
                "ecs service/web/api");
        acted("dynamodb", "DeleteTable", "{'tableName':'t'}", null, "dynamodb table/t");
        acted(
                "elasticache",
                "CreateReplicationGroup",
                "{'replicationGroupId':'Cache'}",
                null,
                "elasticache+replicationgroup:cache");
        acted("es", "DeleteElasticsearchDomain", "{'domainName':'logs'}", null, "es domain/logs");
    }

    @Test
    void whatScalesIsTheResourceItself() {
        exactly(
                "autoscaling",
                "PutScalingPolicy",
                "{'serviceNamespace':'sagemaker','resourceId':'endpoint/Fraud/variant/AllTraffic'}",
                "arn:aws:sagemaker" + HERE + "endpoint/fraud");
        exactly(
                "autoscaling",
                "RegisterScalableTarget",
                "{'serviceNamespace':'ecs','resourceId':'service/web/api'}",
                "arn:aws:ecs" + HERE + "service/web/api");
        exactly(
                "autoscaling",
                "PutScheduledAction",
                "{'serviceNamespace':'dynamodb','resourceId':'table/T/index/i'}",
                "arn:aws:dynamodb" + HERE + "table/T");
        exactly("autoscaling", "PutScalingPolicy", "{'resourceId':'fleet/sfr-1'}", "fleet/sfr-1");
        exactly("autoscaling", "PutScalingPolicy", "{'autoScalingGroupName':'web'}", "web");
    }

    @Test
    void arnsThatTheEventItselfNamesCount() {
        exactlyRest(
                "s3",
                "PutObject",
                "'resources':[{'type':'AWS::S3::Object','ARN':'arn:aws:s3:::b/k'},{'type':'AWS::S3::Bucket','ARN':'arn:aws:s3:::b'}]",
                "arn:aws:s3:::b");
        exactlyRest(
                "sts",
                "AssumeRole",
                "'resources':[{'ARN':'arn:aws:iam::111122223333:role/r','type':'AWS::IAM::Role'}]",
                "arn:aws:iam::111122223333:role/r");
        exactly(
                "tagging",
                "TagResources",
                "{'resourceARNList':['arn:aws:s3:::b','arn:aws:sagemaker:eu-central-1:1:endpoint/X']}",
                "arn:aws:s3:::b",
                "arn:aws:sagemaker:eu-central-1:1:endpoint/x");
    }

    @Test
    void anUnknownServiceIsReadByArnsOfItsOwn() {
        exactlyRest(
                "frauddetector",
                "CreateDetector",
                "'requestParameters':{'roleArn':'arn:aws:iam::111122223333:role/r'},"
                        + "'responseElements':{'detector':{'arn':'arn:aws:frauddetector:eu-central-1:111122223333:detector/d',"
                        + "'roleArn':'arn:aws:iam::111122223333:role/r'}}",
                "arn:aws:frauddetector:eu-central-1:111122223333:detector/d");
        exactly(
                "frauddetector",
                "GetDetectors",
                "{'detectorArn':'arn:aws:frauddetector:eu-central-1:111122223333:detector/d'}");
    }

    @Test
    void aRefusedCallNamesWhatItWasAboutAndMadeNothing() {
        TrailEvent event = Events.call(
                "sagemaker",
                "CreateEndpoint",
                "\"errorCode\":\"AccessDenied\"," + Events.request("{\"endpointName\":\"e\"}"));

        assertThat(event.resources())
                .containsExactly(new ActedOn("arn:aws:sagemaker:eu-central-1:111122223333:endpoint/e", false));
    }

    @Test
    void partitionsHaveTheirOwnArns() {
        String record = Events.record("sns", "DeleteTopic", "{}", Events.request("{\"topicArn\":\"t\"}"));
        assertThat(Events.arns(Events.read(record.replace("eu-central-1", "cn-north-1"))))
                .containsExactly("arn:aws-cn:sns:cn-north-1:111122223333:t");
        assertThat(Events.arns(Events.read(record.replace("eu-central-1", "us-gov-west-1"))))
                .containsExactly("arn:aws-us-gov:sns:us-gov-west-1:111122223333:t");
    }

    @Test
    void moreThanAHundredAreMarked() {
        String arns = IntStream.range(0, 1_000)
                .mapToObj("\"arn:aws:s3:::b%d\""::formatted)
                .collect(Collectors.joining(","));
        TrailEvent event =
                Events.call("tagging", "TagResources", Events.request("{\"resourceARNList\":[" + arns + "]}"));

        assertThat(event.resources()).hasSize(TrailEvent.MOST_RESOURCES);
        assertThat(event.marks()).containsExactly(Mark.MORE_RESOURCES);
    }

    /** Expects names such as {@code ec2+instance/i-1}, where + stands for what was created. */
    private static void acted(
            String service, String name, @Nullable String request, @Nullable String response, String... expected) {
        String rest = Events.request(request == null ? "null" : request) + ","
                + Events.answer(response == null ? "null" : response);
        TrailEvent event = Events.call(service, name, rest.replace('\'', '"'));
        assertThat(event.resources().stream()
                        .map(resource ->
                                resource.arn().replace("arn:aws:", "").replace(HERE, resource.created() ? "+" : " ")))
                .as(name)
                .containsExactlyInAnyOrder(expected);
    }

    private static void exactly(String service, String name, String request, String... arns) {
        exactlyRest(service, name, Events.request(request), arns);
    }

    private static void exactlyRest(String service, String name, String rest, String... arns) {
        assertThat(Events.arns(Events.call(service, name, rest.replace('\'', '"'))))
                .as(name)
                .containsExactly(arns);
    }
}
