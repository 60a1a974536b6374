package dev.bursar.trail.event;

import dev.bursar.inventory.Arn;
import dev.bursar.trail.event.TrailEvent.ActedOn;
import dev.bursar.trail.spi.LookedUpEvent;
import module java.base;
import tools.jackson.databind.JsonNode;

/** Tells on which resources an event acted; never those that it merely uses, such as an endpoint's role or an instance's subnet. */
final class Resources {
    private static final int LONGEST_NAME = 1_024;
    private static final Pattern CHANGES = Pattern.compile(
            "(Create|Update|Delete|Put|Modify|Start|Stop|Run|Register|Deregister|Restore|Copy|Import|Enable|Disable|Tag|Untag"
                    + "|Add|Remove|Attach|Detach|Associate|Disassociate|Set|Cancel|Reboot|Request|Publish)(?![a-z]).*");

    /** Members that hold the ARN on which any service's call acts. */
    private static final List<String> ACTED_ON = List.of("resourceArn", "resourceArns", "resourceARNList", "resource");

    private final Call call;
    private final ResourceNames names;
    private final Map<String, Boolean> found = new LinkedHashMap<>();
    private boolean more;

    private Resources(Call call) {
        this.call = call;
        this.names = new ResourceNames(call);
    }

    /** The resources, and whether there are more than are kept. */
    record Found(List<ActedOn> resources, boolean more) {}

    static Found of(Call call, List<LookedUpEvent.Named> beside) {
        var resources = new Resources(call);
        resources.ofRecord();
        resources.byRules();
        resources.byGeneralMembers();
        if (resources.found.isEmpty() && call.service().equals("ec2")) {
            resources.byIdsOfEc2();
        }
        if (resources.found.isEmpty() && !call.readOnly()) {
            resources.byArns();
        }
        if (resources.found.isEmpty()) {
            resources.ofLookup(beside);
        }
        var list = new ArrayList<ActedOn>();
        resources.found.forEach((name, created) -> list.add(new ActedOn(name, created)));
        return new Found(list, resources.more);
    }

    private void ofRecord() {
        JsonNode resources = call.json().path("resources");
        if (resources.isArray()) {
            for (JsonNode resource : resources.values()) {
                String arn = Json.text(Json.member(resource, "arn"));
                if (arn.startsWith("arn:")) {
                    add(names.ofArn(arn), false);
                }
            }
        }
    }

    private void byRules() {
        for (ResourceRules.Rule rule : ResourceRules.of(call.service(), call.name())) {
            boolean created = rule.creates() && call.makes();
            for (String path : rule.paths()) {
                Set<String> values = valuesAt(path);
                values.forEach(value -> add(names.of(rule.arn(), value), created));
                if (!values.isEmpty()) {
                    break;
                }
            }
        }
    }

    private Set<String> valuesAt(String path) {
        return switch (path.charAt(0)) {
            case '=' -> Set.of(path.substring(1));
            case 'r' -> Paths.values(call.response(), path.substring(2));
            default -> Paths.values(call.request(), path.substring(2));
        };
    }

    private void byGeneralMembers() {
        for (String member : ACTED_ON) {
            for (String value : Paths.texts(Json.member(call.request(), member))) {
                if (value.startsWith("arn:")) {
                    add(names.ofArn(value), false);
                }
            }
        }
    }

    /** An id whose kind the event's name has, as in DeleteSubnet and subnetId: the longest, as in CreateVpcEndpoint. */
    private void byIdsOfEc2() {
        var longest = new LinkedHashMap<String, Integer>();
        JsonNode where = call.makes() ? call.response() : call.request();
        collectIds(where, longest, 2);
        int most = longest.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        longest.forEach((id, length) -> {
            if (length == most) {
                add(names.of(ResourceNames.EC2, id), call.makes());
            }
        });
    }

