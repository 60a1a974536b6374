package dev.bursar.causes.read;

import static dev.bursar.causes.read.PlantedStory.NAMED;
import static dev.bursar.causes.read.PlantedStory.PROVED;

import dev.bursar.causes.read.PlantedStory.Use;
import module java.base;

/** Stories of somebody who changed one resource, and what it is made of. */
final class ActStories {
    static final String SAGEMAKER = "Amazon SageMaker";
    private static final String EC2 = "Amazon Elastic Compute Cloud";
    private static final String RDS = "Amazon Relational Database Service";
    private static final String HOST = "EUC1-Host:ml.g5.xlarge";
    private static final String SCALE = "UpdateEndpointWeightsAndCapacities";

    private ActStories() {}

    // --- one resource and who changed it

    static Use endpoint(PlantedStory story) {
        return endpoint(story, "chat", story.team);
    }

    static Use endpoint(PlantedStory story, String stem, int owner) {
        String arn = story.known(owner, story.arn("sagemaker", "endpoint/" + story.name(stem)));
        return story.new Use(arn, SAGEMAKER, HOST, "Hrs", story.between(0.8, 6)).owned(owner);
    }

    static PlantedStory.Call scale(PlantedStory story, Use endpoint, Instant moment, String person, int to) {
        return story.call("sagemaker", SCALE, moment, person)
                .asks(
                        "{'endpointName':'%s','desiredWeightsAndCapacities':[{'variantName':'AllTraffic','desiredInstanceCount':%d}]}",
                        end(endpoint.resource), to)
                .on(endpoint.resource);
    }

    static String end(String arn) {
        return arn.substring(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);
    }

    /** Scales by somebody from one count to another. */
    static void step(PlantedStory story, Use endpoint, Instant moment, String person, int from, int to) {
        endpoint.by(
                moment,
                to - from,
                scale(story, endpoint, moment, person, to).towards(to - from).done());
    }

    static void upAndDown(PlantedStory story) {
        story.window(7);
        Use endpoint = endpoint(story).level(2);
        List<Instant> moments = story.moments(2);
        int high = 3 + story.random.nextInt(5);
        int low = 1 + story.random.nextInt(high - 1);
        step(story, endpoint, moments.getFirst(), story.person("ada"), 2, high);
        step(story, endpoint, moments.getLast(), story.person("ben"), high, low);
        idle(story, endpoint);
        story.expect(NAMED, endpoint);
    }

    static void upTwice(PlantedStory story) {
        story.window(7);
        Use endpoint = endpoint(story).level(1);
        List<Instant> moments = story.moments(2);
        int middle = 2 + story.random.nextInt(3);
        step(story, endpoint, moments.getFirst(), story.person("ada"), 1, middle);
        step(story, endpoint, moments.getLast(), story.person("ben"), middle, middle + 1 + story.random.nextInt(4));
        idle(story, endpoint);
        story.expect(NAMED, endpoint);
    }

    static void autoscaledBetween(PlantedStory story) {
        story.window(14);
        Use endpoint = endpoint(story).level(2);
        List<Instant> moments = story.moments(3);
        story.call(
                        "autoscaling",
                        "PutScalingPolicy",
                        moments.getFirst().minus(Duration.ofDays(9)),
                        story.person("grace"))
                .asks(
                        "{'policyName':'p','serviceNamespace':'sagemaker','resourceId':'endpoint/%s/variant/AllTraffic'}",
                        end(endpoint.resource))
                .on(endpoint.resource)
                .eitherWay()
                .done();
        int third = 5 + story.random.nextInt(4);
        step(story, endpoint, moments.get(0), story.person("ada"), 2, 4);
        endpoint.by(
                moments.get(1),
                third - 4,
                scale(story, endpoint, moments.get(1), "sagemaker.application-autoscaling.amazonaws.com", third)
                        .byService()
                        .up()
                        .done());
        step(story, endpoint, moments.get(2), story.person("ben"), third, 1 + story.random.nextInt(3));
        idle(story, endpoint);
        story.expect(NAMED, endpoint);
    }

    /** What the first asked for lasted for seconds. */
    static void inOneMinute(PlantedStory story) {
        Use endpoint = endpoint(story).level(3);
        Instant moment = story.moment();
        boolean up = story.random.nextBoolean();
        int last = up ? 5 + story.random.nextInt(4) : 1;
        scale(story, endpoint, moment.minusSeconds(5 + story.random.nextInt(50)), story.person("ben"), up ? 1 : 6)
                .towards(up ? -1 : 1)
                .done();
        step(story, endpoint, moment, story.person("ada"), 3, last);
        idle(story, endpoint);
        story.expect(NAMED, endpoint);
    }

