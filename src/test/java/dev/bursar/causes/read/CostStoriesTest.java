package dev.bursar.causes.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.causes.Booked;
import dev.bursar.causes.Change;
import dev.bursar.causes.Change.OfCurrency;
import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.ChangeQuestion;
import dev.bursar.causes.ChangeRow;
import dev.bursar.causes.ChangedPart;
import dev.bursar.causes.ChangedPart.Unknown;
import dev.bursar.causes.Commitment;
import dev.bursar.causes.Commitment.What;
import dev.bursar.causes.PlansRead;
import dev.bursar.causes.text.CauseText;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.inventory.ResourceVisibility;
import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.kernel.Sha256;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncNode;
import dev.bursar.testing.TestDatabase;
import dev.bursar.trail.TrailRows;
import dev.bursar.trail.event.Identity.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What happens to costs, with the truth beside it: each story is a resource or usage of its own, with charges of two months and the events
 * that CloudTrail has of it.
 */
class CostStoriesTest {
    private static final String ACCOUNT = TrailRows.ACCOUNT;
    private static final String UNREAD = TrailRows.OTHER_ACCOUNT;
    private static final LocalDate FIRST = LocalDate.parse("2026-09-15");
    private static final LocalDate LAST = LocalDate.parse("2026-11-25");
    private static final DayRange NOW = new DayRange(LocalDate.parse("2026-11-01"), LocalDate.parse("2026-11-24"));
    private static final DayRange BEFORE = new DayRange(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-10-24"));
    private static final String PLAN = "arn:aws:savingsplans::" + ACCOUNT + ":savingsplan/p1";
    private static final String RESERVATION = "arn:aws:rds:eu-central-1:" + ACCOUNT + ":ri:r1";
    private static final String HOST = "EUC1-Host:ml.g5.xlarge";

    private static TestDatabase database;
    private static AnnotationConfigApplicationContext node;
    private static JdbcClient jdbc;
    private static TrailRows trail;
    private static OfCurrency change;
    private static Change all;

    @BeforeAll
    static void tell() {
        database = TestDatabase.migrated();
        jdbc = database.jdbc();
        node = SyncNode.start(
                new MovableClock(Instant.parse("2026-11-26T09:00:00Z")),
                database.dataSource(),
                URI.create("http://127.0.0.1:1"),
                Map.of());
        trail = new TrailRows(node, jdbc);
        trail.account(ACCOUNT, "Prod");
        trail.account(UNREAD, "Lab");
        trail.read(ACCOUNT, "2026-08-25T00:00:00Z", "2026-11-26T09:00:00Z");
        for (String month : List.of("2026-09-01", "2026-10-01", "2026-11-01")) {
            jdbc.sql("select ensure_charge_partition(cast(:month as date))")
                    .param("month", month)
                    .query(String.class)
                    .single();
        }
        endpoints();
        machines();
        booked();
        others();
        oddities();
        recurring();
        all = change(NOW, BEFORE);
        change = all.currencies().getFirst();
    }

    private static Change change(DayRange now, DayRange before) {
        return change(now, before, Visibility.EVERYTHING, ResourceVisibility.EVERYTHING);
    }

    private static Change change(DayRange now, DayRange before, Visibility visibility, Visible visible) {
        return Objects.requireNonNull(node.getBean(TransactionTemplate.class)
                .execute(status -> node.getBean(ChangeReading.class)
                        .of(new ChangeQuestion(now, before, CostMetric.EFFECTIVE, List.of()), visibility, visible)));
    }

    @AfterAll
    static void close() {
        node.close();
        database.close();
    }

    // --- telling

    private static final class Charges {
        private final String resource;
        private String account = ACCOUNT;
        private String service = "Amazon SageMaker";
        private String usageType = HOST;
        private String recordType = "Usage";
        private String unit = "Hrs";
        private String tag = "";
        private int team = 1;
        private String currency = "USD";
        private boolean exported = true;
        private @Nullable String commitment;

        Charges(String resource) {
            this.resource = resource;
        }

        Charges of(String other, String usage, String its) {
            service = other;
            usageType = usage;
            unit = its;
            return this;
        }

        Charges as(String type) {
            recordType = type;
            return this;
        }

        Charges in(String other) {
            account = other;
            return this;
        }

        Charges owned(int by, String value) {
            team = by;
            tag = value;
            return this;
        }

        /** By a Savings Plan or reservation. */
        Charges covered(@Nullable String by) {
            commitment = by;
            recordType = by == null ? "Usage" : "SavingsPlanCoveredUsage";
            return this;
        }

        Charges inEuros() {
            currency = "EUR";
            return this;
        }

        Charges fromCostExplorer() {
            exported = false;
            return this;
        }

        /** Each day the same. */
        Charges days(LocalDate from, LocalDate to, String cost, @Nullable String quantity) {
            jdbc.sql("""
                            insert into charge (charge_day, account_id, service_id, record_type_id, tag_value_id, team_id, rule_id, currency,
                                   billed_cost, effective_cost, unblended_cost, amortized_cost, net_unblended_cost, usage_quantity, usage_unit,
                                   export_id, region_id, usage_type_id, resource_id,
                                   commitment_id)
                            select day::date, :account, :service, :type, :tag, :team, 0, :currency, :cost, :cost, :cost, :cost, :cost, :quantity,
                                   :unit, :export, :region, :usage, :resource, :commitment
                              from generate_series(cast(:from as date), cast(:to as date) - 1, interval '1 day') day
                            """)
                    .param("account", term(1, account))
                    .param("service", term(2, service))
                    .param("type", term(3, recordType))
                    .param("tag", term(4, tag))
                    .param("team", team)
                    .param("currency", currency)
                    .param("cost", new BigDecimal(cost))
                    .param("quantity", quantity == null ? null : new BigDecimal(quantity), java.sql.Types.NUMERIC)
                    .param("unit", exported ? unit : null, java.sql.Types.VARCHAR)
                    .param("export", exported ? 1 : 0)
                    .param("region", exported ? term(5, "eu-central-1") : null, java.sql.Types.INTEGER)
                    .param("usage", exported ? term(6, usageType) : null, java.sql.Types.INTEGER)
                    .param(
                            "resource",
                            exported && !resource.isEmpty() ? term(10, resource) : null,
                            java.sql.Types.INTEGER)
                    .param("commitment", commitment == null ? null : term(9, commitment), java.sql.Types.INTEGER)
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

    /** The inventory has it as the team's. */
    private static void owned(int team, String arn) {
        jdbc.sql("""
                        insert into resource (arn, arn_hash, account, region, type, name, tags, read_account, read_region, tagging_seen,
                               first_seen, last_seen, team_id, owner_by)
                        values (:arn, :hash, :account, 'eu-central-1', 'other', :arn, '{}', :account, 'eu-central-1', now(), now(), now(),
                               :team, 'rules')
                        """)
                .param("arn", arn)
                .param("hash", Sha256.of(arn))
                .param("account", ACCOUNT)
                .param("team", team)
                .update();
    }

    private static String endpoint(String name) {
        return "arn:aws:sagemaker:eu-central-1:" + ACCOUNT + ":endpoint/" + name;
    }

    private static String machine(String id) {
        return "arn:aws:ec2:eu-central-1:" + ACCOUNT + ":instance/" + id;
    }

    private static LocalDate nov(int day) {
        return LocalDate.of(2026, 11, day);
    }

    // --- stories

    private static final Map<String, UUID> TRUTH = new java.util.HashMap<>();
    /** Events of resources on which more than one acted. */
    private static final Map<String, UUID> SEVERAL = new java.util.HashMap<>();

    private static void endpoints() {
        new Charges(endpoint("made")).days(nov(10), LAST, "48", "24");
        TRUTH.put(
                "made",
                trail.event("CreateEndpoint", "2026-11-09T23:46:00Z")
                        .making(endpoint("made"))
                        .add());

        new Charges(endpoint("deleted")).days(FIRST, nov(8), "48", "24");
        TRUTH.put(
                "deleted",
                trail.event("DeleteEndpoint", "2026-11-07T20:00:00Z")
                        .on(endpoint("deleted"))
                        .add());

        // another instance type by a new configuration
        new Charges(endpoint("resized")).days(FIRST, nov(6), "48", "24");
        new Charges(endpoint("resized"))
                .of("Amazon SageMaker", "EUC1-Host:ml.p4d.24xlarge", "Hrs")
                .days(nov(6), LAST, "900", "24");
        trail.event("CreateEndpointConfig", "2026-11-05T22:00:00Z")
                .making("arn:aws:sagemaker:eu-central-1:" + ACCOUNT + ":endpoint-config/large")
                .record("""
                        {"requestParameters":{"endpointConfigName":"large","productionVariants":[
                         {"instanceType":"ml.p4d.24xlarge","initialInstanceCount":1}]}}
                        """)
                .add();
        TRUTH.put(
                "resized",
                trail.event("UpdateEndpoint", "2026-11-05T22:10:00Z")
                        .on(endpoint("resized"))
                        .record("""
                                {"requestParameters":{"endpointName":"resized","endpointConfigName":"Large"}}
                                """)
                        .add());

        new Charges(endpoint("scaled")).days(FIRST, nov(12), "96", "48").days(nov(12), LAST, "192", "96");
        TRUTH.put("scaled", scaled("scaled", 4, Kind.SSO_USER, "ada@example.org"));

        new Charges(endpoint("autoscaled")).days(FIRST, nov(12), "96", "48").days(nov(12), LAST, "240", "120");
        TRUTH.put(
                "autoscaled",
                scaled("autoscaled", 5, Kind.SERVICE_ROLE, "sagemaker.application-autoscaling.amazonaws.com"));
        policy("RegisterScalableTarget", "2026-10-01T09:00:00Z", "ben@example.org", null);
        policy("PutScalingPolicy", "2026-11-03T10:00:00Z", "grace@example.org", null);
        policy("PutScalingPolicy", "2026-11-04T10:00:00Z", "eve@example.org", "AccessDenied");
        policy("PutScalingPolicy", "2026-11-13T10:00:00Z", "eve@example.org", null);

        // asked for six and got three: the amount isn't proved
        new Charges(endpoint("halfway")).days(FIRST, nov(12), "96", "48").days(nov(12), LAST, "144", "72");
        scaled("halfway", 6, Kind.SSO_USER, "ada@example.org");

        // one scales it up, another down: each made their own step
        new Charges(endpoint("up-down"))
                .days(FIRST, nov(10), "192", "96")
                .days(nov(10), nov(20), "384", "192")
                .days(nov(20), LAST, "192", "96");
        SEVERAL.put("up", scaled("up-down", "2026-11-09T23:30:00Z", 8, Kind.SSO_USER, "ada@example.org"));
        SEVERAL.put("down", scaled("up-down", "2026-11-19T23:30:00Z", 4, Kind.SSO_USER, "ben@example.org"));

        // the first is on another team's too
        new Charges(endpoint("shared"))
                .days(FIRST, nov(10), "192", "96")
                .days(nov(10), nov(20), "384", "192")
                .days(nov(20), LAST, "192", "96");
        owned(1, endpoint("shared"));
        owned(2, endpoint("of-two"));
        SEVERAL.put(
                "unseen",
                trail.event("UpdateEndpointWeightsAndCapacities", "2026-11-09T23:30:00Z")
                        .on(endpoint("shared"), endpoint("of-two"))
                        .record(
                                "{\"requestParameters\":{\"desiredWeightsAndCapacities\":[{\"desiredInstanceCount\":8}]}}")
                        .add());
        SEVERAL.put("seen", scaled("shared", "2026-11-19T23:30:00Z", 4, Kind.SSO_USER, "ben@example.org"));

        // autoscaling between two by hand, on three days
        new Charges(endpoint("hands"))
                .days(FIRST, nov(10), "48", "24")
                .days(nov(10), nov(11), "96", "48")
                .days(nov(11), nov(12), "144", "72")
                .days(nov(12), LAST, "240", "120");
        SEVERAL.put("first", scaled("hands", "2026-11-09T23:58:00Z", 2, Kind.SSO_USER, "ada@example.org"));
        SEVERAL.put(
                "second",
                scaled(
                        "hands",
                        "2026-11-10T23:58:00Z",
                        3,
                        Kind.SERVICE_ROLE,
                        "sagemaker.application-autoscaling.amazonaws.com"));
        SEVERAL.put("third", scaled("hands", "2026-11-11T23:58:00Z", 5, Kind.SSO_USER, "ben@example.org"));

        // too far, and a minute later a little back
        new Charges(endpoint("too-far")).days(FIRST, nov(10), "192", "96").days(nov(10), LAST, "288", "144");
        SEVERAL.put("too far", scaled("too-far", "2026-11-09T23:30:00Z", 8, Kind.SSO_USER, "ada@example.org"));
        SEVERAL.put("back", scaled("too-far", "2026-11-09T23:31:00Z", 6, Kind.SSO_USER, "ben@example.org"));

        // a red herring: tagged on the day on which it was used more
        new Charges(endpoint("tagged"))
                .of("Amazon SageMaker", "EUC1-Invocations", "Requests")
                .days(FIRST, nov(5), "10", "1000")
                .days(nov(5), LAST, "30", "3000");
        trail.event("AddTags", "2026-11-05T08:00:00Z").on(endpoint("tagged")).add();

        // refused, and made by somebody else whom nothing names
        new Charges(endpoint("refused")).days(nov(10), LAST, "48", "24");
        trail.event("CreateEndpoint", "2026-11-10T08:00:00Z")
                .making(endpoint("refused"))
                .failed("AccessDenied")
                .add();

        new Charges(endpoint("twice")).days(nov(10), LAST, "48", "24");
        trail.event("CreateEndpoint", "2026-11-09T08:00:00Z")
                .making(endpoint("twice"))
                .add();
        trail.event("CreateEndpoint", "2026-11-10T08:00:00Z")
                .making(endpoint("twice"))
                .add();
    }

    /** What is odd of its kind, and still true. */
    private static void oddities() {
        // made, and changed more often on that day than is looked at
        new Charges(endpoint("busy")).days(nov(10), LAST, "48", "24");
        TRUTH.put(
                "busy",
                trail.event("CreateEndpoint", "2026-11-10T00:00:01Z")
                        .making(endpoint("busy"))
                        .add());
        for (int i = 0; i < 120; i++) {
            trail.event("UpdateEndpoint", "2026-11-10T01:%02d:%02dZ".formatted(i / 60, i % 60))
                    .on(endpoint("busy"))
                    .add();
        }
        // a name with markup
        new Charges(endpoint("<img src=x onerror=alert(1)>")).days(nov(10), LAST, "48", "24");
        TRUTH.put(
                "<img src=x onerror=alert(1)>",
                trail.event("CreateEndpoint", "2026-11-10T08:00:00Z")
                        .making(endpoint("<img src=x onerror=alert(1)>"))
                        .by(Kind.SSO_USER, "<b>eve</b>")
                        .add());
        // the same endpoint in another currency
        new Charges(endpoint("made")).inEuros().days(nov(12), LAST, "10", "5");
        // less than nothing, and nothing
        new Charges(endpoint("negative")).days(FIRST, nov(10), "-5", "-2").days(nov(10), LAST, "0", "0");
    }

    /** Each night a job: of one definition as before, of another larger from a day on; the same name in an account that isn't read. */
    private static void recurring() {
        for (LocalDate first : List.of(LocalDate.of(2026, 10, 14), nov(14))) {
            for (LocalDate day = first; day.isBefore(first.plusDays(10)); day = day.plusDays(1)) {
                boolean larger = !day.isBefore(nov(18));
                job(ACCOUNT, "embed-" + day + "-01-00-00-935", day, "ml.g5.xlarge", "10");
                job(ACCOUNT, "index-" + day, day, larger ? "ml.p4d.24xlarge" : "ml.g5.xlarge", larger ? "40" : "10");
                job(UNREAD, "embed-" + day, day, "ml.g5.xlarge", "10");
            }
        }
    }

    private static void job(String account, String name, LocalDate day, String type, String cost) {
        String job = "arn:aws:sagemaker:eu-central-1:" + account + ":training-job/" + name;
        new Charges(job)
                .of("Amazon SageMaker", "EUC1-Train:" + type, "Hrs")
                .in(account)
                .days(day, day.plusDays(1), cost, "2");
        if (account.equals(ACCOUNT)) {
            trail.event("CreateTrainingJob", day + "T01:00:00Z").making(job).add();
        }
    }

    private static void policy(String name, String time, String person, @Nullable String error) {
        TrailRows.Row event = trail.event(name, time)
                .of("autoscaling")
                .on(endpoint("autoscaled"))
                .by(Kind.SSO_USER, person);
        (error == null ? event : event.failed(error)).add();
    }

    private static UUID scaled(String name, int count, Kind kind, String person) {
        return scaled(name, "2026-11-11T23:30:00Z", count, kind, person);
    }

    private static UUID scaled(String name, String time, int count, Kind kind, String person) {
        return trail.event("UpdateEndpointWeightsAndCapacities", time)
                .on(endpoint(name))
                .by(kind, person)
                .record("""
                        {"requestParameters":{"endpointName":"x","desiredWeightsAndCapacities":[
                         {"variantName":"AllTraffic","desiredInstanceCount":%d}]}}
                        """.formatted(count))
                .add();
    }

    private static void machines() {
        // a GPU machine on a Friday night, by its id
        String friday = "i-0f1f2f3f4f5f6f7f8";
        new Charges(friday)
                .of("Amazon Elastic Compute Cloud", "EUC1-BoxUsage:p4d.24xlarge", "Hrs")
                .days(nov(13), nov(16), "780", "24");
        TRUTH.put(
                friday,
                trail.event("RunInstances", "2026-11-13T18:47:12Z")
                        .of("ec2")
                        .making(machine(friday))
                        .add());

        // a group starts a machine; who changed the group last is behind it, not who changed another account's group of
        // this name
        String grouped = "i-0d1d2d3d4d5d6d7d8";
        new Charges(grouped)
                .of("Amazon Elastic Compute Cloud", "EUC1-BoxUsage:m5.4xlarge", "Hrs")
                .days(nov(7), LAST, "22", "24");
        TRUTH.put(
                grouped,
                trail.event("RunInstances", "2026-11-07T09:30:00Z")
                        .of("ec2")
                        .by(Kind.SERVICE_ROLE, "autoscaling.amazonaws.com")
                        .making(machine(grouped))
                        .record("""
                                {"requestParameters":{"instanceType":"m5.4xlarge","tagSpecificationSet":{"items":[{"resourceType":"instance",
                                 "tags":[{"key":"team","value":"web"},{"key":"aws:autoscaling:groupName","value":"web"}]}]}}}
                                """)
                        .add());
        trail.event("CreateAutoScalingGroup", "2026-10-02T10:00:00Z")
                .of("autoscaling")
                .making("web")
                .by(Kind.SSO_USER, "ben@example.org")
                .add();
        trail.event("UpdateAutoScalingGroup", "2026-11-06T10:00:00Z")
                .of("autoscaling")
                .on("web")
                .by(Kind.IAM_USER, "ada")
                .add();
        trail.event("UpdateAutoScalingGroup", "2026-11-06T11:00:00Z")
                .of("autoscaling")
                .in(UNREAD)
                .on("web")
                .by(Kind.IAM_USER, "eve")
                .add();

        // stopped: its hours end, its volume goes on
        String stopped = "i-0a1a2a3a4a5a6a7a8";
        new Charges(stopped)
                .of("Amazon Elastic Compute Cloud", "EUC1-BoxUsage:m5.4xlarge", "Hrs")
                .days(FIRST, nov(9), "22", "24");
        TRUTH.put(
                stopped,
                trail.event("StopInstances", "2026-11-08T21:00:00Z")
                        .of("ec2")
                        .on(machine(stopped))
                        .add());

        String gateway = "nat-0c1c2c3c4c5c6c7c8";
        new Charges(gateway)
                .of("Amazon Elastic Compute Cloud", "EUC1-NatGateway-Hours", "Hrs")
                .days(nov(3), LAST, "1.25", "24");
        TRUTH.put(
                gateway,
                trail.event("CreateNatGateway", "2026-11-03T10:00:00Z")
                        .of("ec2")
                        .making("arn:aws:ec2:eu-central-1:" + ACCOUNT + ":natgateway/" + gateway)
                        .add());

        String notebook = "arn:aws:sagemaker:eu-central-1:" + ACCOUNT + ":notebook-instance/lab";
        new Charges(notebook)
                .of("Amazon SageMaker", "EUC1-Notebk:ml.t3.xlarge", "Hrs")
                .days(nov(4), LAST, "5", "24");
        TRUTH.put(
                "lab",
                trail.event("StartNotebookInstance", "2026-11-04T09:00:00Z")
                        .on(notebook)
                        .add());

        String job = "arn:aws:sagemaker:eu-central-1:" + ACCOUNT + ":training-job/run-7";
        new Charges(job)
                .of("Amazon SageMaker", "EUC1-Train:ml.p4d.24xlarge", "Hrs")
                .days(nov(17), nov(18), "600", "18");
        TRUTH.put(
                "run-7",
                trail.event("CreateTrainingJob", "2026-11-17T02:00:00Z")
                        .making(job)
                        .add());

        String data = "arn:aws:rds:eu-central-1:" + ACCOUNT + ":db:orders";
        new Charges(data)
                .of("Amazon Relational Database Service", "EUC1-InstanceUsage:db.r5.xl", "Hrs")
                .days(FIRST, nov(10), "12", "24");
        new Charges(data)
                .of("Amazon Relational Database Service", "EUC1-InstanceUsage:db.r5.4xl", "Hrs")
                .days(nov(10), LAST, "48", "24");
        TRUTH.put(
                "orders",
                trail.event("ModifyDBInstance", "2026-11-09T23:00:00Z")
                        .of("rds")
                        .on(data)
                        .record("""
                                {"requestParameters":{"dBInstanceIdentifier":"orders","dBInstanceClass":"db.r5.4xlarge"}}
                                """)
                        .add());

        // made in an account that isn't read
        new Charges("arn:aws:sagemaker:eu-central-1:" + UNREAD + ":endpoint/far")
                .in(UNREAD)
                .days(nov(10), LAST, "48", "24");
        new Charges("arn:aws:s3:::far-bucket")
                .in(UNREAD)
                .of("Amazon S3", "EUC1-TimedStorage-ByteHrs", "GB-Mo")
                .days(FIRST, nov(1), "3", "10")
                .days(nov(1), LAST, "6", "20");
    }

    private static void booked() {
        new Charges("").of("AWS Support (Business)", "", "").as("Fee").days(nov(1), nov(2), "100", null);
        new Charges("").of("Amazon Elastic Compute Cloud", "", "").as("Tax").days(nov(1), nov(2), "80", null);
        new Charges("").of("Amazon SageMaker", "", "").as("Credit").days(nov(20), nov(21), "-500", null);
        new Charges("").of("Amazon SageMaker", "", "").as("Refund").days(nov(21), nov(22), "-70", null);
    }

    private static void others() {
        // a loop that retries: no event exists
        new Charges("arn:aws:lambda:eu-central-1:" + ACCOUNT + ":function:retry")
                .of("AWS Lambda", "EUC1-Lambda-GB-Second", "Lambda-GB-Second")
                .days(FIRST, nov(14), "2", "120000")
                .days(nov(14), LAST, "60", "3600000");
        // grows a little each day
        for (LocalDate day = FIRST; day.isBefore(LAST); day = day.plusDays(1)) {
            BigDecimal stored = BigDecimal.valueOf(100 + day.toEpochDay() - FIRST.toEpochDay());
            new Charges("arn:aws:s3:::lake")
                    .of("Amazon S3", "EUC1-TimedStorage-ByteHrs", "GB-Mo")
                    .days(day, day.plusDays(1), stored.movePointLeft(1).toPlainString(), stored.toPlainString());
        }
        // tokens: nothing has a name
        new Charges("")
                .of("Amazon Bedrock", "EUC1-Claude-input-tokens", "1K tokens")
                .days(FIRST, nov(10), "20", "2000")
                .days(nov(10), LAST, "40", "4000");
        // a plan that ends: as many hours, dearer
        new Charges("i-0e1e2e3e4e5e6e7e8")
                .of("Amazon Elastic Compute Cloud", "EUC1-BoxUsage:m5.2xlarge", "Hrs")
                .covered(PLAN)
                .days(FIRST, nov(11), "7", "24")
                .covered(null)
                .days(nov(11), LAST, "11", "24");
        jdbc.sql("""
                        insert into savings_plan (arn, plan_type, state, starts_at, ends_at, seen_at)
                        values (:arn, 'Compute', 'retired', '2025-11-11T00:00:00Z', '2026-11-10T23:59:59Z', now())
                        """).param("arn", PLAN).update();
        // a reservation begins, of which charges alone tell
        new Charges("arn:aws:rds:eu-central-1:" + ACCOUNT + ":db:reserved")
                .of("Amazon Relational Database Service", "EUC1-InstanceUsage:db.m5.xl", "Hrs")
                .days(FIRST, nov(5), "10", "24")
                .covered(RESERVATION)
                .days(nov(5), LAST, "6", "24");
        // a plan that nobody has read ends
        new Charges("i-0e9e9e9e9e9e9e9e9")
                .of("Amazon Elastic Compute Cloud", "EUC1-BoxUsage:m5.2xlarge", "Hrs")
                .covered(PLAN + "-unread")
                .days(FIRST, nov(20), "7", "24")
                .covered(null)
                .days(nov(20), LAST, "11", "24");
        // its tag was changed: another team's since then
        new Charges(endpoint("retagged")).owned(2, "risk").days(FIRST, nov(1), "48", "24");
        new Charges(endpoint("retagged")).owned(3, "fraud").days(nov(1), LAST, "48", "24");
        // a rule was changed, and the source names no resources
        new Charges("").owned(2, "core").fromCostExplorer().days(FIRST, nov(1), "10", null);
        new Charges("").owned(3, "core").fromCostExplorer().days(nov(1), LAST, "12", null);
        // the same machine, by id and then by ARN
        String named = "i-0b1b2b3b4b5b6b7b8";
        new Charges(named)
                .of("Amazon Elastic Compute Cloud", "EUC1-BoxUsage:c5.large", "Hrs")
                .days(FIRST, nov(1), "2", "24");
        new Charges(machine(named))
                .of("Amazon Elastic Compute Cloud", "EUC1-BoxUsage:c5.large", "Hrs")
                .days(nov(1), LAST, "2", "24");
        for (String account : List.of(ACCOUNT, UNREAD)) {
            jdbc.sql("""
                            insert into charge_slice (charge_day, account_id, source, run_id, observed_at, finality, content_hash, charges)
                            select day::date, :account, 'test', 1, now(), 'settled', decode('00', 'hex'), 1
                              from generate_series(cast(:from as date), cast(:to as date) - 1, interval '1 day') day
                            """)
                    .param("account", term(1, account))
                    .param("from", FIRST.toString())
                    .param("to", LAST.toString())
                    .update();
        }
    }

    // --- what was found

    private static BigDecimal amount(String resource, ChangeClass of) {
        return parts(resource).stream().map(part -> part.amount(of)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<ChangedPart> parts(String resource) {
        List<ChangedPart> parts = change.parts().stream()
                .filter(part -> part.key().resource().matches(".*(^|[/:])" + Pattern.quote(resource)))
                .toList();
        assertThat(parts).as(resource).isNotEmpty();
        return parts;
    }

    @Test
    void whoDidItStandsFirstAndExplainsTheWholeAmount() {
        assertThat(TRUTH).hasSize(14);
        TRUTH.forEach((resource, event) -> assertThat(parts(resource))
                .as(resource)
                .allSatisfy(part -> {
                    assertThat(part.amounts()).containsOnlyKeys(ChangeClass.EXPLAINED);
                    assertThat(part.events()).containsExactly(event);
                }));
        assertThat(all.causes().keySet()).containsAll(TRUTH.values());
    }

    @Test
    void whoSetTheScalingIsNamed() {
        Map<String, String> set = new java.util.HashMap<>();
        all.causes().values().forEach(cause -> {
            if (cause.scaling() != null) {
                set.put(
                        cause.arn().replaceAll(".*/", ""),
                        cause.scaling().person() + " " + cause.scaling().name());
            }
        });
        assertThat(set)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "autoscaled",
                        "grace@example.org PutScalingPolicy",
                        "i-0d1d2d3d4d5d6d7d8",
                        "ada UpdateAutoScalingGroup"));
        assertThat(CauseText.what(Objects.requireNonNull(all.causes().get(TRUTH.get("autoscaled")))))
                .isEqualTo("Autoscaling set by grace@example.org scaled autoscaled");
    }

    @Test
    void nothingElseIsExplained() {
        Set<String> explained = change.parts().stream()
                .filter(part -> part.amount(ChangeClass.EXPLAINED).signum() != 0 && part.family() == null)
                .map(part -> part.key().resource().replaceAll(".*[/:]", ""))
                .collect(Collectors.toSet());
        explained.removeAll(TRUTH.keySet());
        assertThat(explained).containsExactlyInAnyOrder("up-down", "shared", "hands");
    }

    private static List<String> acts(ChangedPart part) {
        return part.acts().stream()
                .map(act -> act.of() + " " + act.amount().stripTrailingZeros().toPlainString() + " "
                        + SEVERAL.entrySet().stream()
                                .filter(one -> act.events().contains(one.getValue()))
                                .map(Map.Entry::getKey)
                                .collect(Collectors.joining(", ")))
                .toList();
    }

    @Test
    void ofSeveralWhoActedOnAResourceEachIsGivenTheirOwnStep() {
        assertThat(parts("up-down")).singleElement().satisfies(part -> {
            // up for 14 days, down for the last four of them
            assertThat(acts(part)).containsExactly("EXPLAINED 2688 up", "EXPLAINED -768 down");
            assertThat(part.amounts()).containsOnlyKeys(ChangeClass.EXPLAINED);
            assertThat(part.change()).isEqualByComparingTo("1920");
        });
        assertThat(parts("hands"))
                .singleElement()
                .satisfies(part -> assertThat(acts(part))
                        .containsExactly("EXPLAINED 1152 third", "EXPLAINED 672 first", "EXPLAINED 624 second"));
    }

    @Test
    void whoActedInTheOtherDirectionIsNoCause() {
        assertThat(parts("too-far"))
                .singleElement()
                .satisfies(part -> assertThat(acts(part)).containsExactly("CANDIDATE 1344 too far"));
        assertThat(change.causes(all.causes()))
                .filteredOn(main -> SEVERAL.get("back").equals(main.cause().event()))
                .isEmpty();
        assertThat(change.causes(all.causes()))
                .filteredOn(main -> SEVERAL.get("down").equals(main.cause().event()))
                .singleElement()
                .satisfies(main -> assertThat(main.amount()).isEqualByComparingTo("-768"));
        assertThat(change.main(key -> key.resource().equals(endpoint("up-down")), all.causes()))
                .hasValueSatisfying(main -> {
                    assertThat(main.cause().event()).isEqualTo(SEVERAL.get("up"));
                    assertThat(main.amount()).isEqualByComparingTo("2688");
                });
    }

    /** One of them acted on another team's resource as well. */
    @Test
    void whatALeadMayNotSeeOfOneActIsUnexplainedAndTheOthersStay() {
        var team = new TeamId(1);
        Change own = change(
                NOW,
                BEFORE,
                new Visibility(
                        false,
                        List.of(new Visibility.Span(
                                team, LocalDate.parse("2000-01-01"), LocalDate.parse("2100-01-01")))),
                new Visible(false, Set.of(team), Set.of()));

        assertThat(own.currencies().getFirst().parts().stream()
                        .filter(part -> part.key().resource().equals(endpoint("shared"))))
                .singleElement()
                .satisfies(part -> {
                    assertThat(acts(part)).containsExactly("EXPLAINED -768 seen");
                    assertThat(part.amounts())
                            .containsOnlyKeys(ChangeClass.EXPLAINED, ChangeClass.UNEXPLAINED)
                            .hasEntrySatisfying(
                                    ChangeClass.UNEXPLAINED,
                                    amount -> assertThat(amount).isEqualByComparingTo("2688"));
                });
        assertThat(own.causes()).doesNotContainKey(SEVERAL.get("unseen"));
    }

    @Test
    void whatRecursIsOneRowThatNamesActsOnlyWhereRunsChanged() {
        Map<String, ChangeRow> rows = ChangeRow.of(change.parts()).all().stream()
                .filter(row -> row.kind() == ChangeRow.Kind.FAMILY)
                .collect(Collectors.toMap(
                        row -> row.sum().key().account() + " "
                                + CauseText.family(
                                        Objects.requireNonNull(row.sum().family())),
                        row -> row));

        assertThat(rows)
                .containsOnlyKeys(
                        ACCOUNT + " embed: 10 runs, 10 before",
                        ACCOUNT + " index: 10 runs, 10 before",
                        UNREAD + " embed: 10 runs, 10 before");
        assertThat(rows.get(ACCOUNT + " embed: 10 runs, 10 before")).satisfies(row -> {
            assertThat(row.sum().change()).isZero();
            assertThat(row.sum().amounts()).isEmpty();
            assertThat(row.sum().events()).isEmpty();
        });
        assertThat(rows.get(ACCOUNT + " index: 10 runs, 10 before")).satisfies(row -> {
            assertThat(row.sum().change()).isEqualByComparingTo("180");
            assertThat(row.sum().amounts()).containsOnlyKeys(ChangeClass.EXPLAINED);
            assertThat(row.parts()).isEqualTo(20);
        });
        assertThat(rows.get(UNREAD + " embed: 10 runs, 10 before").sum().amounts())
                .isEmpty();
        assertThat(parts("index-2026-11-18"))
                .singleElement()
                .satisfies(
                        part -> assertThat(part.amount(ChangeClass.EXPLAINED)).isEqualByComparingTo("30"));
        assertThat(parts("index-2026-11-17"))
                .singleElement()
                .satisfies(part -> assertThat(part.events()).isEmpty());
        assertThat(ChangeRow.of(change.parts()).all().stream()
                        .map(row -> row.sum().change())
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(change.change());
    }

    @Test
    void aNightlyJobIsNoCauseOfADay() {
        Change day = change(new DayRange(nov(17), nov(18)), new DayRange(nov(16), nov(17)));

        assertThat(day.currencies().getFirst().parts())
                .filteredOn(part -> part.key().resource().matches(".*/(embed|index)-2026.*"))
                .hasSize(6)
                .allSatisfy(part -> {
                    assertThat(part.events()).isEmpty();
                    assertThat(part.amounts())
                            .containsOnlyKeys(
                                    part.key().account().equals(UNREAD) ? ChangeClass.UNEXPLAINED : ChangeClass.USAGE);
                });
    }

    @Test
    void whatIsNotProvedIsACandidate() {
        for (String name : List.of("halfway", "twice")) {
            assertThat(parts(name))
                    .as(name)
                    .allSatisfy(part -> assertThat(part.amounts()).containsOnlyKeys(ChangeClass.CANDIDATE));
        }
        assertThat(parts("twice").getFirst().events()).hasSize(2);
    }

    @Test
    void whatWasUsedMoreOrLessHasNoEvent() {
        for (String name : List.of("tagged", "retry", "lake")) {
            assertThat(parts(name)).as(name).allSatisfy(part -> {
                assertThat(part.amounts()).containsOnlyKeys(ChangeClass.USAGE);
                assertThat(part.events()).isEmpty();
            });
        }
        assertThat(change.parts())
                .filteredOn(part -> part.key().service().equals("Amazon Bedrock"))
                .singleElement()
                .satisfies(part -> assertThat(part.amounts()).containsOnlyKeys(ChangeClass.USAGE));
    }

    @Test
    void aPlanThatEndsIsAPrice() {
        assertThat(parts("i-0e1e2e3e4e5e6e7e8")).singleElement().satisfies(part -> {
            assertThat(part.amounts()).containsOnlyKeys(ChangeClass.PRICE);
            assertThat(part.change()).isEqualByComparingTo("52"); // 13 days, four dollars each
            assertThat(part.commitments()).containsExactly(new Commitment(PLAN, What.ENDED, nov(10)));
            assertThat(CauseText.commitment(part.commitments().getFirst()))
                    .isEqualTo("Savings Plan p1 ended on 10 Nov 2026");
            assertThat(CauseText.plansUnread(part, all.plans())).isEmpty();
        });
    }

    @Test
    void whatNobodyHasReadOfCommitmentsIsToldByCharges() {
        assertThat(parts("reserved")).singleElement().satisfies(part -> {
            assertThat(part.amounts()).containsOnlyKeys(ChangeClass.PRICE);
            assertThat(part.commitments()).containsExactly(new Commitment(RESERVATION, What.FIRST_COVERED, nov(5)));
            assertThat(CauseText.commitment(part.commitments().getFirst()))
                    .isEqualTo("Reservation r1 first covered it on 5 Nov 2026");
            assertThat(CauseText.plansUnread(part, all.plans())).isEmpty();
        });
        assertThat(parts("i-0e9e9e9e9e9e9e9e9")).singleElement().satisfies(part -> {
            assertThat(part.commitments())
                    .containsExactly(new Commitment(PLAN + "-unread", What.LAST_COVERED, nov(19)));
            assertThat(all.plans()).isEqualTo(PlansRead.NOT_READ);
            assertThat(CauseText.plansUnread(part, all.plans())).startsWith("Savings Plans have not been read");
        });
    }

    @Test
    void whatChangesHandsMovesAndAddsUpToZero() {
        assertThat(amount("retagged", ChangeClass.MOVED)).isZero();
        assertThat(parts("retagged"))
                .hasSize(2)
                .allSatisfy(part -> assertThat(part.amounts()).containsOnlyKeys(ChangeClass.MOVED));
        assertThat(change.parts())
                .filteredOn(
                        part -> part.key().resource().isEmpty() && part.key().team() == 3)
                .singleElement()
                .satisfies(part -> {
                    assertThat(part.amount(ChangeClass.MOVED)).isEqualByComparingTo("230"); // 23 days of ten dollars
                    assertThat(part.amount(ChangeClass.UNEXPLAINED)).isEqualByComparingTo("46");
                    assertThat(part.why()).isEqualTo(Unknown.NO_RESOURCES);
                });
        assertThat(change.classes().get(ChangeClass.MOVED)).isEqualByComparingTo("0");
    }

    @Test
    void whatIsBookedIsNamed() {
        assertThat(change.parts().stream()
                        .flatMap(part -> part.booked().keySet().stream())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Booked.SUPPORT, Booked.TAX, Booked.CREDIT, Booked.REFUND);
        assertThat(change.classes().get(ChangeClass.BOOKED)).isEqualByComparingTo("-390");
    }

    @Test
    void whatNothingExplainsSaysWhy() {
        assertThat(parts("refused").getFirst().why()).isEqualTo(Unknown.NO_EVENT);
        assertThat(parts("far").getFirst().why()).isEqualTo(Unknown.EVENTS_NOT_READ);
        assertThat(parts("far-bucket").getFirst().why()).isEqualTo(Unknown.EVENTS_NOT_READ);
        assertThat(all.events().unread()).containsExactly(Map.entry(UNREAD, Set.of()));
    }

    @Test
    void anotherNameIsNoChange() {
        assertThat(change.parts())
                .noneSatisfy(part -> assertThat(part.key().resource()).contains("i-0b1b2b3b"));
    }

    @Test
    void aNameWithMarkupStaysText() {
        String name = "<img src=x onerror=alert(1)>";
        assertThat(CauseText.what(Objects.requireNonNull(all.causes().get(TRUTH.get(name)))))
                .isEqualTo("<b>eve</b> created " + name);
    }

    @Test
    void anotherCurrencyIsAnotherChange() {
        assertThat(all.currencies()).extracting(OfCurrency::currency).containsExactly("USD", "EUR");
        assertThat(all.currencies().getLast().parts()).singleElement().satisfies(part -> {
            assertThat(part.change()).isEqualByComparingTo("120");
            // it was there before in dollars, but not in euros: made two days before its first euro
            assertThat(part.amounts()).containsOnlyKeys(ChangeClass.UNEXPLAINED);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03-01, 2024-04-01, 2024-02-01, 2024-03-01", // without data
        "2026-11-01, 2026-11-24, 2026-08-01, 2026-08-24", // nothing before
        "2026-12-01, 2026-12-24, 2026-11-01, 2026-11-24", // nothing yet
        "2026-11-01, 2026-11-24, 2026-10-01, 2026-10-09", // of another length
        "2026-11-01, 2026-11-24, 2026-10-20, 2026-11-15", // overlapping
        "2026-11-10, 2026-11-11, 2026-11-09, 2026-11-10", // days
    })
    void whateverThePeriodsTheClassesAddUp(LocalDate from, LocalDate to, LocalDate before, LocalDate beforeTo) {
        Change odd = change(new DayRange(from, to), new DayRange(before, beforeTo));

        for (String currency : List.of("USD", "EUR")) {
            BigDecimal sum = jdbc.sql("""
                            select coalesce(sum(effective_cost) filter (where charge_day >= :from and charge_day < :to), 0)
                                   - coalesce(sum(effective_cost) filter (where charge_day >= :before and charge_day < :beforeTo), 0)
                              from charge where currency = :currency
                            """)
                    .param("from", from)
                    .param("to", to)
                    .param("before", before)
                    .param("beforeTo", beforeTo)
                    .param("currency", currency)
                    .query(BigDecimal.class)
                    .single();
            assertThat(odd.currencies().stream()
                            .filter(of -> of.currency().equals(currency))
                            .flatMap(of -> of.classes().values().stream())
                            .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(sum);
        }
        assertThat(odd.currencies().stream()
                        .flatMap(of -> of.parts().stream())
                        .filter(part -> part.amount(ChangeClass.EXPLAINED).signum() != 0 && part.family() == null)
                        .map(part -> part.events().getFirst())
                        .filter(event -> !SEVERAL.containsValue(event)))
                .isSubsetOf(TRUTH.values());
    }

    @Test
    void everythingAddsUp() {
        BigDecimal sum = jdbc.sql("""
                        select sum(case when charge_day >= '2026-11-01' then effective_cost else -effective_cost end) from charge
                         where charge_day >= '2026-10-01' and charge_day < '2026-10-24'
                            or charge_day >= '2026-11-01' and charge_day < '2026-11-24' and currency = 'USD'
                        """).query(BigDecimal.class).single();
        assertThat(change.change()).isEqualByComparingTo(sum);
        assertThat(change.classes().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(sum);
    }
}
