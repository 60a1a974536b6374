package dev.bursar.simulator.cloudtrail;

import dev.bursar.simulator.resources.Resource;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The calls that create resources and delete them, on the days on which the inventory lets them begin and end. */
final class Lifecycles {

    /** What costs something is billed from midnight on, so that it is created on the evening before. */
    private static final Duration BEFORE_MIDNIGHT = Duration.ofMinutes(14);

    private final List<Event> events = new ArrayList<>();
    private final LocalDate since;

    private Lifecycles(LocalDate since) {
        this.since = since;
    }

    /** The calls since that day. */
    static List<Event> of(List<Resource> resources, LocalDate since) {
        var lifecycles = new Lifecycles(since);
        for (var resource : resources) {
            if (!resource.starts().isBefore(since)) {
                lifecycles.created(resource, lifecycles.start(resource));
            }
            if (!resource.ends().isBefore(since) && resource.ends().isBefore(since.plusYears(2))) {
                lifecycles.deleted(resource);
            }
        }
        return lifecycles.events;
    }

    private static boolean billed(Resource resource) {
        return resource.tags().containsKey("project");
    }

    private Instant start(Resource resource) {
        var midnight = resource.starts().atStartOfDay().toInstant(ZoneOffset.UTC);
        return billed(resource)
                ? midnight.minus(BEFORE_MIDNIGHT).plusSeconds(Ids.number(resource.arn(), 120))
                : midnight.plusSeconds(28_800 + Ids.number(resource.arn(), 28_800));
    }

    private Instant end(Resource resource) {
        var midnight = resource.ends().atStartOfDay().toInstant(ZoneOffset.UTC);
        return billed(resource)
                ? midnight.plusSeconds(420 + Ids.number(resource.arn(), 60))
                : midnight.plusSeconds(30_000 + Ids.number(resource.arn(), 28_800));
    }

    private void created(Resource resource, Instant time) {
        var users = AccountUsers.of(resource.account());
        var person = Actors.sso(
                users.account(), "PowerUserAccess", users.people().getFirst(), time.minus(Duration.ofMinutes(9)));
        var id = Calls.id(resource);
        switch (resource.type()) {
            case "sagemaker:endpoint" -> endpoint(resource, person, time);
            case "ec2:instance" -> add(instance(creator(resource, person, time), resource, time), resource);
            case "ec2:volume" ->
                add(
                        new Draft(
                                        Actors.user(users.account(), users.user()),
                                        resource.region(),
                                        time,
                                        "ec2:CreateVolume")
                                .asks("{'size':'500','zone':'$a','volumeType':'gp3'}", resource.region())
                                .answers(
                                        "{'requestId':'$','volumeId':'$','size':'500','zone':'$a','status':'creating',"
                                                + "'volumeType':'gp3','encrypted':false}",
                                        Ids.uuid(id),
                                        id,
                                        resource.region()),
                        resource);
            case "ec2:natgateway" ->
                add(
                        new Draft(person.with(Actors.BROWSER), resource.region(), time, "ec2:CreateNatGateway")
                                .asks(
                                        "{'CreateNatGatewayRequest':{'SubnetId':'subnet-0$','AllocationId':'eipalloc-0$'}}",
                                        Ids.hex(id, 16),
                                        Ids.hex("eip" + id, 16))
                                .answers(
                                        "{'CreateNatGatewayResponse':{'natGateway':{'natGatewayId':'$','state':'pending'}}}",
                                        id),
                        resource);
            case "sagemaker:notebook-instance" ->
                add(
                        new Draft(person, resource.region(), time, "sagemaker:CreateNotebookInstance")
                                .asks(
                                        "{'notebookInstanceName':'$','instanceType':'ml.t3.xlarge','volumeSizeInGB':100,"
                                                + "'roleArn':'arn:aws:iam::$:role/SageMakerExecution'}",
                                        id,
                                        users.account())
                                .answers("{'notebookInstanceArn':'$'}", resource.arn()),
                        resource);
            case "sagemaker:training-job", "sagemaker:processing-job" -> job(resource, id);
            case "s3:bucket" ->
                add(
                        new Draft(person.with(Actors.CLI), resource.region(), time, "s3:CreateBucket")
                                .asks("{'bucketName':'$','Host':'s3.amazonaws.com'}", id),
                        resource);
            case "rds:db" ->
                add(
                        new Draft(person, resource.region(), time, "rds:CreateDBInstance")
                                .asks(
                                        "{'dBInstanceIdentifier':'$','dBInstanceClass':'db.r6g.large','engine':'postgres',"
                                                + "'allocatedStorage':200,'masterUsername':'owner',"
                                                + "'masterUserPassword':'HIDDEN_DUE_TO_SECURITY_REASONS'}",
                                        id)
                                .answers(
                                        "{'dBInstanceIdentifier':'$','dBInstanceArn':'$','dBInstanceStatus':'creating',"
                                                + "'pendingModifiedValues':{'masterUserPassword':'****'}}",
                                        id,
                                        resource.arn()),
                        resource);
            case "lambda:function" ->
                add(
                        new Draft(pipeline(users, time), resource.region(), time, "lambda:CreateFunction20150331")
                                .asks(
                                        "{'functionName':'$','runtime':'python3.13','handler':'main.handle','environment':"
                                                + "{'variables':{'LOG_LEVEL':'info','DB_PASSWORD':'correct-horse-battery'}}}",
                                        id)
                                .answers(
                                        "{'functionName':'$','functionArn':'$','state':'Pending'}", id, resource.arn()),
                        resource);
            case "dynamodb:table" ->
                add(
                        new Draft(pipeline(users, time), resource.region(), time, "dynamodb:CreateTable")
                                .asks("{'tableName':'$','billingMode':'PAY_PER_REQUEST'}", id)
                                .answers(
                                        "{'tableDescription':{'tableName':'$','tableArn':'$','tableStatus':'CREATING'}}",
                                        id,
                                        resource.arn()),
                        resource);
            default -> {}
        }
    }