    static void scaled(PlantedStory story) {
        Use endpoint = endpoint(story);
        int from = 1 + story.random.nextInt(4);
        int to = story.random.nextBoolean()
                ? from + 1 + story.random.nextInt(5)
                : Math.max(0, from - 1 - story.random.nextInt(2));
        to = to == 0 ? from + 2 : to;
        endpoint.level(from);
        step(story, endpoint, story.moment(), story.person("ada"), from, to);
        // asked for the opposite, and was refused
        scale(story, endpoint, story.moment(), story.person("eve"), to > from ? 1 : 9)
                .failed()
                .done();
        idle(story, endpoint);
        story.expect(clean(story) ? PROVED : NAMED, endpoint);
    }

    /** Whether periods are long enough, and as long, to prove an amount. */
    static boolean clean(PlantedStory story) {
        return story.evenlyLong() && PlantedStory.length(story.now) > 1;
    }

    /** What is made, and how it is called when it is made and ended. */
    record Made(Use use, String service, String create, String delete, String asks, String answers, String ends) {}

    static Made something(PlantedStory story) {
        double price = story.between(0.5, 8);
        String name = story.name(story.oneOf(List.of("fraud", "search", "orders", "web")));
        return switch (story.random.nextInt(5)) {
            case 0 ->
                made(
                        story,
                        story.new Use(story.arn("sagemaker", "endpoint/" + name), SAGEMAKER, HOST, "Hrs", price),
                        "sagemaker",
                        "CreateEndpoint",
                        "DeleteEndpoint",
                        "{'endpointName':'" + name + "','endpointConfigName':'c'}",
                        "null",
                        "{'endpointName':'" + name + "'}");
            case 1 -> {
                String id = "i-" + story.id(17);
                yield made(
                        story,
                        story.new Use(id, EC2, "EUC1-BoxUsage:m5.4xlarge", "Hrs", price),
                        "ec2",
                        "RunInstances",
                        story.oneOf(List.of("TerminateInstances", "StopInstances")),
                        "{'instanceType':'m5.4xlarge'}",
                        "{'instancesSet':{'items':[{'instanceId':'" + id + "'}]}}",
                        "{'instancesSet':{'items':[{'instanceId':'" + id + "'}]}}");
            }
            case 2 ->
                made(
                        story,
                        story.new Use(story.arn("rds", "db:" + name), RDS, "EUC1-InstanceUsage:db.r5.xl", "Hrs", price),
                        "rds",
                        "CreateDBInstance",
                        "DeleteDBInstance",
                        "{'dBInstanceIdentifier':'" + name + "','dBInstanceClass':'db.r5.xlarge'}",
                        "{'dBInstanceIdentifier':'" + name + "'}",
                        "{'dBInstanceIdentifier':'" + name + "'}");
            case 3 ->
                made(
                        story,
                        story
                        .new Use(
                                story.arn("sagemaker", "notebook-instance/" + name),
                                SAGEMAKER,
                                "EUC1-Notebk:ml.t3.xlarge",
                                "Hrs",
                                price),
                        "sagemaker",
                        "CreateNotebookInstance",
                        "DeleteNotebookInstance",
                        "{'notebookInstanceName':'" + name + "','instanceType':'ml.t3.xlarge'}",
                        "null",
                        "{'notebookInstanceName':'" + name + "'}");
            default -> {
                String id = "nat-" + story.id(17);
                yield made(
                        story,
                        story.new Use(id, EC2, "EUC1-NatGateway-Hours", "Hrs", price),
                        "ec2",
                        "CreateNatGateway",
                        "DeleteNatGateway",
                        "{'subnetId':'subnet-0a1b2c3d4e5f60718'}",
                        "{'CreateNatGatewayResponse':{'natGateway':{'natGatewayId':'" + id + "'}}}",
                        "{'DeleteNatGatewayRequest':{'NatGatewayId':'" + id + "'}}");
            }
        };
    }

    private static Made made(
            PlantedStory story,
            Use use,
            String service,
            String create,
            String delete,
            String asks,
            String answers,
            String ends) {
        story.known(story.team, arnOf(story, use));
        return new Made(use, service, create, delete, asks, answers, ends);
    }

    static String arnOf(PlantedStory story, Use use) {
        String id = use.resource;
        return id.startsWith("arn:")
                ? id
                : id.startsWith("i-")
                        ? story.arn("ec2", "instance/" + id)
                        : id.startsWith("nat-")
                                ? story.arn("ec2", "natgateway/" + id)
                                : story.arn("ec2", "volume/" + id);
    }

