package dev.bursar.simulator.cloudtrail;

import static java.util.Map.entry;

import dev.bursar.simulator.resources.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What is read and changed about a resource of a type, in the words of its service. */
final class Calls {

    /** Resource types as CloudFormation and CloudTrail write them. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            entry("ec2:instance", "AWS::EC2::Instance"),
            entry("ec2:volume", "AWS::EC2::Volume"),
            entry("ec2:natgateway", "AWS::EC2::NatGateway"),
            entry("ec2:security-group", "AWS::EC2::SecurityGroup"),
            entry("s3:bucket", "AWS::S3::Bucket"),
            entry("rds:db", "AWS::RDS::DBInstance"),
            entry("lambda:function", "AWS::Lambda::Function"),
            entry("dynamodb:table", "AWS::DynamoDB::Table"),
            entry("sagemaker:endpoint", "AWS::SageMaker::Endpoint"),
            entry("sagemaker:notebook-instance", "AWS::SageMaker::NotebookInstance"),
            entry("kms:key", "AWS::KMS::Key"),
            entry("eks:cluster", "AWS::EKS::Cluster"));

    private static final String TAG_SET = "{'resourcesSet':{'items':[{'resourceId':'@id'}]},"
            + "'tagSet':{'items':[{'key':'cost-center','value':'@number'}]}}";
    private static final String UNTAG_SET =
            "{'resourcesSet':{'items':[{'resourceId':'@id'}]},'tagSet':{'items':[{'key':'cost-center'}]}}";
    private static final String DONE = "{'requestId':'@uuid','_return':true}";
    private static final String SAGEMAKER_TAGS =
            "{'resourceArn':'@arn','tags':[{'key':'cost-center','value':'@number'}]}";

    /** A call, its parameters and its answer; {@code @arn}, {@code @id}, {@code @number} and {@code @uuid} are filled in. */
    private record Template(String call, String parameters, String answer) {}

