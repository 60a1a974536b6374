package dev.bursar.causes.read;

import static dev.bursar.causes.read.ActStories.SAGEMAKER;
import static dev.bursar.causes.read.ActStories.endpoint;
import static dev.bursar.causes.read.ActStories.idle;
import static dev.bursar.causes.read.ActStories.scale;
import static dev.bursar.causes.read.ActStories.something;
import static dev.bursar.causes.read.ActStories.step;
import static dev.bursar.causes.read.PlantedStory.NAMED;
import static dev.bursar.causes.read.PlantedStory.POSSIBLE;
import static dev.bursar.causes.read.PlantedStory.UNKNOWN;
import static dev.bursar.causes.read.PlantedStory.USED;

import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.read.PlantedStory.Booking;
import dev.bursar.causes.read.PlantedStory.Use;
import dev.bursar.charges.CostResult.DayRange;
import module java.base;

/** The kinds of stories that are told: each with its act, its amounts and what each viewer may be told, from a seed. */
final class CauseStories {
    private static final Set<ChangeClass> NOBODYS =
            EnumSet.of(ChangeClass.USAGE, ChangeClass.DAYS, ChangeClass.UNEXPLAINED);

    static final Map<String, Consumer<PlantedStory>> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("up by one, down by another", ActStories::upAndDown);
        KINDS.put("up twice by two", ActStories::upTwice);
        KINDS.put("autoscaled between two by hand", ActStories::autoscaledBetween);
        KINDS.put("two in one minute", ActStories::inOneMinute);
        KINDS.put("scaled", ActStories::scaled);
        KINDS.put("created", ActStories::created);
        KINDS.put("deleted", ActStories::deleted);
        KINDS.put("deleted on the last day but one", ActStories::deletedLate);
        KINDS.put("deleted and forgotten", ActStories::deletedAndForgotten);
        KINDS.put("another instance type", ActStories::anotherType);
        KINDS.put("volume", ActStories::volume);
        KINDS.put("table's capacity", ActStories::table);
        KINDS.put("database's storage and class", ActStories::database);
        KINDS.put("stream's shards", ActStories::stream);
        KINDS.put("job's workers", ActStories::glueJob);
        KINDS.put("function's memory", ActStories::function);
        KINDS.put("model units", ActStories::modelUnits);
        KINDS.put("tags and policies beside growth", CauseStories::tagsBesideGrowth);
        KINDS.put("tokens", CauseStories::tokens);
        KINDS.put("price", CauseStories::price);
        KINDS.put("moved by tag", CauseStories::movedByTag);
        KINDS.put("moved by rule", CauseStories::movedByRule);
        KINDS.put("nightly jobs", story -> nightly(story, Runs.AS_EVER));
        KINDS.put("jobs added", story -> nightly(story, Runs.MORE));
        KINDS.put("one run by hand", story -> nightly(story, Runs.ONE_BY_HAND));
        KINDS.put("account not read", CauseStories::accountUnread);
        KINDS.put("one Region not read", CauseStories::regionUnread);
        KINDS.put("charges without resources", CauseStories::withoutResources);
        KINDS.put("parameters cut", CauseStories::cut);
        KINDS.put("hidden event", CauseStories::hidden);
        KINDS.put("fees and credits", CauseStories::booked);
        KINDS.put("more days", CauseStories::moreDays);
    }

    private CauseStories() {}

    static PlantedStory of(String kind, int number, long seed) {
        var story = new PlantedStory(kind, number, seed);
        KINDS.get(kind).accept(story);
        if (!kind.equals("more days")) {
            neighbours(story);
        }
        return story;
    }

    // --- nobody did it

    private static void tagsBesideGrowth(PlantedStory story) {
        String name = story.name("retry");
        Use use = switch (story.random.nextInt(3)) {
            case 0 ->
                story
                        .new Use(
                                story.arn("lambda", "function:" + name),
                                "AWS Lambda",
                                "EUC1-Lambda-GB-Second",
                                "Lambda-GB-Second",
                                0.000_016_67)
                        .level(400_000);
            case 1 ->
                story
                        .new Use(
                                story.arn("sagemaker", "endpoint/" + name),
                                SAGEMAKER,
                                "EUC1-Invocations",
                                "Requests",
                                0.000_1)
                        .level(30_000);
            default ->
                story
                        .new Use(
                                story.arn("dynamodb", "table/" + name),
                                "Amazon DynamoDB",
                                "EUC1-ReadRequestUnits",
                                "ReadRequestUnits",
                                0.000_01)
                        .level(500_000);
        };
        String arn = story.known(story.team, use.resource);
        Instant moment = story.moment();
        double level = use.quantity(PlantedStory.FIRST) / 24;
        use.noisy(0.05);
        use.by(moment, level * story.between(0.5, 4), null);
        String service = arn.split(":")[2];
        String[][] idle = {
            {
                service,
                service.equals("lambda")
                        ? "TagResource20170331v2"
                        : service.equals("sagemaker") ? "AddTags" : "TagResource"
            },
            {service, service.equals("lambda") ? "AddPermission20150331v2" : "DescribeEndpoint"},
            {"autoscaling", "PutScalingPolicy"},
        };
        for (String[] call : idle) {
            if (service.equals("lambda") && call[0].equals("autoscaling")) {
                continue;
            }
            story.call(call[0], call[1], moment.minusSeconds(60L + story.random.nextInt(3_000)), story.person("eve"))
                    .asks(
                            call[0].equals("autoscaling")
                                    ? "{'resourceId':'"
                                            + (service.equals("dynamodb")
                                                    ? "table/" + name
                                                    : "endpoint/" + name + "/variant/AllTraffic")
                                            + "'}"
                                    : "{'functionName':'" + name + "','endpointName':'" + name + "','tableName':'"
                                            + name + "','resourceArn':'" + arn + "'}")
                    .on(arn)
                    .done();
        }
        if (service.equals("lambda")) {
            // what asked for more before says that this one asked for less
            story.call(
                            service,
                            "UpdateFunctionConfiguration20150331v2",
                            story.at(story.before.from(), 1),
                            story.person("ben"))
                    .asks("{'functionName':'%s','memorySize':1024}", name)
                    .on(arn)
                    .done();
            // smaller, and called more often: what somebody did would have made it cheaper
            story.call(
                            service,
                            "UpdateFunctionConfiguration20150331v2",
                            moment.minusSeconds(1_800),
                            story.person("ben"))
                    .asks("{'functionName':'%s','memorySize':128}", name)
                    .on(arn)
                    .down()
                    .done();
            story.expect(EnumSet.of(ChangeClass.USAGE, ChangeClass.UNEXPLAINED), use);
        } else {
            story.expect(USED, use);
        }
    }

    private static void tokens(PlantedStory story) {
        Use use = story.new Use("", "Amazon Bedrock", "EUC1-Claude-input-tokens", "1K tokens", 0.003)
                .level(story.between(2_000, 20_000))
                .noisy(0.08);
        use.by(story.moment(), use.quantity(PlantedStory.FIRST) / 24 * story.between(0.6, 3), null);
        story.expect(USED, use);
    }

    private static void price(PlantedStory story) {
        ActStories.Made made = something(story);
        made.use().level(1);
        made.use()
                .prices
                .put(
                        PlantedStory.day(story.moment()).plusDays(PlantedStory.length(story.now) > 1 ? 1 : 0),
                        story.between(1.2, 1.9));
        idle(story, made.use());
        story.expect(EnumSet.of(ChangeClass.PRICE), made.use());
    }

    // --- other owners

    private static void movedByTag(PlantedStory story) {
        story.window(7);
        Use endpoint = endpoint(story).level(2);
        Instant moment = story.at(story.now.from().plusDays(story.random.nextInt(4) - 1L), 12);
        moved(story, moment, List.of(endpoint), true);
        story.known(story.other, endpoint.resource);
        story.call("sagemaker", "AddTags", moment, story.person("eve"))
                .asks("{'resourceArn':'%s','tags':[{'key':'team','value':'risk'}]}", endpoint.resource)
                .on(endpoint.resource)
                .done();
    }

    private static void movedByRule(PlantedStory story) {
        story.window(7);
        Use endpoint = endpoint(story).level(2);
        Use tokens = story.new Use("", "Amazon Bedrock", "EUC1-Claude-input-tokens", "1K tokens", 0.003).level(4_000);
        Instant moment = story.at(story.now.from().plusDays(story.random.nextInt(4) - 1L), 0);
        moved(story, moment, List.of(endpoint, tokens), false);
        story.known(story.other, endpoint.resource);
    }

    private static void moved(PlantedStory story, Instant moment, List<Use> uses, boolean byTag) {
        LocalDate day = PlantedStory.day(moment);
        for (Use use : uses) {
            use.tags.put(PlantedStory.FIRST, "core");
            if (byTag) {
                use.tags.put(day, "risk");
            }
            use.owners.put(day, story.other);
            Set<String> resource = Set.of(use.resource);
            Map<Set<ChangeClass>, Double> lost = new HashMap<>();
            lost.put(
                    EnumSet.of(ChangeClass.MOVED),
                    use.cost(story.now, story.team) - use.cost(story.before, story.team));
            double days = use.days();
            Map<Set<ChangeClass>, Double> won = new HashMap<>();
            won.put(
                    EnumSet.of(ChangeClass.MOVED),
                    use.cost(story.now, story.other) - use.cost(story.before, story.other) - days);
            won.put(EnumSet.of(ChangeClass.DAYS), days);
            for (int viewer : List.of(0, story.team)) {
                story.expect(viewer, story.team, resource, lost);
            }
            for (int viewer : List.of(0, story.other)) {
                story.expect(viewer, story.other, resource, won);
            }
        }
    }

    // --- what recurs

    private enum Runs {
        AS_EVER,
        MORE,
        ONE_BY_HAND
    }

    private static void nightly(PlantedStory story, Runs runs) {
        do {
            story.window(7);
        } while (!story.evenlyLong());
        boolean training = story.random.nextBoolean();
        String kind = training ? "training-job" : "processing-job";
        String create = training ? "CreateTrainingJob" : "CreateProcessingJob";
        String stem = story.name("embed");
        double price = story.between(2, 20);
        double hours = story.between(1, 4);
        int form = story.random.nextInt(3);
        LocalDate since =
                story.now.from().plusDays(story.random.nextInt(Math.max(1, PlantedStory.length(story.now) / 2)));
        LocalDate byHand = story.now.from().plusDays(story.random.nextInt(PlantedStory.length(story.now) - 2));
        var all = new ArrayList<Use>();
        double added = 0;
        double regular = 0;
        String group = "more of " + stem;
        for (LocalDate day :
                story.stored().from().datesUntil(story.stored().to()).toList()) {
            int times = runs == Runs.MORE && !day.isBefore(since) ? 2 : 1;
            for (int i = 0; i < times; i++) {
                Instant start = story.at(day, 2 + 8 * i);
                String suffix = switch (form) {
                    case 0 -> day.toString() + "-0" + (2 + i) + "-11-" + (10 + story.random.nextInt(50));
                    case 1 -> story.id(8);
                    default -> String.valueOf(start.getEpochSecond());
                };
                String arn = story.known(story.team, story.arn("sagemaker", kind + "/" + stem + "-" + suffix));
                Use run = story
                .new Use(
                        arn, SAGEMAKER, (training ? "EUC1-Train" : "EUC1-Processing") + ":ml.g5.2xlarge", "Hrs", price);
                boolean more = i > 0;
                double took = hours * Math.exp(0.04 * story.random.nextGaussian());
                run.by(start, 1, null).by(start.plusSeconds((long) (3600 * took)), -1, null);
                boolean person = more || runs == Runs.ONE_BY_HAND && day.equals(byHand);
                PlantedStory.Call call = story.call(
                                "sagemaker",
                                create,
                                start.minusSeconds(240),
                                story.person(person ? "ada" : "scheduler"))
                        .asks(
                                training
                                        ? "{'trainingJobName':'%s-%s','resourceConfig':{'instanceType':'ml.g5.2xlarge','instanceCount':1}}"
                                        : "{'processingJobName':'%s-%s','processingResources':{'clusterConfig':{'instanceType':'ml.g5.2xlarge','instanceCount':1}}}",
                                stem,
                                suffix)
                        .on(arn);
                (more ? call.up().group(group) : call).done();
                if (more) {
                    added += run.change();
                } else {
                    regular += run.change();
                }
                all.add(run);
            }
        }
        var resources = new HashSet<String>();
        all.forEach(run -> resources.add(run.resource));
        var amounts = new LinkedHashMap<Set<ChangeClass>, Double>();
        amounts.put(NOBODYS, regular);
        amounts.put(NAMED, added);
        var expected = new PlantedStory.Expected(
                0, resources, runs == Runs.MORE ? Map.of(group, added) : Map.of(), amounts, 0);
        for (int viewer : List.of(0, story.team)) {
            story.expected.computeIfAbsent(viewer, any -> new ArrayList<>()).add(expected);
        }
    }

    // --- what isn't known

    private static void accountUnread(PlantedStory story) {
        story.eventsRead = false;
        Use endpoint = endpoint(story);
        Instant moment = story.moment();
        switch (story.random.nextInt(3)) {
            case 0 -> endpoint.by(moment, 2, null);
            case 1 -> endpoint.level(2).by(moment, -2, null);
            default -> endpoint.level(2).by(moment, 3, null);
        }
        story.expect(UNKNOWN, endpoint);
    }

    private static void regionUnread(PlantedStory story) {
        story.oneRegionUnread = true;
        Instant moment = story.moment();
        String arn = story.known(
                story.team, "arn:aws:sagemaker:us-east-1:" + story.account + ":endpoint/" + story.name("far"));
        Use use = story.new Use(arn, SAGEMAKER, "USE1-Host:ml.g5.xlarge", "Hrs", story.between(1, 5));
        use.region = PlantedStory.OTHER_REGION;
        (story.random.nextBoolean() ? use : use.level(2)).by(moment, 2, null);
        story.expect(UNKNOWN, use);
    }

    /** Cost Explorer tells of a service alone, in which something was made or ended. */
    private static void withoutResources(PlantedStory story) {
        do {
            story.window(1);
        } while (!story.evenlyLong());
        Use use = story.random.nextBoolean() ? ActStories.created(story) : ActStories.deleted(story);
        use.exported = false;
        Use beside = story.new Use("", use.service, "", "", use.price * story.between(0.1, 0.5))
                .level(1)
                .noisy(0.03);
        beside.exported = false;
        story.expected.clear();
        story.expect(POSSIBLE, use, beside);
    }

    private static void cut(PlantedStory story) {
        Use endpoint = endpoint(story).level(2);
        Instant moment = story.moment();
        boolean up = story.random.nextBoolean();
        endpoint.by(
                moment,
                up ? 4 : -1,
                scale(story, endpoint, moment, story.person("ada"), up ? 6 : 1)
                        .cut()
                        .towards(up ? 1 : -1)
                        .done());
        story.expect(POSSIBLE, endpoint);
    }

    private static void hidden(PlantedStory story) {
        Use endpoint = endpoint(story).level(1);
        Instant moment = story.moment();
        String theirs = story.known(story.other, story.arn("sagemaker", "endpoint/" + story.name("secret")));
        endpoint.by(
                moment,
                3,
                scale(story, endpoint, moment, story.person("mallory"), 4)
                        .on(endpoint.resource, theirs)
                        .up()
                        .done());
        story.expect(0, NAMED, endpoint);
        story.expect(story.team, UNKNOWN, endpoint);
    }

    private static void booked(PlantedStory story) {
        LocalDate day = story.now.from().plusDays(story.random.nextInt(PlantedStory.length(story.now)));
        double sum = 0;
        for (String type : List.of("Fee", "Tax", "Credit", "Refund")) {
            if (story.random.nextInt(3) > 0 || type.equals("Tax")) {
                double cost = (type.equals("Credit") || type.equals("Refund") ? -1 : 1) * story.between(20, 4_000);
                story.bookings.add(new Booking(type, day, cost));
                sum += cost;
            }
        }
        for (int viewer : List.of(0, story.team)) {
            story.expect(viewer, story.team, Set.of(""), Map.of(EnumSet.of(ChangeClass.BOOKED), sum));
        }
    }

    private static void moreDays(PlantedStory story) {
        int days = 7 + story.random.nextInt(10);
        LocalDate end = PlantedStory.LAST.minusDays(story.random.nextInt(20));
        story.now = new DayRange(end.minusDays(days + 1L + story.random.nextInt(days)), end);
        story.before = new DayRange(story.now.from().minusDays(days), story.now.from());
        var uses = new ArrayList<Use>();
        for (int i = 0; i < 3; i++) {
            uses.add(something(story).use().level(1));
        }
        story.expect(EnumSet.of(ChangeClass.DAYS), uses.toArray(Use[]::new));
    }

    // --- what else goes on

    private static void neighbours(PlantedStory story) {
        for (int i = story.random.nextInt(4); i > 0; i--) {
            story
                    .new Use(
                            story.name("lake" + i),
                            "Amazon Simple Storage Service",
                            "EUC1-TimedStorage-ByteHrs",
                            "GB-Mo",
                            0.023)
                    .level(story.between(500, 9_000))
                    .noisy(0.01);
        }
        if (story.random.nextBoolean()) {
            String arn = story.known(story.team, story.arn("lambda", "function:" + story.name("side")));
            story.new Use(arn, "AWS Lambda", "EUC1-Lambda-GB-Second", "Lambda-GB-Second", 0.000_016_67)
                    .level(story.between(20_000, 200_000))
                    .noisy(0.08);
        }
        if (story.random.nextBoolean() && story.eventsRead) {
            Use aside = endpoint(story, "aside", story.team).level(1);
            step(story, aside, story.moment(), story.person("lin"), 1, 2);
        }
        for (int i = story.random.nextInt(3); i > 0; i--) {
            Use theirs = endpoint(story, "theirs" + i, story.other).level(1 + story.random.nextInt(3));
            if (story.random.nextBoolean() && story.eventsRead) {
                theirs.by(story.moment(), 1, null);
            }
            if (story.eventsRead) {
                scale(story, theirs, story.moment(), story.person("zoe"), 1)
                        .failed()
                        .done();
            }
        }
    }
}