    static Use created(PlantedStory story) {
        Made made = something(story);
        Instant moment = story.moment();
        made.use()
                .by(
                        moment,
                        1,
                        story.call(made.service(), made.create(), moment, story.person("ada"))
                                .asks(made.asks())
                                .answers(made.answers())
                                .on(arnOf(story, made.use()))
                                .up()
                                .done());
        idle(story, made.use());
        boolean isNew = !PlantedStory.day(moment).isBefore(story.now.from());
        story.expect(isNew ? PROVED : NAMED, made.use());
        return made.use();
    }

    static Use deleted(PlantedStory story) {
        return ended(story, story.moment()).use();
    }

    static void deletedLate(PlantedStory story) {
        story.window(7);
        ended(story, story.at(story.now.to().minusDays(2), 3 + story.random.nextInt(20)));
    }

    private static Made ended(PlantedStory story, Instant moment) {
        Made made = something(story);
        made.use()
                .level(1)
                .by(
                        moment,
                        -1,
                        story.call(made.service(), made.delete(), moment, story.person("ada"))
                                .asks(made.ends())
                                .on(arnOf(story, made.use()))
                                .down()
                                .done());
        idle(story, made.use());
        boolean gone = PlantedStory.day(moment).isBefore(story.now.from());
        story.expect(gone || clean(story) ? PROVED : NAMED, made.use());
        return made;
    }

    /** No inventory has it any more, and whose it was its charges alone say. */
    static void deletedAndForgotten(PlantedStory story) {
        Use use;
        if (story.random.nextInt(3) == 0) {
            String name = story.name("lake");
            use = story.new Use(name, "Amazon Simple Storage Service", "EUC1-TimedStorage-ByteHrs", "GB-Mo", 0.023)
                    .level(story.between(20_000, 200_000));
            Instant moment = story.moment();
            double level = use.quantity(PlantedStory.FIRST) * PlantedStory.FIRST.lengthOfMonth();
            use.by(
                    moment,
                    -level,
                    story.call("s3", "DeleteBucket", moment, story.person("ada"))
                            .asks("{'bucketName':'%s'}", name)
                            .on("arn:aws:s3:::" + name)
                            .down()
                            .done());
            story.expect(0, NAMED, use);
        } else {
            use = ended(story, story.moment()).use();
            story.expected.clear();
            story.inventory.remove(arnOf(story, use));
            story.expect(0, NAMED, use);
        }
        story.acts.forEach(act -> story.anybodys.add(act.event()));
    }

    static void anotherType(PlantedStory story) {
        Instant moment = story.moment();
        boolean dearer = story.random.nextBoolean();
        double price = story.between(1, 3);
        double factor = dearer ? story.between(1.8, 6) : story.between(0.2, 0.6);
        boolean data = story.random.nextBoolean();
        String name = story.name("core");
        String arn = story.known(
                story.team, data ? story.arn("rds", "db:" + name) : story.arn("sagemaker", "endpoint/" + name));
        String service = data ? RDS : SAGEMAKER;
        Use old = story.new Use(arn, service, data ? "EUC1-InstanceUsage:db.r5.xl" : HOST, "Hrs", price).level(1);
        Use fresh = story
        .new Use(
                arn,
                service,
                data ? "EUC1-InstanceUsage:db.r5.4xl" : "EUC1-Host:ml.p4d.24xlarge",
                "Hrs",
                price * factor);
        if (!data) {
            story.call("sagemaker", "CreateEndpointConfig", moment.minusSeconds(900), story.person("ben"))
                    .asks(
                            "{'endpointConfigName':'%s-2','productionVariants':[{'variantName':'a','instanceType':'ml.p4d.24xlarge','initialInstanceCount':1}]}",
                            name)
                    .on(story.known(story.team, story.arn("sagemaker", "endpoint-config/" + name + "-2")))
                    .done();
        }
        String act = (data
                        ? story.call("rds", "ModifyDBInstance", moment, story.person("ada"))
                                .asks(
                                        "{'dBInstanceIdentifier':'%s','dBInstanceClass':'db.r5.4xlarge','applyImmediately':true}",
                                        name)
                        : story.call("sagemaker", "UpdateEndpoint", moment, story.person("ada"))
                                .asks("{'endpointName':'%s','endpointConfigName':'%s-2'}", name, name))
                .on(arn)
                .eitherWay()
                .done();
        old.by(moment, -1, act);
        fresh.by(moment, 1, act);
        idle(story, fresh);
        story.expect(clean(story) ? PROVED : NAMED, old, fresh);
    }

    // --- other units