    private static Actor pipeline(AccountUsers users, Instant time) {
        return Actors.pipeline(users.account(), users.gitHost(), "run-4711002", time.minusSeconds(95));
    }

    private static Actor creator(Resource resource, Actor person, Instant time) {
        if (Services.scales(resource)) {
            return Services.scaling(resource.account(), time);
        }
        return resource.tags().containsKey("aws:cloudformation:stack-name")
                ? person.invokedBy("cloudformation.amazonaws.com")
                : person;
    }

    private static Draft instance(Actor actor, Resource resource, Instant time) {
        var id = Calls.id(resource);
        return new Draft(actor, resource.region(), time, "ec2:RunInstances")
                .asks(
                        "{'instancesSet':{'items':[{'imageId':'ami-0$','minCount':1,'maxCount':1,'keyName':'team'}]},"
                                + "'instanceType':'g5.12xlarge','blockDeviceMapping':{},'monitoring':{'enabled':false},"
                                + "'userData':'export HF_TOKEN=hf_QkmSimulatedTokenOfNoUse','ebsOptimized':false}",
                        Ids.hex(id, 16))
                .answers(
                        "{'requestId':'$','reservationId':'r-0$','ownerId':'$','instancesSet':{'items':[{'instanceId':'$',"
                                + "'instanceState':{'code':0,'name':'pending'},'instanceType':'g5.12xlarge',"
                                + "'placement':{'availabilityZone':'$a','tenancy':'default'}}]}}",
                        Ids.uuid(id),
                        Ids.hex("reservation" + id, 16),
                        resource.account(),
                        id,
                        resource.region());
    }

    private void endpoint(Resource resource, Actor person, Instant time) {
        var name = Calls.id(resource);
        var type = name.endsWith("-assistant")
                ? "ml.g6e.48xlarge"
                : name.contains("-genai") || !billed(resource) ? "ml.g6.12xlarge" : "ml.m5.4xlarge";
        var actor = billed(resource) && type.equals("ml.g6e.48xlarge")
                ? person
                : pipeline(AccountUsers.of(resource.account()), time.minusSeconds(300));
        events.add(new Draft(actor, resource.region(), time.minusSeconds(131), "sagemaker:CreateEndpointConfig")
                .asks(
                        "{'endpointConfigName':'$','productionVariants':[{'variantName':'AllTraffic','modelName':'$',"
                                + "'instanceType':'$','initialInstanceCount':2,'initialVariantWeight':1}]}",
                        name,
                        name,
                        type)
                .answers("{'endpointConfigArn':'$'}", resource.arn().replace(":endpoint/", ":endpoint-config/"))
                .made());
        add(
                new Draft(actor, resource.region(), time, "sagemaker:CreateEndpoint")
                        .asks("{'endpointName':'$','endpointConfigName':'$'}", name, name)
                        .answers("{'endpointArn':'$'}", resource.arn()),
                resource);
    }

    /** Jobs run at the hour that their names say. */
    private void job(Resource resource, String name) {
        var time = resource.starts()
                .atStartOfDay()
                .plusHours(Long.parseLong(name.substring(name.length() - 12, name.length() - 10)))
                .toInstant(ZoneOffset.UTC);
        var training = resource.type().equals("sagemaker:training-job");
        add(
                new Draft(
                                pipeline(AccountUsers.of(resource.account()), time),
                                resource.region(),
                                time,
                                training ? "sagemaker:CreateTrainingJob" : "sagemaker:CreateProcessingJob")
                        .asks(training ? "{'trainingJobName':'$'}" : "{'processingJobName':'$'}", name)
                        .answers(training ? "{'trainingJobArn':'$'}" : "{'processingJobArn':'$'}", resource.arn())
                        .about(
                                training ? "AWS::SageMaker::TrainingJob" : "AWS::SageMaker::ProcessingJob",
                                resource.arn()),
                resource);
    }

    private void deleted(Resource resource) {
        var time = end(resource);
        var users = AccountUsers.of(resource.account());
        var user = Actors.user(users.account(), users.user());
        var id = Calls.id(resource);
        switch (resource.type()) {
            case "sagemaker:endpoint" ->
                add(
                        new Draft(user, resource.region(), time, "sagemaker:DeleteEndpoint")
                                .asks("{'endpointName':'$'}", id),
                        resource);
            case "ec2:instance" ->
                add(
                        new Draft(creator(resource, user, time), resource.region(), time, "ec2:TerminateInstances")
                                .asks("{'instancesSet':{'items':[{'instanceId':'$'}]}}", id)
                                .answers(
                                        "{'requestId':'$','instancesSet':{'items':[{'instanceId':'$','currentState':"
                                                + "{'code':32,'name':'shutting-down'},'previousState':{'code':16,"
                                                + "'name':'running'}}]}}",
                                        Ids.uuid("end" + id),
                                        id),
                        resource);
            case "sagemaker:notebook-instance" ->
                add(
                        new Draft(user, resource.region(), time, "sagemaker:DeleteNotebookInstance")
                                .asks("{'notebookInstanceName':'$'}", id),
                        resource);
            case "s3:bucket" ->
                add(
                        new Draft(user, resource.region(), time, "s3:DeleteBucket")
                                .asks("{'bucketName':'$','Host':'$.s3.amazonaws.com'}", id, id),
                        resource);
            default -> {}
        }
    }

    private void add(Draft draft, Resource resource) {
        events.add(Calls.named(draft, resource).made());
    }
}
