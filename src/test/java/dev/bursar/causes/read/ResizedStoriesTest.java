package dev.bursar.causes.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.causes.Change;
import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.ChangeQuestion;
import dev.bursar.causes.ChangedPart;
import dev.bursar.causes.ChangedPart.Unknown;
import dev.bursar.causes.text.CauseText;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.inventory.ResourceVisibility;
import dev.bursar.kernel.Visibility;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncNode;
import dev.bursar.testing.TestDatabase;
import dev.bursar.trail.TrailRows;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What changed or ended a resource, whatever it is paid by, with the truth beside it; and what can't be told where events weren't read. */
class ResizedStoriesTest {
    private static final String ACCOUNT = TrailRows.ACCOUNT;
    private static final String CLOSED = TrailRows.OTHER_ACCOUNT;
    private static final String REGION = "eu-central-1";
    private static final String UNREAD_REGION = "eu-west-1";
    private static final LocalDate FIRST = LocalDate.parse("2026-09-15");
    private static final LocalDate LAST = LocalDate.parse("2026-11-29");
    private static final DayRange NOW = new DayRange(nov(1), nov(24));
    private static final DayRange BEFORE = new DayRange(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-10-24"));

    private static final Map<String, UUID> TRUTH = new HashMap<>();
    private static final Map<String, UUID> POSSIBLE = new HashMap<>();
    /** By a word of the usage type. */
    private static final Map<String, UUID> BY_USAGE = new HashMap<>();

    private static TestDatabase database;
    private static AnnotationConfigApplicationContext node;
    private static JdbcClient jdbc;
    private static TrailRows trail;
    private static Change change;

    @BeforeAll
    static void tell() {
        database = TestDatabase.migrated();
        jdbc = database.jdbc();
        node = SyncNode.start(
                new MovableClock(Instant.parse("2026-11-30T09:00:00Z")),
                database.dataSource(),
                URI.create("http://127.0.0.1:1"),
                Map.of());
        trail = new TrailRows(node, jdbc);
        trail.account(ACCOUNT, "Prod");
        trail.account(CLOSED, "Old");
        for (String account : List.of(ACCOUNT, CLOSED)) {
            trail.read(account, "2026-08-25T00:00:00Z", "2026-11-30T09:00:00Z");
        }
        trail.asked(ACCOUNT, UNREAD_REGION, "2026-11-30T09:00:00Z");
        for (String month : List.of("2026-09-01", "2026-10-01", "2026-11-01")) {
            jdbc.sql("select ensure_charge_partition(cast(:month as date))")
                    .param("month", month)
                    .query(String.class)
                    .single();
        }
        slices(ACCOUNT, LAST);
        slices(CLOSED, nov(13));
        ended();
        gone();
        resized();
        functions();
        unread();
        change = Objects.requireNonNull(node.getBean(TransactionTemplate.class)
                .execute(status -> node.getBean(ChangeReading.class)
                        .of(
                                new ChangeQuestion(NOW, BEFORE, CostMetric.EFFECTIVE, List.of()),
                                Visibility.EVERYTHING,
                                ResourceVisibility.EVERYTHING)));
    }

    @AfterAll
    static void close() {
        node.close();
        database.close();
    }

    // --- telling

    private static void slices(String account, LocalDate to) {
        jdbc.sql("""
                        insert into charge_slice (charge_day, account_id, source, run_id, observed_at, finality, content_hash, charges)
                        select day::date, :account, 'test', 1, now(), 'settled', decode('00', 'hex'), 1
                          from generate_series(cast(:from as date), cast(:to as date) - 1, interval '1 day') day
                        """)
                .param("account", term(1, account))
                .param("from", FIRST.toString())
                .param("to", to.toString())
                .update();
    }

    /** What a resource is charged by. */
    private record Charged(
            String account, String region, String resource, String service, String usageType, String unit) {
        Charged(String resource, String service, String usageType, String unit) {
            this(ACCOUNT, REGION, resource, service, usageType, unit);
        }

        /** Each day's part of a month. */
        Charged months(LocalDate from, LocalDate to, int size, String price) {
            from.datesUntil(to)
                    .forEach(day -> days(
                            day,
                            day.plusDays(1),
                            new BigDecimal(size)
                                    .divide(BigDecimal.valueOf(day.lengthOfMonth()), 4, RoundingMode.HALF_EVEN)
                                    .toPlainString(),
                            price));
            return this;
        }

        /** Each day the same. */
        Charged days(LocalDate from, LocalDate to, String quantity, String price) {
            jdbc.sql("""
                            insert into charge (charge_day, account_id, service_id, record_type_id, tag_value_id, team_id, rule_id, currency,
                                   billed_cost, effective_cost, unblended_cost, amortized_cost, net_unblended_cost, usage_quantity, usage_unit,
                                   export_id, region_id, usage_type_id, resource_id)
                            select day::date, :account, :service, :type, :tag, 1, 0, 'USD', :cost, :cost, :cost, :cost, :cost, :quantity,
                                   :unit, 1, :region, :usage, :resource
                              from generate_series(cast(:from as date), cast(:to as date) - 1, interval '1 day') day
                            """)
                    .param("account", term(1, account))
                    .param("service", term(2, service))
                    .param("type", term(3, "Usage"))
                    .param("tag", term(4, "t"))
                    .param("cost", new BigDecimal(quantity).multiply(new BigDecimal(price)))
                    .param("quantity", new BigDecimal(quantity))
                    .param("unit", unit)
                    .param("region", term(5, region))
                    .param("usage", term(6, usageType))
                    .param("resource", term(10, resource))
                    .param("from", from.toString())
                    .param("to", to.toString())
                    .update();
            return this;
        }
    }

    private static Integer term(int kind, String text) {
        jdbc.sql("""
                        insert into term (kind, value, hash) values (:kind, :text, sha256(convert_to(:text, 'UTF8')))
                        on conflict do nothing
                        """).param("kind", kind).param("text", text).update();
        return jdbc.sql("select id from term where kind = :kind and value = :text")
                .param("kind", kind)
                .param("text", text)
                .query(Integer.class)
                .single();
    }

    private static String arn(String service, String rest) {
        return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + rest;
    }

    private static LocalDate nov(int day) {
        return LocalDate.of(2026, 11, day);
    }

    private static Charged host(String account, String region, String name) {
        return new Charged(
                account,
                region,
                "arn:aws:sagemaker:" + region + ":" + account + ":endpoint/" + name,
                "Amazon SageMaker",
                "EUC1-Host:ml.g5.xlarge",
                "Hrs");
    }

    // --- stories

    private static void ended() {
        // on the last day but one of days that are past
        host(ACCOUNT, REGION, "late").days(FIRST, nov(23), "24", "2");
        TRUTH.put(
                "late",
                trail.event("DeleteEndpoint", "2026-11-22T23:10:00Z")
                        .on(host(ACCOUNT, REGION, "late").resource())
                        .add());
        // with it its account had no costs any more
        host(CLOSED, REGION, "last").days(FIRST, nov(13), "24", "2");
        TRUTH.put(
                "last",
                trail.event("DeleteEndpoint", "2026-11-12T20:00:00Z")
                        .in(CLOSED)
                        .on(host(CLOSED, REGION, "last").resource())
                        .add());
    }

    /** What the inventory has never known. */
    private static void gone() {
        new Charged("scratch", "Amazon Simple Storage Service", "EUC1-TimedStorage-ByteHrs", "GB-Mo")
                .days(FIRST, nov(8), "300", "0.02");
        TRUTH.put(
                "scratch",
                trail.event("DeleteBucket", "2026-11-07T20:00:00Z")
                        .of("s3")
                        .on("arn:aws:s3:::scratch")
                        .add());
        new Charged("sessions", "Amazon DynamoDB", "EUC1-ReadCapacityUnit-Hrs", "ReadCapacityUnit-Hrs")
                .days(FIRST, nov(8), "2400", "0.0001");
        TRUTH.put(
                "sessions",
                trail.event("DeleteTable", "2026-11-07T20:00:00Z")
                        .of("dynamodb")
                        .on(arn("dynamodb", "table/sessions"))
                        .add());
    }

    private static final String VOLUME = "vol-0a1b2c3d4e5f60718";

    private static void resized() {
        // twice as many workers; the job was made long before
        var etl = new Charged(arn("glue", "job/etl"), "AWS Glue", "EUC1-ETL-DPU-Hour", "DPU-Hour")
                .days(FIRST, nov(10), "40", "0.44")
                .days(nov(10), LAST, "81", "0.44");
        glue(
                "CreateJob",
                "2026-08-30T10:00:00Z",
                etl.resource(),
                "{'name':'etl','workerType':'G.1X','numberOfWorkers':10}");
        TRUTH.put(
                "etl",
                glue(
                        "UpdateJob",
                        "2026-11-09T22:00:00Z",
                        etl.resource(),
                        "{'jobName':'etl','jobUpdate':{'workerType':'G.1X','numberOfWorkers':20}}"));
        // nobody knows how many it had
        var unknown = new Charged(arn("glue", "job/unknown"), "AWS Glue", "EUC1-ETL-DPU-Hour", "DPU-Hour")
                .days(FIRST, nov(10), "40", "0.44")
                .days(nov(10), LAST, "80", "0.44");
        POSSIBLE.put(
                "unknown",
                glue(
                        "UpdateJob",
                        "2026-11-09T22:00:00Z",
                        unknown.resource(),
                        "{'jobName':'unknown','jobUpdate':{'workerType':'G.1X','numberOfWorkers':20}}"));

        new Charged(VOLUME, "EC2 - Other", "EUC1-EBS:VolumeUsage.gp3", "GB-Mo")
                .months(FIRST, nov(10), 500, "0.09")
                .months(nov(10), LAST, 2_000, "0.09");
        TRUTH.put(
                VOLUME,
                call(
                        "ec2",
                        "ModifyVolume",
                        "2026-11-09T23:00:00Z",
                        arn("ec2", "volume/" + VOLUME),
                        "{'ModifyVolumeRequest':{'VolumeId':'" + VOLUME + "','Size':2000}}"));

        var orders = new Charged(
                        arn("dynamodb", "table/orders"),
                        "Amazon DynamoDB",
                        "EUC1-ReadCapacityUnit-Hrs",
                        "ReadCapacityUnit-Hrs")
                .days(FIRST, nov(10), "2400", "0.0001")
                .days(nov(10), LAST, "9600", "0.0001");
        TRUTH.put(
                "orders",
                call(
                        "dynamodb",
                        "UpdateTable",
                        "2026-11-09T23:00:00Z",
                        orders.resource(),
                        "{'tableName':'orders','provisionedThroughput':{'readCapacityUnits':400,'writeCapacityUnits':50}}"));
        // paid by request since then: how many there are nobody asked for
        var carts = new Charged(
                        arn("dynamodb", "table/carts"),
                        "Amazon DynamoDB",
                        "EUC1-WriteCapacityUnit-Hrs",
                        "WriteCapacityUnit-Hrs")
                .days(FIRST, nov(10), "2400", "0.0005");
        new Charged(carts.resource(), "Amazon DynamoDB", "EUC1-WriteRequestUnits", "WriteRequestUnits")
                .days(nov(10), LAST, "4000000", "0.0000012");
        UUID onDemand = call(
                "dynamodb",
                "UpdateTable",
                "2026-11-09T23:00:00Z",
                carts.resource(),
                "{'tableName':'carts','billingMode':'PAY_PER_REQUEST'}");
        BY_USAGE.put("WriteCapacityUnit", onDemand);
        BY_USAGE.put("WriteRequestUnits", onDemand);

        var books = new Charged(
                        arn("rds", "db:books"), "Amazon Relational Database Service", "EUC1-RDS:GP3-Storage", "GB-Mo")
                .months(FIRST, nov(10), 200, "0.13")
                .months(nov(10), LAST, 800, "0.13");
        new Charged(books.resource(), "Amazon Relational Database Service", "EUC1-InstanceUsage:db.r5.xl", "Hrs")
                .days(FIRST, LAST, "24", "0.5");
        TRUTH.put(
                "books",
                call(
                        "rds",
                        "ModifyDBInstance",
                        "2026-11-09T23:00:00Z",
                        books.resource(),
                        "{'dBInstanceIdentifier':'books','allocatedStorage':800,'applyImmediately':true}"));

        var clicks = new Charged(
                        arn("kinesis", "stream/clicks"), "Amazon Kinesis", "EUC1-Storage-ShardHour", "ShardHours")
                .days(FIRST, nov(10), "96", "0.018")
                .days(nov(10), LAST, "192", "0.018");
        TRUTH.put(
                "clicks",
                call(
                        "kinesis",
                        "UpdateShardCount",
                        "2026-11-09T23:00:00Z",
                        clicks.resource(),
                        "{'streamName':'clicks','targetShardCount':8,'scalingType':'UNIFORM_SCALING'}"));

        var units = new Charged(
                        arn("bedrock", "provisioned-model/abc"),
                        "Amazon Bedrock",
                        "EUC1-ProvisionedThroughput-ModelUnits",
                        "Hours")
                .days(nov(10), LAST, "48", "20");
        TRUTH.put(
                "abc",
                trail.event("CreateProvisionedModelThroughput", "2026-11-09T23:30:00Z")
                        .of("bedrock")
                        .making(units.resource())
                        .record("{\"requestParameters\":{\"modelUnits\":2}}")
                        .add());

        var cache = new Charged(
                        arn("elasticache", "cluster:hot"),
                        "Amazon ElastiCache",
                        "EUC1-NodeUsage:cache.r6g.large",
                        "Hrs")
                .days(FIRST, nov(10), "48", "0.2")
                .days(nov(10), LAST, "96", "0.2");
        TRUTH.put(
                "hot",
                call(
                        "elasticache",
                        "ModifyCacheCluster",
                        "2026-11-09T23:00:00Z",
                        cache.resource(),
                        "{'cacheClusterId':'hot','numCacheNodes':4}"));
    }

    private static void functions() {
        // as many requests with twice the memory
        TRUTH.put("resize", memory("resize", "80000", "160000", "2000", "2000", "'memorySize':1024"));
        // three times as many requests: its memory isn't all
        POSSIBLE.put("both", memory("both", "80000", "480000", "2000", "6000", "'memorySize':1024"));
        // less memory, and it costs more
        memory("less", "80000", "160000", "2000", "2000", "'memorySize':256");
        // deployed as each day, with the memory that it has
        memory("busy", "80000", "160000", "2000", "4000", "'environment':{}");
        // parameters that were cut say nothing
        POSSIBLE.put("cut", memory("cut", "80000", "160000", "2000", "2000", null));
        // renamed: no event says whose the new name is
        new Charged(arn("rds", "db:before"), "Amazon Relational Database Service", "EUC1-InstanceUsage:db.r5.xl", "Hrs")
                .days(FIRST, nov(10), "24", "0.5");
        new Charged(arn("rds", "db:after"), "Amazon Relational Database Service", "EUC1-InstanceUsage:db.r5.xl", "Hrs")
                .days(nov(10), LAST, "24", "0.5");
        call(
                "rds",
                "ModifyDBInstance",
                "2026-11-09T23:00:00Z",
                arn("rds", "db:before"),
                "{'dBInstanceIdentifier':'before','newDBInstanceIdentifier':'after','applyImmediately':true}");
    }

    private static UUID memory(
            String name, String then, String since, String requests, String after, @Nullable String asked) {
        var seconds = new Charged(
                        arn("lambda", "function:" + name), "AWS Lambda", "EUC1-Lambda-GB-Second", "Lambda-GB-Second")
                .days(FIRST, nov(10), then, "0.0000167")
                .days(nov(10), LAST, since, "0.0000167");
        new Charged(seconds.resource(), "AWS Lambda", "EUC1-Request", "Requests")
                .days(FIRST, nov(10), requests, "0.0000002")
                .days(nov(10), LAST, after, "0.0000002");
        call(
                "lambda",
                "CreateFunction20150331",
                "2026-09-01T10:00:00Z",
                seconds.resource(),
                "{'functionName':'" + name + "','memorySize':512}");
        return call(
                "lambda",
                "UpdateFunctionConfiguration20150331v2",
                "2026-11-09T23:00:00Z",
                seconds.resource(),
                asked == null
                        ? "'\u2026 left out by Bursar: 70,000 characters'"
                        : "{'functionName':'" + name + "'," + asked + "}");
    }

    private static UUID glue(String name, String time, String job, String request) {
        return call("glue", name, time, job, request);
    }

    private static UUID call(String service, String name, String time, String arn, String request) {
        return trail.event(name, time)
                .of(service)
                .on(arn)
                .record("{\"requestParameters\":" + request.replace('\'', '"') + "}")
                .add();
    }

    private static void unread() {
        host(ACCOUNT, UNREAD_REGION, "far").days(FIRST, nov(10), "24", "2").days(nov(10), LAST, "48", "2");
        host(ACCOUNT, REGION, "near").days(FIRST, nov(10), "24", "2").days(nov(10), LAST, "48", "2");
    }

    // --- what was found

    private static List<ChangedPart> parts(String resource) {
        List<ChangedPart> parts = change.currencies().getFirst().parts().stream()
                .filter(part -> part.key().resource().matches(".*(^|[/:])" + Pattern.quote(resource)))
                .toList();
        assertThat(parts).as(resource).isNotEmpty();
        return parts;
    }

    @Test
    void theActThatDidItExplainsTheWholeAmount() {
        TRUTH.forEach((resource, event) -> assertThat(parts(resource))
                .as(resource)
                .allSatisfy(part -> {
                    assertThat(part.amounts()).containsOnlyKeys(ChangeClass.EXPLAINED);
                    assertThat(part.events()).containsExactly(event);
                }));
    }

    @Test
    void whoMayHaveDoneItIsPossible() {
        POSSIBLE.forEach((resource, event) -> assertThat(parts(resource).getFirst())
                .as(resource)
                .satisfies(part -> {
                    assertThat(part.amounts()).containsOnlyKeys(ChangeClass.CANDIDATE);
                    assertThat(part.events()).containsExactly(event);
                }));
    }

    @Test
    void whoChangesHowATableIsPaidEndsTheOneAndMayHaveMadeTheOther() {
        BY_USAGE.forEach((usage, event) -> assertThat(parts("carts"))
                .filteredOn(part -> part.key().usageType().contains(usage))
                .singleElement()
                .satisfies(part -> {
                    assertThat(part.amounts())
                            .containsOnlyKeys(
                                    usage.equals("WriteCapacityUnit") ? ChangeClass.EXPLAINED : ChangeClass.CANDIDATE);
                    assertThat(part.events()).containsExactly(event);
                }));
    }

    @Test
    void whoDidNotDoItIsNotNamed() {
        for (String name : List.of("less", "busy", "before", "after")) {
            assertThat(parts(name)).as(name).allSatisfy(part -> {
                assertThat(part.amounts()).doesNotContainKeys(ChangeClass.EXPLAINED, ChangeClass.CANDIDATE);
                assertThat(part.events()).isEmpty();
            });
        }
        assertThat(parts("busy")).allSatisfy(part -> assertThat(part.amounts()).containsOnlyKeys(ChangeClass.USAGE));
    }

    @Test
    void whereOneRegionIsNotReadNothingIsSaidOfItsResources() {
        assertThat(parts("far")).singleElement().satisfies(part -> {
            assertThat(part.amounts()).containsOnlyKeys(ChangeClass.UNEXPLAINED);
            assertThat(part.why()).isEqualTo(Unknown.EVENTS_NOT_READ);
            assertThat(CauseText.why(Unknown.EVENTS_NOT_READ, part, change))
                    .isEqualTo("Not all events of Prod in Region eu-west-1 were read");
        });
        assertThat(parts("near")).singleElement().satisfies(part -> {
            assertThat(part.amounts()).containsOnlyKeys(ChangeClass.UNEXPLAINED);
            assertThat(part.why()).isEqualTo(Unknown.NO_EVENT);
        });
        assertThat(change.events().unread()).isEqualTo(Map.of(ACCOUNT, Set.of(UNREAD_REGION)));
    }
}