    static void volume(PlantedStory story) {
        String id = "vol-" + story.id(17);
        String arn = story.known(story.team, story.arn("ec2", "volume/" + id));
        int from = 100 * (1 + story.random.nextInt(20));
        int to = from + 500 * (1 + story.random.nextInt(20));
        Instant moment = story.moment();
        Use use = story.new Use(id, EC2, "EUC1-EBS:VolumeUsage.gp3", "GB-Mo", 0.0952).level(from);
        use.by(
                moment,
                to - from,
                story.call("ec2", "ModifyVolume", moment, story.person("ada"))
                        .asks("{'ModifyVolumeRequest':{'VolumeId':'%s','Size':%d}}", id, to)
                        .answers(
                                "{'ModifyVolumeResponse':{'volumeModification':{'volumeId':'%s','originalSize':%d,'targetSize':%d}}}",
                                id, from, to)
                        .on(arn)
                        .up()
                        .done());
        idle(story, use);
        story.expect(clean(story) ? PROVED : NAMED, use);
    }

    static void table(PlantedStory story) {
        String name = story.name("Sessions");
        String arn = story.known(story.team, story.arn("dynamodb", "table/" + name));
        int from = 100 * (1 + story.random.nextInt(10));
        int to = story.random.nextInt(3) == 0 ? from / 4 : from * (2 + story.random.nextInt(6));
        Instant moment = story.moment();
        String service = "Amazon DynamoDB";
        Use reads =
                story.new Use(arn, service, "EUC1-ReadCapacityUnit-Hrs", "ReadCapacityUnit-Hrs", 0.000_74).level(from);
        Use writes =
                story.new Use(arn, service, "EUC1-WriteCapacityUnit-Hrs", "WriteCapacityUnit-Hrs", 0.003_7).level(from);
        String act = story.call("dynamodb", "UpdateTable", moment, story.person("ada"))
                .asks(
                        "{'tableName':'%s','provisionedThroughput':{'readCapacityUnits':%d,'writeCapacityUnits':%d}}",
                        name, to, to)
                .on(arn)
                .towards(to - from)
                .done();
        reads.by(moment, to - from, act);
        writes.by(moment, to - from, act);
        idle(story, reads);
        story.expect(clean(story) ? PROVED : NAMED, reads, writes);
    }

    static void database(PlantedStory story) {
        String name = story.name("orders");
        String arn = story.known(story.team, story.arn("rds", "db:" + name));
        int from = 100 * (1 + story.random.nextInt(10));
        int to = from + 500 * (1 + story.random.nextInt(12));
        boolean both = story.random.nextBoolean();
        Instant moment = story.moment();
        double price = story.between(0.4, 2);
        Use storage = story.new Use(arn, RDS, "EUC1-RDS:GP3-Storage", "GB-Mo", 0.137).level(from);
        Use old = story.new Use(arn, RDS, "EUC1-InstanceUsage:db.r5.xl", "Hrs", price).level(1);
        Use fresh = story.new Use(arn, RDS, "EUC1-InstanceUsage:db.r5.2xl", "Hrs", 2 * price);
        String act = story.call("rds", "ModifyDBInstance", moment, story.person("ada"))
                .asks(
                        "{'dBInstanceIdentifier':'%s','allocatedStorage':%d,%s'applyImmediately':true}",
                        name, to, both ? "'dBInstanceClass':'db.r5.2xlarge'," : "")
                .on(arn)
                .eitherWay()
                .done();
        storage.by(moment, to - from, act);
        if (both) {
            old.by(moment, -1, act);
            fresh.by(moment, 1, act);
        }
        idle(story, storage);
        story.expect(clean(story) && !both ? PROVED : NAMED, storage, old, fresh);
    }

    static void stream(PlantedStory story) {
        String name = story.name("Clicks");
        String arn = story.known(story.team, story.arn("kinesis", "stream/" + name));
        int from = 4 + story.random.nextInt(12);
        int to = story.random.nextInt(3) == 0 ? from / 2 : from * 2;
        Instant moment = story.moment();
        Use shards = story.new Use(arn, "Amazon Kinesis", "EUC1-Storage-ShardHour", "ShardHour", 0.018).level(from);
        Use beside = story.new Use(arn, "Amazon Kinesis", "EUC1-PutRequestPayloadUnits", "PutRequest", 0.000_000_02)
                .level(2_000_000)
                .noisy(0.05);
        shards.by(
                moment,
                to - from,
                story.call("kinesis", "UpdateShardCount", moment, story.person("ada"))
                        .asks("{'streamName':'%s','targetShardCount':%d,'scalingType':'UNIFORM_SCALING'}", name, to)
                        .on(arn)
                        .towards(to - from)
                        .done());
        idle(story, shards);
        story.expect(clean(story) ? PROVED : NAMED, shards, beside);
    }