    private static final Map<String, List<Template>> CHANGES = Map.ofEntries(
            entry(
                    "ec2:instance",
                    List.of(
                            new Template("ec2:CreateTags", TAG_SET, DONE),
                            new Template("ec2:DeleteTags", UNTAG_SET, DONE),
                            new Template(
                                    "ec2:StopInstances",
                                    "{'instancesSet':{'items':[{'instanceId':'@id'}]},'force':false}",
                                    "{'requestId':'@uuid','instancesSet':{'items':[{'instanceId':'@id','currentState':"
                                            + "{'code':64,'name':'stopping'},'previousState':{'code':16,'name':'running'}}]}}"),
                            new Template(
                                    "ec2:StartInstances",
                                    "{'instancesSet':{'items':[{'instanceId':'@id'}]}}",
                                    "{'requestId':'@uuid','instancesSet':{'items':[{'instanceId':'@id','currentState':"
                                            + "{'code':0,'name':'pending'},'previousState':{'code':80,'name':'stopped'}}]}}"),
                            new Template(
                                    "ec2:ModifyInstanceAttribute",
                                    "{'instanceId':'@id','disableApiTermination':{'value':true}}",
                                    DONE))),
            entry(
                    "ec2:volume",
                    List.of(
                            new Template("ec2:CreateTags", TAG_SET, DONE),
                            new Template(
                                    "ec2:ModifyVolume",
                                    "{'ModifyVolumeRequest':{'VolumeId':'@id','Size':'@number','VolumeType':'gp3'}}",
                                    "{'ModifyVolumeResponse':{'volumeModification':{'volumeId':'@id',"
                                            + "'modificationState':'modifying','targetVolumeType':'gp3'}}}"))),
            entry("ec2:natgateway", List.of(new Template("ec2:CreateTags", TAG_SET, DONE))),
            entry(
                    "sagemaker:endpoint",
                    List.of(
                            new Template("sagemaker:AddTags", SAGEMAKER_TAGS, "{'tags':[]}"),
                            new Template(
                                    "sagemaker:DeleteTags", "{'resourceArn':'@arn','tagKeys':['cost-center']}", ""),
                            new Template(
                                    "sagemaker:UpdateEndpointWeightsAndCapacities",
                                    "{'endpointName':'@id','desiredWeightsAndCapacities':[{'variantName':'AllTraffic',"
                                            + "'desiredInstanceCount':2}]}",
                                    "{'endpointArn':'@arn'}"))),
            entry(
                    "sagemaker:notebook-instance",
                    List.of(
                            new Template("sagemaker:StopNotebookInstance", "{'notebookInstanceName':'@id'}", ""),
                            new Template("sagemaker:StartNotebookInstance", "{'notebookInstanceName':'@id'}", ""))),
            entry(
                    "sagemaker:training-job",
                    List.of(
                            new Template("sagemaker:AddTags", SAGEMAKER_TAGS, "{'tags':[]}"),
                            new Template("sagemaker:StopTrainingJob", "{'trainingJobName':'@id'}", ""))),
            entry(
                    "sagemaker:processing-job",
                    List.of(new Template("sagemaker:StopProcessingJob", "{'processingJobName':'@id'}", ""))),
            entry(
                    "s3:bucket",
                    List.of(
                            new Template(
                                    "s3:PutBucketTagging",
                                    "{'bucketName':'@id','Host':'@id.s3.amazonaws.com','tagging':'','Tagging':{'xmlns':"
                                            + "'http://s3.amazonaws.com/doc/2006-03-01/','TagSet':{'Tag':{'Key':"
                                            + "'cost-center','Value':'@number'}}}}",
                                    ""),
                            new Template(
                                    "s3:PutBucketVersioning",
                                    "{'bucketName':'@id','Host':'@id.s3.amazonaws.com','versioning':'',"
                                            + "'VersioningConfiguration':{'Status':'Enabled'}}",
                                    ""))),
            entry(
                    "rds:db",
                    List.of(
                            new Template(
                                    "rds:ModifyDBInstance",
                                    "{'dBInstanceIdentifier':'@id','allocatedStorage':@number,'applyImmediately':true,"
                                            + "'masterUserPassword':'****'}",
                                    "{'dBInstanceIdentifier':'@id','dBInstanceStatus':'available',"
                                            + "'pendingModifiedValues':{'masterUserPassword':'****'}}"),
                            new Template(
                                    "rds:AddTagsToResource",
                                    "{'resourceName':'@arn','tags':[{'key':'cost-center','value':'@number'}]}",
                                    ""))),
            entry(
                    "lambda:function",
                    List.of(
                            new Template(
                                    "lambda:UpdateFunctionCode20150331v2",
                                    "{'functionName':'@id','dryRun':false,'publish':true,'s3Bucket':'deployments'}",
                                    "{'functionName':'@id','functionArn':'@arn','runtime':'python3.13','state':'Active'}"),
                            new Template(
                                    "lambda:TagResource20170331v2",
                                    "{'resource':'@arn','tags':{'cost-center':'@number'}}",
                                    ""))),
            entry(
                    "dynamodb:table",
                    List.of(
                            new Template(
                                    "dynamodb:UpdateTable",
                                    "{'tableName':'@id','billingMode':'PAY_PER_REQUEST'}",
                                    "{'tableDescription':{'tableName':'@id','tableArn':'@arn','tableStatus':'UPDATING'}}"),
                            new Template(
                                    "dynamodb:TagResource",
                                    "{'resourceArn':'@arn','tags':[{'key':'cost-center','value':'@number'}]}",
                                    ""))),
            entry("kms:key", List.of(new Template("kms:EnableKeyRotation", "{'keyId':'@arn'}", "{'keyId':'@arn'}"))),
            entry(
                    "logs:log-group",
                    List.of(new Template(
                            "logs:PutRetentionPolicy", "{'logGroupName':'@id','retentionInDays':30}", ""))),
            entry(
                    "glue:job",
                    List.of(new Template(
                            "glue:UpdateJob", "{'jobName':'@id','jobUpdate':{'maxRetries':1}}", "{'jobName':'@id'}"))));

    private static final Template TAG_ANYTHING = new Template(
            "tagging:TagResources",
            "{'resourceARNList':['@arn'],'tags':{'cost-center':'@number'}}",
            "{'failedResourcesMap':{}}");