    private void collectIds(JsonNode node, Map<String, Integer> ids, int depth) {
        String event = call.name().toLowerCase(Locale.ROOT);
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String name = member.getKey().toLowerCase(Locale.ROOT);
            String kind = name.endsWith("id") ? name.substring(0, name.length() - 2) : "";
            if (!kind.isEmpty() && event.contains(kind)) {
                Paths.texts(member.getValue()).stream()
                        .filter(ResourceNames::isEc2Id)
                        .forEach(id -> ids.merge(id, kind.length(), Math::max));
            } else if (depth > 0 && member.getValue().isObject()) {
                collectIds(member.getValue(), ids, depth - 1);
            }
        }
    }

    /** The last resort: ARNs of the event's own service, in the answer before the request. */
    private void byArns() {
        if (!CHANGES.matcher(call.name()).matches()) {
            return;
        }
        for (JsonNode part : List.of(call.response(), call.request())) {
            addArns(part);
            if (found.isEmpty()) {
                part.values().forEach(this::addArns);
            }
            if (!found.isEmpty()) {
                return;
            }
        }
    }

    private void addArns(JsonNode object) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String value = Json.text(member.getValue());
            if (member.getKey().toLowerCase(Locale.ROOT).endsWith("arn")
                    && value.startsWith("arn:")
                    && Arn.of(value).service().equals(names.service())) {
                add(names.ofArn(value), call.makes());
            }
        }
    }

    /** AWS also names what a creating call merely uses: there, only what the event's name says was made counts. */
    private void ofLookup(List<LookedUpEvent.Named> beside) {
        String event = call.name().toLowerCase(Locale.ROOT);
        for (LookedUpEvent.Named named : beside) {
            String type = named.type() == null ? "" : named.type();
            String name = named.name() == null ? "" : Masking.mask(named.name().strip());
            String kind = type.substring(type.lastIndexOf(':') + 1).toLowerCase(Locale.ROOT);
            if (!kind.isEmpty() && (!call.makes() || event.contains(kind))) {
                add(names.ofType(type, name), call.makes());
            }
        }
    }

    private void add(String name, boolean created) {
        String clean = Texts.clean(name, LONGEST_NAME);
        if (clean.isEmpty() || clean.contains(Masking.MASKED)) {
            return;
        }
        if (found.size() == TrailEvent.MOST_RESOURCES && !found.containsKey(clean)) {
            more = true;
        } else {
            found.merge(clean, created && !call.refused(), Boolean::logicalOr);
        }
    }

    /** Where the events of each service name the resource on which they act, and what its ARN looks like. */
    static final class ResourceRules {
        /**
         * One line per kind of resource: {@code +} where a creating event makes it, the service, a pattern of event names, the end of the
         * ARN, and paths of which the first that has values counts: {@code q.} in the request, {@code r.} in the response, {@code =} a
         * constant. In an ARN, {v} is the value, {l} the value in lower case, {p} the partition, {r} the Region, {a} the account, {q.x} a
         * value of the request; {@code -} keeps the value, as its ARN can't be told from it; {@code ec2} goes by the id's prefix, {@code scaled} by what
         * Application Auto Scaling calls a resource.
         */
        private static final String TABLE = """
                + sagemaker \\w+Endpoint(WeightsAndCapacities)?                 endpoint/{l}                    q.endpointName
                + sagemaker \\w+EndpointConfig                                  endpoint-config/{l}             q.endpointConfigName
                + sagemaker (Create|Delete|Describe)Model                      model/{l}                       q.modelName
                + sagemaker \\w+NotebookInstance(Url)?                          notebook-instance/{l}           q.notebookInstanceName
                + sagemaker \\w+TrainingJob                                     training-job/{l}                q.trainingJobName
                + sagemaker \\w+ProcessingJob                                   processing-job/{l}              q.processingJobName
                + sagemaker \\w+TransformJob                                    transform-job/{l}               q.transformJobName
                + sagemaker \\w+HyperParameterTuningJob                         hyper-parameter-tuning-job/{l}  q.hyperParameterTuningJobName
                + sagemaker \\w+AutoMLJob(V2)?                                  automl-job/{l}                  q.autoMLJobName
                + sagemaker \\w+LabelingJob                                     labeling-job/{l}                q.labelingJobName
                + sagemaker \\w+CompilationJob                                  compilation-job/{l}             q.compilationJobName
                + sagemaker (Create|Update|Delete|Describe)Domain              domain/{l}                      r.domainArn q.domainId
                + sagemaker \\w+UserProfile                                     user-profile/{q.domainId}/{l}   q.userProfileName
                + sagemaker \\w+Space                                           space/{q.domainId}/{l}          q.spaceName
                + sagemaker (Create|Delete|Describe)App                        app/{q.domainId}/{q.userProfileName}/{q.appType}/{l}  r.appArn q.appName
                + sagemaker \\w+InferenceComponent(RuntimeConfig)?              inference-component/{l}         q.inferenceComponentName
                + sagemaker \\w+Cluster(Software)?                              -                               r.clusterArn q.clusterName
                + sagemaker \\w+Pipeline                                        pipeline/{l}                    q.pipelineName
                . sagemaker StartPipelineExecution                             pipeline/{l}                    q.pipelineName
                + sagemaker \\w+FeatureGroup                                    feature-group/{l}               q.featureGroupName
                + sagemaker \\w+ModelPackageGroup                               model-package-group/{l}         q.modelPackageGroupName
                + ec2 RunInstances                        ec2  r.instancesSet.items.instanceId
                . ec2 \\w+Instances                        ec2  q.instancesSet.items.instanceId
                . ec2 (Create|Delete)Tags                 ec2  q.resourcesSet.items.resourceId
                + ec2 RequestSpotInstances                ec2  r.spotInstanceRequestSet.items.spotInstanceRequestId
                . ec2 CancelSpotInstanceRequests          ec2  q.spotInstanceRequestIdSet.items.spotInstanceRequestId
                + ec2 RequestSpotFleet                    ec2  r.spotFleetRequestId
                + ec2 CreateFleet                         ec2  r.CreateFleetResponse.fleetId
                . ec2 (Delete|Modify)Fleets?              ec2  q.*.FleetId
                + ec2 CreateSnapshots                     ec2  r.*.snapshotSet.item.snapshotId r.snapshotSet.items.snapshotId
                + ec2 AllocateAddress                     ec2  r.allocationId
                . ec2 \\w+Address                          ec2  q.allocationId
                + ec2 CreateSecurityGroup                 ec2  r.groupId q.groupName
                . ec2 \\w*SecurityGroup\\w*                 ec2  q.groupId q.*.GroupId
                + ec2 (Create|Import)KeyPair              ec2  r.keyPairId
                . ec2 DeleteKeyPair                       ec2  q.keyPairId q.keyName
                + ec2 CreateFlowLogs                      ec2  r.*.flowLogIdSet.item
                . ec2 DeleteFlowLogs                      ec2  q.*.FlowLogId
                + ec2 AllocateHosts                       ec2  r.*.hostIdSet.item
                . ec2 (Create|Replace|Delete)Route        ec2  q.routeTableId
                . ec2 DeleteVpcEndpoints                  ec2  q.*.VpcEndpointId
                + s3 CreateBucket                         arn:{p}:s3:::{v}  q.bucketName
                . s3 \\w+                                  arn:{p}:s3:::{v}  q.bucketName
                + rds (Create|Copy|Modify|Delete)DBSnapshot(Attribute)?           snapshot:{l}          q.targetDBSnapshotIdentifier q.dBSnapshotIdentifier
                + rds (Create|Copy|Modify|Delete)DBClusterSnapshot(Attribute)?    cluster-snapshot:{l}  q.targetDBClusterSnapshotIdentifier q.dBClusterSnapshotIdentifier
                + rds (Create|Restore)DBInstance\\w*       db:{l}                r.dBInstanceIdentifier q.targetDBInstanceIdentifier q.dBInstanceIdentifier
                . rds (Modify|Delete|Reboot|Start|Stop)DBInstance\\w*|PromoteReadReplica  db:{l}  q.dBInstanceIdentifier
                + rds \\w+DBCluster(From\\w+|ToPointInTime)?  cluster:{l}        r.dBClusterIdentifier q.dBClusterIdentifier
                + rds \\w+DBSubnetGroup                    subgrp:{l}            q.dBSubnetGroupName
                + rds (Create|Modify|Delete|Reset)DBParameterGroup  pg:{l}      q.dBParameterGroupName
                . rds (AddTagsTo|RemoveTagsFrom)Resource  -                     q.resourceName
                + lambda CreateFunction\\w*                function:{v}          q.functionName
                . lambda \\w+                              function:{v}          q.functionName
                + iam CreateUser                          arn:{p}:iam::{a}:user/{v}              r.user.arn q.userName
                . iam (?!CreateUser$)\\w*(User|AccessKey|LoginProfile|MFADevice|SigningCertificate|SSHPublicKey|ServiceSpecific)\\w*  arn:{p}:iam::{a}:user/{v}  q.userName
                + iam Create(ServiceLinked)?Role          arn:{p}:iam::{a}:role/{v}              r.role.arn q.roleName
                . iam (?!Create(ServiceLinked)?Role$)\\w*Role(?!\\w*InstanceProfile)\\w*   arn:{p}:iam::{a}:role/{v}              q.roleName
                + iam CreatePolicy                        arn:{p}:iam::{a}:policy/{v}            r.policy.arn q.policyName
                . iam (Create|Delete|SetDefault)Policy(Version)?|(Tag|Untag)Policy  arn:{p}:iam::{a}:policy/{v}  q.policyArn
                + iam \\w*Group\\w*                         arn:{p}:iam::{a}:group/{v}             r.group.arn q.groupName
                + iam \\w*InstanceProfile                  arn:{p}:iam::{a}:instance-profile/{v}  r.instanceProfile.arn q.instanceProfileName
                + eks (Create|Register)Cluster            cluster/{v}         r.cluster.name q.name
                . eks \\w+Cluster\\w*                       cluster/{v}         r.cluster.name q.name q.clusterName
                + eks \\w+Nodegroup\\w*                     -                   r.nodegroup.nodegroupArn
                + eks \\w+FargateProfile                   -                   r.fargateProfile.fargateProfileArn
                . eks \\w*(Nodegroup|FargateProfile|Addon|AccessEntry|AccessPolicy|PodIdentityAssociation)\\w*  cluster/{v}  q.clusterName
                + ecs \\w+Cluster\\w*                       cluster/{v}         r.cluster.clusterArn q.clusterName q.cluster
                + ecs (Create|Update|Delete)Service       service/{q.cluster}/{v}  r.service.serviceArn q.serviceName q.service
                + ecs \\w+TaskDefinition                   -                   r.taskDefinition.taskDefinitionArn q.taskDefinition q.family
                + ecs RunTask                             -                   r.tasks.taskArn
                . ecs StopTask                            -                   r.task.taskArn q.task
                + ecr CreateRepository                    repository/{v}      q.repositoryName
                . ecr \\w+                                 repository/{v}      q.repositoryName
                + dynamodb (Create|Restore)Table\\w*       table/{v}           q.targetTableName q.tableName
                . dynamodb \\w+                            table/{v}           q.tableName
                + sqs CreateQueue                         {v}                 r.queueUrl q.queueName
                . sqs \\w+                                 {v}                 q.queueUrl
                + sns CreateTopic                         {v}                 r.topicArn q.name
                . sns \\w+                                 {v}                 q.topicArn
                + kms CreateKey                           key/{v}             r.keyMetadata.arn r.keyMetadata.keyId
                . kms (?!\\w*Alias)\\w+                     key/{v}             q.keyId
                . kms \\w+Alias                            {v}                 q.aliasName
                + secretsmanager CreateSecret             -                   r.arn q.name
                . secretsmanager \\w+                      -                   r.arn q.secretId
                + cloudformation CreateStack              -                   r.stackId q.stackName
                . cloudformation (?!CreateStack$)\\w*(Stack|ChangeSet)  -      r.stackId q.stackName
                + cloudfront \\w+Distribution\\w*           arn:{p}:cloudfront::{a}:distribution/{v}  r.distribution.aRN q.id
                . cloudfront CreateInvalidation           arn:{p}:cloudfront::{a}:distribution/{v}  q.distributionId
                + route53 CreateHostedZone                arn:{p}:route53:::hostedzone/{v}  r.hostedZone.id q.name
                . route53 (Delete|Update)HostedZone\\w*    arn:{p}:route53:::hostedzone/{v}  q.id
                . route53 \\w+                             arn:{p}:route53:::hostedzone/{v}  q.hostedZoneId
                + elasticloadbalancing CreateLoadBalancer  loadbalancer/{v}   r.loadBalancers.loadBalancerArn q.loadBalancerName
                + elasticloadbalancing CreateTargetGroup   -                  r.targetGroups.targetGroupArn q.name
                + elasticloadbalancing CreateListener      -                  r.listeners.listenerArn q.loadBalancerArn
                . elasticloadbalancing \\w*Targets|\\w+TargetGroup(Attributes)?  -  q.targetGroupArn
                . elasticloadbalancing \\w*Listener\\w*     -                  q.listenerArn
                . elasticloadbalancing \\w+                 loadbalancer/{v}   q.loadBalancerArn q.loadBalancerName
                + elasticfilesystem CreateFileSystem       file-system/{v}    r.fileSystemId
                + elasticfilesystem CreateAccessPoint      -                  r.accessPointArn
                . elasticfilesystem (?!CreateAccessPoint)\\w+  file-system/{v}  q.fileSystemId
                . elasticfilesystem \\w*MountTarget\\w*     -                  q.mountTargetId
                + elasticache \\w+CacheCluster             cluster:{l}           q.cacheClusterId
                + elasticache \\w+ReplicationGroup         replicationgroup:{l}  q.replicationGroupId
                + elasticache \\w+ServerlessCache          serverlesscache:{l}   q.serverlessCacheName
                + elasticache \\w+Snapshot                 snapshot:{l}          q.targetSnapshotName q.snapshotName
                + redshift \\w+Cluster\\w*(?<!Snapshot)     cluster:{l}           q.clusterIdentifier
                + es \\w*Domain\\w*                         domain/{v}            q.domainName
                + glue CreateJob                          job/{v}             q.name
                . glue \\w+Job(Run)?                       job/{v}             q.jobName
                + glue \\w+Crawler                         crawler/{v}         q.name
                + glue (Create|Update|Delete)Database     database/{v}        q.databaseInput.name q.name
                + glue (Create|Update|Delete)Table        table/{q.databaseName}/{v}  q.tableInput.name q.name
                . glue PutDataCatalogEncryptionSettings|(Put|Delete)ResourcePolicy  {v}  q.resourceArn =catalog
                + athena \\w+WorkGroup                     workgroup/{v}       q.name q.workGroup
                . athena StartQueryExecution              workgroup/{v}       q.workGroup
                + states CreateStateMachine               stateMachine:{v}    r.stateMachineArn q.name
                . states (?!Create)\\w+                    -                   q.stateMachineArn
                + bedrock \\w*ProvisionedModelThroughput   provisioned-model/{v}  r.provisionedModelArn q.provisionedModelId
                + bedrock CreateModel\\w*Job               -                   r.jobArn q.jobName
                . bedrock Stop\\w+Job                      -                   q.jobIdentifier
                . bedrock DeleteCustomModel               -                   q.modelIdentifier
                + apigateway (Create|Import)RestApi       arn:{p}:apigateway:{r}::/restapis/{v}  r.id
                + apigateway \\w+Stage                     arn:{p}:apigateway:{r}::/restapis/{q.restApiId}/stages/{v}  q.createStageInput.stageName q.stageName
                . apigateway (?!\\w+Stage$)\\w+             arn:{p}:apigateway:{r}::/restapis/{v}  q.restApiId
                + apigateway CreateApi                    arn:{p}:apigateway:{r}::/apis/{v}  r.apiId
                . apigateway (?!CreateApi$)\\w+            arn:{p}:apigateway:{r}::/apis/{v}  q.apiId
                + autoscaling CreateAutoScalingGroup      -                   q.autoScalingGroupName
                . autoscaling \\w+                         -                   q.autoScalingGroupName
                . autoscaling \\w*(ScalableTarget|ScalingPolicy|ScheduledAction)  scaled  q.resourceId
                + logs CreateLogGroup                     log-group:{v}       q.logGroupName
                . logs \\w+                                log-group:{v}       q.logGroupName
                + budgets \\w+Budget                       arn:{p}:budgets::{a}:budget/{v}  q.budget.budgetName q.newBudget.budgetName q.budgetName
                + cloudhsm \\w+Cluster                     cluster/{v}         r.cluster.clusterId q.clusterId
                . monitoring PutMetricAlarm               arn:{p}:cloudwatch:{r}:{a}:alarm:{v}  q.alarmName
                . monitoring \\w+Alarms?\\w*                arn:{p}:cloudwatch:{r}:{a}:alarm:{v}  q.alarmNames
                . events \\w+Rule                          rule/{v}            q.name
                + kinesis CreateStream                    stream/{v}          q.streamName
                . kinesis \\w+                             stream/{v}          q.streamName
                + firehose \\w+DeliveryStream              deliverystream/{v}  q.deliveryStreamName
                + elasticmapreduce RunJobFlow             cluster/{v}         r.jobFlowId
                . elasticmapreduce \\w+                    cluster/{v}         q.jobFlowIds q.jobFlowId q.clusterId
                . ssm (Put|Delete)Parameter               parameter/{v}       q.name
                + codebuild \\w+Project                    project/{v}         q.name
                . codebuild StartBuild                    project/{v}         q.projectName
                + fsx \\w+FileSystem                       file-system/{v}     r.fileSystem.fileSystemId q.fileSystemId
                """;

        private static final Map<String, List<Rule>> BY_SERVICE = read();

        private ResourceRules() {}

        record Rule(boolean creates, Pattern events, String arn, List<String> paths) {}

        static List<Rule> of(String service, String event) {
            return BY_SERVICE.getOrDefault(service, List.of()).stream()
                    .filter(rule -> rule.events().matcher(event).matches())
                    .toList();
        }

        private static Map<String, List<Rule>> read() {
            var rules = new HashMap<String, List<Rule>>();
            for (String line : TABLE.lines().toList()) {
                List<String> columns = List.of(line.split("\\s+"));
                rules.computeIfAbsent(columns.get(1), service -> new ArrayList<>())
                        .add(new Rule(
                                columns.getFirst().equals("+"),
                                Pattern.compile(columns.get(2)),
                                columns.get(3),
                                columns.subList(4, columns.size())));
            }
            return rules;
        }
    }
}
