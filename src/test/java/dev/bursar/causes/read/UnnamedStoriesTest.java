package dev.bursar.causes.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.causes.Change;
import dev.bursar.causes.Change.OfCurrency;
import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.ChangeQuestion;
import dev.bursar.causes.ChangedPart;
import dev.bursar.causes.ChangedPart.Unknown;
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
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What happens to costs of which Cost Explorer alone tells, with the truth beside it: each story is a team's use of a service in an account,
 * and what CloudTrail has of the resources there.
 */
class UnnamedStoriesTest {
    private static final String ACCOUNT = TrailRows.ACCOUNT;
    private static final String ALONE = TrailRows.OTHER_ACCOUNT;
    private static final LocalDate FIRST = LocalDate.parse("2026-09-15");
    private static final LocalDate LAST = LocalDate.parse("2026-11-25");
    private static final DayRange NOW = new DayRange(LocalDate.parse("2026-11-01"), LocalDate.parse("2026-11-24"));
    private static final DayRange BEFORE = new DayRange(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-10-24"));

    private static TestDatabase database;
    private static AnnotationConfigApplicationContext node;
    private static JdbcClient jdbc;
    private static TrailRows trail;
    private static Change all;
    private static final List<Truth> TRUTH = new ArrayList<>();

    /** @param event that stands first */
    private record Truth(int team, String account, String service, UUID event) {}

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
        for (String account : List.of(ACCOUNT, ALONE)) {
            trail.account(account, "Account " + account.charAt(0));
            trail.read(account, "2026-08-25T00:00:00Z", "2026-11-26T09:00:00Z");
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
        for (String month : List.of("2026-09-01", "2026-10-01", "2026-11-01")) {
            jdbc.sql("select ensure_charge_partition(cast(:month as date))")
                    .param("month", month)
                    .query(String.class)
                    .single();
        }
        causes();
        others();
        all = change(Visibility.EVERYTHING, ResourceVisibility.EVERYTHING);
    }

    @AfterAll
    static void close() {
        node.close();
        database.close();
    }

    // --- telling

    private static void cost(int team, String account, String service, LocalDate from, LocalDate to, String cost) {
        jdbc.sql("""
                        insert into charge (charge_day, account_id, service_id, record_type_id, tag_value_id, team_id, rule_id, currency,
                               billed_cost, effective_cost, unblended_cost, amortized_cost, net_unblended_cost, export_id)
                        select day::date, :account, :service, :type, :tag, :team, 0, 'USD', :cost, :cost, :cost, :cost, :cost, 0
                          from generate_series(cast(:from as date), cast(:to as date) - 1, interval '1 day') day
                        """)
                .param("account", term(1, account))
                .param("service", term(2, service))
                .param("type", term(3, "Usage"))
                .param("tag", term(4, "team-" + team))
                .param("team", team)
                .param("cost", new BigDecimal(cost))
                .param("from", from.toString())
                .param("to", to.toString())
                .update();
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
    private static String owned(int team, String service, String rest) {
        String arn = arn(ACCOUNT, service, rest);
        jdbc.sql("""
                        insert into resource (arn, arn_hash, account, region, type, name, tags, read_account, read_region, tagging_seen,
                               first_seen, last_seen, team_id, owner_by)
                        values (:arn, :hash, :account, 'eu-central-1', 'other', :rest, '{}', :account, 'eu-central-1', now(), now(), now(),
                               :team, 'rules')
                        """)
                .param("arn", arn)
                .param("hash", Sha256.of(arn))
                .param("account", ACCOUNT)
                .param("rest", rest)
                .param("team", team)
                .update();
        return arn;
    }

    private static String arn(String account, String service, String rest) {
        return "arn:aws:" + service + ":eu-central-1:" + account + ":" + rest;
    }

    private static void priced(String resource, String aDay) {
        for (String day : List.of("2026-11-20", "2026-11-21")) {
            jdbc.sql(
                            "insert into ml_resource_cost_day (day, read_at) values (cast(:day as date), now()) on conflict do nothing")
                    .param("day", day)
                    .update();
            jdbc.sql("""
                            insert into ml_resource_cost (day, resource, usage_type, currency, effective_cost)
                            values (cast(:day as date), :resource, 'Host', 'USD', :cost)
                            """)
                    .param("day", day)
                    .param("resource", resource)
                    .param("cost", new BigDecimal(aDay))
                    .update();
        }
    }

    private static LocalDate nov(int day) {
        return LocalDate.of(2026, 11, day);
    }

    private static void causes() {
        // of two endpoints the dearer one is likelier, whatever another team made
        cost(1, ACCOUNT, "Amazon SageMaker", FIRST, nov(10), "10");
        cost(1, ACCOUNT, "Amazon SageMaker", nov(10), LAST, "58");
        String dear = owned(1, "sagemaker", "endpoint/dear");
        String cheap = owned(1, "sagemaker", "endpoint/cheap");
        priced(dear, "47");
        priced(cheap, "1");
        trail.event("CreateEndpoint", "2026-11-10T00:01:00Z").making(cheap).add();
        trail.event("CreateModel", "2026-11-10T00:00:00Z")
                .making(owned(1, "sagemaker", "model/dear"))
                .add();
        TRUTH.add(new Truth(
                1,
                ACCOUNT,
                "Amazon SageMaker",
                trail.event("CreateEndpoint", "2026-11-09T23:46:00Z")
                        .making(dear)
                        .add()));
        trail.event("CreateEndpoint", "2026-11-09T23:58:00Z")
                .making(owned(2, "sagemaker", "endpoint/others"))
                .add();

        cost(1, ACCOUNT, "Amazon Relational Database Service", FIRST, nov(8), "40");
        cost(1, ACCOUNT, "Amazon Relational Database Service", nov(8), LAST, "15");
        TRUTH.add(new Truth(
                1,
                ACCOUNT,
                "Amazon Relational Database Service",
                trail.event("DeleteDBInstance", "2026-11-07T20:00:00Z")
                        .of("rds")
                        .on(owned(1, "rds", "db:old"))
                        .add()));

        cost(2, ACCOUNT, "Amazon Relational Database Service", FIRST, nov(6), "12");
        cost(2, ACCOUNT, "Amazon Relational Database Service", nov(6), LAST, "48");
        TRUTH.add(new Truth(
                2,
                ACCOUNT,
                "Amazon Relational Database Service",
                trail.event("CreateDBInstanceReadReplica", "2026-11-05T23:00:00Z")
                        .of("rds")
                        .making(owned(2, "rds", "db:orders"))
                        .add()));

        // deleted before the inventory was first read; no other team has costs of the service there
        cost(1, ACCOUNT, "Amazon Kinesis", FIRST, nov(8), "40");
        cost(1, ACCOUNT, "Amazon Kinesis", nov(8), LAST, "15");
        TRUTH.add(new Truth(
                1,
                ACCOUNT,
                "Amazon Kinesis",
                trail.event("DeleteStream", "2026-11-07T20:00:00Z")
                        .of("kinesis")
                        .on(arn(ACCOUNT, "kinesis", "stream/old"))
                        .add()));

        // a large machine on a Friday night; somebody starts small ones each Monday
        for (LocalDate day = FIRST; day.isBefore(LAST); day = day.plusDays(1)) {
            boolean works = day.getDayOfWeek().getValue() < 6;
            boolean night = !day.isBefore(nov(13)) && day.isBefore(nov(16));
            cost(
                    2,
                    ACCOUNT,
                    "Amazon Elastic Compute Cloud - Compute",
                    day,
                    day.plusDays(1),
                    String.valueOf((works ? 200 : 40) + (night ? 780 : 0)));
            if (day.getDayOfWeek().getValue() == 1) {
                trail.event("RunInstances", day + "T08:00:00Z")
                        .of("ec2")
                        .making(owned(
                                2,
                                "ec2",
                                "instance/i-0000000000" + day.toString().replace("-", "")))
                        .add();
            }
        }
        TRUTH.add(new Truth(
                2,
                ACCOUNT,
                "Amazon Elastic Compute Cloud - Compute",
                trail.event("RunInstances", "2026-11-13T18:47:12Z")
                        .of("ec2")
                        .making(owned(2, "ec2", "instance/i-0f1f2f3f4f5f6f7f8"))
                        .add()));

        // the inventory never saw it, but the account has no other team
        cost(3, ALONE, "Amazon DynamoDB", nov(4), LAST, "30");
        TRUTH.add(new Truth(
                3,
                ALONE,
                "Amazon DynamoDB",
                trail.event("CreateTable", "2026-11-04T10:00:00Z")
                        .of("dynamodb")
                        .in(ALONE)
                        .making(arn(ALONE, "dynamodb", "table/short"))
                        .add()));
    }

    private static void others() {
        // nobody knows whose it was, and another team has such costs there too
        cost(1, ACCOUNT, "Amazon ElastiCache", FIRST, nov(8), "40");
        cost(1, ACCOUNT, "Amazon ElastiCache", nov(8), LAST, "15");
        cost(2, ACCOUNT, "Amazon ElastiCache", FIRST, LAST, "5");
        trail.event("DeleteCacheCluster", "2026-11-07T20:00:00Z")
                .of("elasticache")
                .on(arn(ACCOUNT, "elasticache", "cluster:shared"))
                .add();
        // refused
        cost(1, ACCOUNT, "Amazon Redshift", nov(10), LAST, "48");
        trail.event("CreateCluster", "2026-11-10T08:00:00Z")
                .of("redshift")
                .making(owned(1, "redshift", "cluster:refused"))
                .failed("AccessDenied")
                .add();
        // it went up, and something was deleted
        cost(1, ACCOUNT, "AWS Lambda", FIRST, nov(10), "5");
        cost(1, ACCOUNT, "AWS Lambda", nov(10), LAST, "55");
        trail.event("DeleteFunction20150331", "2026-11-10T08:00:00Z")
                .of("lambda")
                .on(owned(1, "lambda", "function:gone"))
                .add();
        // grows a little each day, and a bucket was made
        for (LocalDate day = FIRST; day.isBefore(LAST); day = day.plusDays(1)) {
            cost(
                    1,
                    ACCOUNT,
                    "Amazon Simple Storage Service",
                    day,
                    day.plusDays(1),
                    String.valueOf(10 + day.toEpochDay() - FIRST.toEpochDay()));
        }
        trail.event("CreateBucket", "2026-11-10T08:00:00Z")
                .of("s3")
                .making(owned(1, "s3", "more"))
                .add();
        // in an account of several teams, what nobody knows is nobody's
        cost(1, ACCOUNT, "Amazon DynamoDB", nov(10), LAST, "48");
        trail.event("CreateTable", "2026-11-10T08:00:00Z")
                .of("dynamodb")
                .making(arn(ACCOUNT, "dynamodb", "table/unknown"))
                .add();
        // one event on resources of two teams
        cost(4, ACCOUNT, "Amazon SageMaker", FIRST, nov(10), "10");
        cost(4, ACCOUNT, "Amazon SageMaker", nov(10), LAST, "70");
        trail.event("StartNotebookInstance", "2026-11-10T08:00:00Z")
                .on(owned(4, "sagemaker", "endpoint/both"), owned(2, "sagemaker", "endpoint/both-too"))
                .add();
    }

    private static Change change(Visibility visibility, Visible visible) {
        return Objects.requireNonNull(node.getBean(TransactionTemplate.class)
                .execute(status -> node.getBean(ChangeReading.class)
                        .of(new ChangeQuestion(NOW, BEFORE, CostMetric.EFFECTIVE, List.of()), visibility, visible)));
    }

    private static Visibility lead(TeamId team) {
        return new Visibility(
                false,
                List.of(new Visibility.Span(team, LocalDate.parse("2000-01-01"), LocalDate.parse("2100-01-01"))));
    }

    private static ChangedPart part(Change of, int team, String account, String service) {
        return of.currencies().getFirst().parts().stream()
                .filter(part -> part.key().team() == team
                        && part.key().account().equals(account)
                        && part.key().service().equals(service))
                .findFirst()
                .orElseThrow();
    }

    // --- what was found

    @Test
    void theTrueCauseStandsFirst() {
        assertThat(TRUTH).hasSize(6).allSatisfy(truth -> {
            ChangedPart part = part(all, truth.team(), truth.account(), truth.service());
            assertThat(part.amounts()).containsOnlyKeys(ChangeClass.CANDIDATE);
            assertThat(part.events()).startsWith(truth.event());
            assertThat(all.causes()).containsKey(truth.event());
        });
    }

    @Test
    void anotherTeamsEventIsNoCandidate() {
        ChangedPart part = part(all, 1, ACCOUNT, "Amazon SageMaker");

        assertThat(part.events()).hasSize(2);
        assertThat(part.events().stream()
                        .map(event -> Objects.requireNonNull(all.causes().get(event))
                                .arn()
                                .replaceAll(".*/", ""))
                        .toList())
                .containsExactly("dear", "cheap");
    }

    @Test
    void nothingIsExplained() {
        OfCurrency of = all.currencies().getFirst();

        assertThat(of.classes()).containsOnlyKeys(ChangeClass.CANDIDATE, ChangeClass.UNEXPLAINED);
        assertThat(of.classes().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(of.change());
    }

    @Test
    void whatDoesNotFitExplainsNothing() {
        for (String service : List.of(
                "Amazon Redshift",
                "AWS Lambda",
                "Amazon Simple Storage Service",
                "Amazon DynamoDB",
                "Amazon ElastiCache")) {
            ChangedPart part = part(all, 1, ACCOUNT, service);
            assertThat(part.amounts()).as(service).containsOnlyKeys(ChangeClass.UNEXPLAINED);
            assertThat(part.why()).as(service).isEqualTo(Unknown.NO_RESOURCES);
            assertThat(part.events()).as(service).isEmpty();
        }
    }

    /** Nothing tells a lead that there is an event that they may not see. */
    @Test
    void anEventThatALeadMayNotSeeWholeIsNoCandidate() {
        var team = new TeamId(4);
        Change own = change(lead(team), new Visible(false, Set.of(team), Set.of()));

        assertThat(part(all, 4, ACCOUNT, "Amazon SageMaker").amounts()).containsOnlyKeys(ChangeClass.CANDIDATE);
        ChangedPart part = part(own, 4, ACCOUNT, "Amazon SageMaker");
        assertThat(part.amounts()).containsOnlyKeys(ChangeClass.UNEXPLAINED);
        assertThat(part.why()).isEqualTo(Unknown.NO_RESOURCES);
        assertThat(own.causes()).isEmpty();
    }

    @Test
    void aLeadSeesTheCausesOfTheirOwn() {
        var team = new TeamId(2);
        Change own = change(lead(team), new Visible(false, Set.of(team), Set.of()));

        assertThat(TRUTH)
                .filteredOn(truth -> truth.team() == 2)
                .hasSize(2)
                .allSatisfy(truth -> assertThat(part(own, truth.team(), truth.account(), truth.service())
                                .events())
                        .startsWith(truth.event()));
    }
}