    private static final Map<String, List<Template>> READS = Map.ofEntries(
            entry(
                    "ec2:instance",
                    List.of(
                            read(
                                    "ec2:DescribeInstances",
                                    "{'instancesSet':{'items':[{'instanceId':'@id'}]},'filterSet':{}}"),
                            read("ec2:DescribeInstanceStatus", "{'instancesSet':{},'includeAllInstances':true}"))),
            entry("ec2:volume", List.of(read("ec2:DescribeVolumes", "{'volumeSet':{'items':[{'volumeId':'@id'}]}}"))),
            entry("ec2:natgateway", List.of(read("ec2:DescribeNatGateways", "{'DescribeNatGatewaysRequest':''}"))),
            entry(
                    "sagemaker:endpoint",
                    List.of(
                            read("sagemaker:DescribeEndpoint", "{'endpointName':'@id'}"),
                            read("sagemaker:ListEndpoints", "{'maxResults':100,'sortBy':'CreationTime'}"))),
            entry(
                    "s3:bucket",
                    List.of(read("s3:GetBucketPolicy", "{'bucketName':'@id','Host':'@id.s3.amazonaws.com'}"))),
            entry("rds:db", List.of(read("rds:DescribeDBInstances", "{'dBInstanceIdentifier':'@id'}"))),
            entry("lambda:function", List.of(read("lambda:GetFunction20150331v2", "{'functionName':'@id'}"))),
            entry("dynamodb:table", List.of(read("dynamodb:DescribeTable", "{'tableName':'@id'}"))),
            entry("kms:key", List.of(read("kms:DescribeKey", "{'keyId':'@arn'}"))));

    private static final Template READ_ANYTHING =
            read("tagging:GetResources", "{'resourceARNList':['@arn'],'includeComplianceDetails':false}");

    private Calls() {}

    private static Template read(String call, String parameters) {
        return new Template(call, parameters, "");
    }

    /** What a resource is called within its type: {@code scoring} of …:function:scoring. */
    static String id(Resource resource) {
        var arn = resource.arn();
        if (resource.type().equals("logs:log-group")) {
            return arn.split(":", 7)[6];
        }
        var rest = arn.split(":", 6)[5];
        return rest.substring(Math.max(rest.lastIndexOf('/'), rest.lastIndexOf(':')) + 1);
    }

    static String region(Resource resource) {
        return resource.region().equals(Resource.GLOBAL) ? "us-east-1" : resource.region();
    }

    /** CloudTrail's name of a resource's type, "" where it names none. */
    static String type(Resource resource) {
        return TYPES.getOrDefault(resource.type(), "");
    }

    static Draft change(Actor actor, Resource resource, Instant time, int choice) {
        var templates = CHANGES.getOrDefault(resource.type(), List.of(TAG_ANYTHING));
        return draft(templates.get(choice % templates.size()), actor, resource, time);
    }

    static Draft read(Actor actor, Resource resource, Instant time, int choice) {
        var templates = READS.getOrDefault(resource.type(), List.of(READ_ANYTHING));
        return draft(templates.get(choice % templates.size()), actor, resource, time);
    }

    private static Draft draft(Template template, Actor actor, Resource resource, Instant time) {
        var draft = new Draft(actor, region(resource), time, template.call());
        var seed = time + resource.arn();
        if (!template.parameters().isEmpty()) {
            draft.asks(filled(template.parameters(), resource, seed));
        }
        if (!template.answer().isEmpty()) {
            draft.answers(filled(template.answer(), resource, seed));
        }
        return named(draft, resource);
    }

    /** Names the resource as LookupEvents does, and in the record where AWS does so. */
    static Draft named(Draft draft, Resource resource) {
        var type = type(resource);
        if (type.isEmpty()) {
            return draft;
        }
        return switch (resource.type()) {
            case "s3:bucket", "kms:key", "dynamodb:table" -> draft.about(type, id(resource), resource.arn());
            case "sagemaker:endpoint" -> draft.about(type, resource.arn());
            default -> draft.about(type, id(resource));
        };
    }

    private static String filled(String template, Resource resource, String seed) {
        return template.replace("@arn", resource.arn())
                .replace("@id", id(resource))
                .replace("@number", String.valueOf(1_000 + Ids.number(seed, 9_000)))
                .replace("@uuid", Ids.uuid(seed));
    }
}