    static void glueJob(PlantedStory story) {
        String name = story.name("enrich");
        String arn = story.known(story.team, story.arn("glue", "job/" + name));
        int from = 5 + story.random.nextInt(10);
        int to = story.random.nextInt(3) == 0 ? from / 3 + 1 : from * 2 + story.random.nextInt(20);
        Instant moment = story.moment();
        Use use = story.new Use(arn, "AWS Glue", "EUC1-ETL-DPU-Hour", "DPU-Hour", 0.44)
                .level(from)
                .noisy(0.04);
        use.share = story.between(0.1, 0.3);
        use.by(
                moment,
                to - from,
                story.call("glue", "UpdateJob", moment, story.person("ada"))
                        .asks("{'jobName':'%s','jobUpdate':{'numberOfWorkers':%d,'workerType':'G.1X'}}", name, to)
                        .on(arn)
                        .towards(to - from)
                        .done());
        idle(story, use);
        story.expect(NAMED, use);
    }

    static void function(PlantedStory story) {
        String name = story.name("resize");
        String arn = story.known(story.team, story.arn("lambda", "function:" + name));
        int from = 512;
        int to = story.random.nextInt(3) == 0 ? 128 : 512 * (2 + story.random.nextInt(5));
        Instant moment = story.moment();
        double seconds = story.between(200_000, 900_000);
        Use use = story.new Use(arn, "AWS Lambda", "EUC1-Lambda-GB-Second", "Lambda-GB-Second", 0.000_016_67)
                .level(seconds * from / 1024)
                .noisy(0.04);
        use.by(
                moment,
                seconds * (to - from) / 1024,
                story.call("lambda", "UpdateFunctionConfiguration20150331v2", moment, story.person("ada"))
                        .asks("{'functionName':'%s','memorySize':%d}", name, to)
                        .on(arn)
                        .towards(to - from)
                        .done());
        idle(story, use);
        story.expect(NAMED, use);
    }

    static void modelUnits(PlantedStory story) {
        String id = story.id(12);
        String arn = story.known(story.team, story.arn("bedrock", "provisioned-model/" + id));
        int units = 1 + story.random.nextInt(4);
        boolean made = story.random.nextBoolean();
        Instant moment = story.moment();
        Use use = story
        .new Use(
                arn,
                "Amazon Bedrock",
                "EUC1-Claude-ProvisionedThroughput-ModelUnits",
                "ModelUnit-Hrs",
                story.between(10, 40));
        if (!made) {
            use.level(units);
        }
        use.by(
                moment,
                made ? units : -units,
                (made
                                ? story.call("bedrock", "CreateProvisionedModelThroughput", moment, story.person("ada"))
                                        .asks("{'modelUnits':%d,'provisionedModelName':'p'}", units)
                                        .answers("{'provisionedModelArn':'%s'}", arn)
                                : story.call("bedrock", "DeleteProvisionedModelThroughput", moment, story.person("ada"))
                                        .asks("{'provisionedModelId':'%s'}", id))
                        .on(arn)
                        .towards(made ? 1 : -1)
                        .done());
        idle(story, use);
        story.expect(clean(story) ? PROVED : NAMED, use);
    }

    // --- what else goes on

    /** Acts on the resource that change nothing of what it costs. */
    static void idle(PlantedStory story, Use use) {
        String arn = arnOf(story, use);
        String service = arn.split(":")[2];
        for (int i = story.random.nextInt(3); i > 0; i--) {
            Instant moment = story.moment();
            switch (story.random.nextInt(3)) {
                case 0 ->
                    story.call(
                                    service,
                                    service.equals("rds")
                                            ? "AddTagsToResource"
                                            : service.equals("ec2") ? "CreateTags" : "AddTags",
                                    moment,
                                    story.person("eve"))
                            .asks(
                                    "{'resourceArn':'%s','resourceName':'%s','resourcesSet':{'items':[{'resourceId':'%s'}]}}",
                                    arn, arn, end(arn))
                            .on(arn)
                            .done();
                case 1 ->
                    story.call(service, "TagResource", moment, story.person("mia"))
                            .asks("{'resourceArn':'%s'}", arn)
                            .on(arn)
                            .done();
                default ->
                    story.call(service, "PutResourcePolicy", moment, story.person("eve"))
                            .asks("{'resourceArn':'%s'}", arn)
                            .on(arn)
                            .done();
            }
        }
    }
}
