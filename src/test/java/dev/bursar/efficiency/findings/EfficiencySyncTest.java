package dev.bursar.efficiency.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bursar.efficiency.fact.FactCodec;
import dev.bursar.efficiency.fact.FindingReason;
import dev.bursar.efficiency.text.FindingText;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.ml.Endpoint;
import dev.bursar.simulator.ml.Load;
import dev.bursar.simulator.ml.Ml;
import dev.bursar.simulator.ml.Variant;
import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import dev.bursar.testing.SyncRig.Has;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From the simulated AWS's SageMaker, CloudWatch and prices, through the SDK over HTTP, to findings and proposals. */
class EfficiencySyncTest {
    private static final String RECOMMENDATIONS = OrganisationModel.RECOMMENDATIONS;
    private static final String MAIN = "us-east-1";

    private SyncRig rig;
    private MovableClock clock;
    private JdbcClient jdbc;

    private void startFrom(Has has) {
        rig = SyncRig.that(has);
        clock = rig.clock;
        jdbc = rig.database.jdbc();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private void readOn() {
        for (String job : List.of("ml-workloads", "ml-metrics", "efficiency")) {
            RunRow run = rig.run(job);
            assertThat(run.state()).as(job + ": " + run.problem()).isEqualTo(RunState.DONE);
        }
    }

    private Map<String, String> states() {
        Map<String, String> states = new TreeMap<>();
        jdbc.sql("select w.name, f.state from ml_finding f join ml_workload w on w.id = f.workload_id where"
                        + " w.kind = 'endpoint'")
                .query(row -> {
                    states.put(row.getString(1), row.getString(2));
                });
        return states;
    }

    private String reason(String name) {
        return jdbc.sql("select f.reason, f.reason_facts from ml_finding f join ml_workload w on w.id = f.workload_id"
                        + " where w.name = :name")
                .param("name", name)
                .query((row, number) -> reason(row))
                .single();
    }

    /** In words. */
    private static String reason(ResultSet row) throws SQLException {
        return FindingText.of(
                FactCodec.of(FindingReason.class).of(row.getString("reason"), row.getString("reason_facts")));
    }

    private double figure(String name, String column) {
        return jdbc.sql("select f." + column
                        + " from ml_finding f join ml_workload w on w.id = f.workload_id where w.name = '" + name + "'")
                .query(Double.class)
                .single();
    }

    private List<String> proposals(String name) {
        return jdbc.sql("""
            select p.action || ' ' || p.from_count || ' ' || p.from_type || ' > ' || p.to_count || ' ' || p.to_type
              from ml_proposal p join ml_workload w on w.id = p.workload_id
             where w.name = :name and p.state = 'open' order by 1
            """).param("name", name).query(String.class).list();
    }

    private BigDecimal amount(String sql) {
        return jdbc.sql(sql).query(BigDecimal.class).single();
    }

    @Test
    void eachStoryIsJudgedAsWhatItIs() {
        startFrom(Has.FINDINGS);

        Map<String, String> states = states();
        assertThat(states.entrySet().stream()
                        .filter(one -> one.getValue().equals("zombie"))
                        .map(Map.Entry::getKey)
                        .toList())
                .containsExactly("recs-email-ranker-v1", "search-legacy-reranker", "vision-ocr-legacy");
        // younger than 14 days
        assertThat(states).doesNotContainEntry("recs-cold-start-trial", "zombie");
        // one busy hour a week
        assertThat(states).doesNotContainEntry("fraud-chargeback-weekly", "zombie");
        assertThat(states.get("recs-user-embeddings")).isEqualTo("oversized");
        assertThat(proposals("recs-user-embeddings")).containsExactly("rightsize 1 ml.m5.4xlarge > 1 ml.m5.large");
        assertThat(states.get("recs-basket-bundles")).isEqualTo("fits");
        assertThat(states.get("search-query-intent")).isEqualTo("oversized");
        assertThat(states.get("recs-product-images")).isEqualTo("oversized");
        assertThat(states.get("vision-similarity")).isEqualTo("not-measured");
        assertThat(reason("vision-similarity")).contains("61%");
        assertThat(states.get("fraud-merchant-risk")).isEqualTo("not-measured");

        // the same inventory
        assertThat(new TreeSet<>(states.keySet())).isEqualTo(existing());
        assertThat(figure("recs-user-embeddings", "cpu")).isCloseTo(0.05, within(0.002));
        assertThat(figure("recs-user-embeddings", "memory")).isCloseTo(0.10, within(0.002));
        assertThat(figure("recs-user-embeddings", "coverage")).isCloseTo(1, within(0.01));
        assertThat(amount("""
            select round(100 * p.list_saving / (0.922 * 730), 1) from ml_proposal p
              join ml_workload w on w.id = p.workload_id where w.name = 'recs-user-embeddings'
            """)).isEqualByComparingTo("87.5");
        // without memory only as much or more
        assertThat(jdbc.sql("""
            select count(*) from ml_proposal p join ml_workload w on w.id = p.workload_id
             where w.name = 'search-synonyms' and p.to_type in ('ml.m5.large', 'ml.m5.xlarge', 'ml.m5.2xlarge', 'ml.c5.xlarge')
            """).query(Long.class).single()).isZero();
    }

    /** Endpoints of accounts that let Bursar in. */
    private TreeSet<String> existing() {
        var names = new TreeSet<String>();
        jdbc.sql("select account, region from ml_reading").query(row -> {
            rig.simulator.ml().endpoints(row.getString(1), row.getString(2)).forEach(one -> names.add(one.name()));
        });
        return names;
    }

    @Test
    void costsByDayAddUpToTheChargesOfTheEndpoints() {
        startFrom(Has.FINDINGS);

        // each charge of SageMaker is a workload's or listed apart, and none is lost
        assertThat(amount("""
            select (select sum(effective_cost) from ml_cost where day >= (select first_day from ml_judged))
                 + (select coalesce(sum(effective_cost), 0) from ml_cost_elsewhere)
                 - (select sum(effective_cost) from charge c join term r on r.id = c.resource_id
                     where (r.value like 'arn:aws:sagemaker:%'
                            or r.value in (select name from ml_workload where kind = 'ec2'))
                       and c.charge_day between (select first_day from ml_judged) and (select last_day from ml_judged))
            """)).isEqualByComparingTo("0");
        // parts of the month's cost are the endpoint's charges
        assertThat(amount("""
            select (select sum(f.cost) from ml_finding f join ml_workload w on w.id = f.workload_id where w.kind = 'endpoint')
                 - (select sum(c.effective_cost) from charge c join term r on r.id = c.resource_id
                     where r.value in (select arn from ml_workload where kind = 'endpoint' and gone_at is null)
                       and c.charge_day between (select first_day from ml_judged) and (select last_day from ml_judged))
            """)).isEqualByComparingTo("0");
    }

    @Test
    void theSecondDayReadsTwoDaysAgainAndPaysForEachMetricOnce() {
        startFrom(Has.FINDINGS);
        BigDecimal first = amount("select sum(cost_usd) from sync_request where api = 'cloudwatch:GetMetricData'");
        long points =
                jdbc.sql("select count(*) from ml_point").query(Long.class).single();

        // at once: nothing is new, nothing is paid
        rig.run("ml-metrics");
        assertThat(rig.simulator.metrics().asked()).isZero();

        clock.forward(Duration.ofDays(1));
        rig.run("ml-metrics");
        assertThat(amount("select sum(cost_usd) from sync_request where api = 'cloudwatch:GetMetricData'")
                        .subtract(first))
                .as("of endpoints and instances as much as at first, of jobs only those of two days")
                .isBetween(first.multiply(new BigDecimal("0.5")), first)
                .isEqualByComparingTo(new BigDecimal("0.00001")
                        .multiply(BigDecimal.valueOf(rig.simulator.metrics().asked())));
        long more = jdbc.sql("select count(*) from ml_point").query(Long.class).single() - points;
        long variants =
                jdbc.sql("select count(*) from ml_measured").query(Long.class).single();
        assertThat(more).isBetween(1L, 24 * variants);
    }

    @Test
    void aPlaceThatRefusesIsARowAndTheOthersGoOn() {
        startFrom(Has.FINDINGS);
        rig.only(RECOMMENDATIONS, OrganisationModel.VISION);
        rig.forgetHours("account = '" + RECOMMENDATIONS + "'");
        rig.simulator.faults().add(Fault.accessDenied().on("GetMetricData").inAccount(RECOMMENDATIONS));
        RunRow run = rig.run("ml-metrics");
        rig.run("efficiency");

        assertThat(run.state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        assertThat(states().get("recs-user-embeddings")).isEqualTo("not-measured");
        assertThat(reason("recs-user-embeddings")).startsWith("AWS refused to give its metrics.");
        assertThat(states().get("vision-ocr-legacy")).isEqualTo("zombie");
        assertThat(jdbc.sql("select state from place_state where api = 'cloudwatch' and account = :account and"
                                + " region = :region")
                        .param("account", RECOMMENDATIONS)
                        .param("region", MAIN)
                        .query(String.class)
                        .single())
                .isEqualTo("denied");
    }

    @Test
    void aListThatIsRefusedLeavesTheOthersOfItsPlaceReadAndForgetsNothing() {
        startFrom(Has.WORKLOADS);
        Map<String, Long> whole = kinds();
        rig.simulator.faults().add(Fault.accessDenied().on("ListInferenceComponents"));
        rig.simulator.faults().add(Fault.accessDenied().on("ListNotebookInstances"));
        rig.simulator.ml().addMany(3, OrganisationModel.RESEARCH, MAIN);

        RunRow run = rig.run("ml-workloads");

        assertThat(run.state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        whole.merge("endpoint", 3L, Long::sum);
        assertThat(kinds()).isEqualTo(whole);
        assertThat(jdbc.sql("select count(*) from ml_component")
                        .query(Long.class)
                        .single())
                .isPositive();
        assertThat(jdbc.sql("select distinct state from place_state where api = 'sagemaker' and region = :main")
                        .param("main", MAIN)
                        .query(String.class)
                        .list())
                .contains("incomplete");
    }

    @Test
    void withoutComponentsAnEndpointThatMayHaveSomeIsNotTakenForIdle() {
        startFrom(Has.MEMBERS);
        rig.simulator.faults().add(Fault.accessDenied().on("ListInferenceComponents"));
        rig.run("ml-workloads");

        assertThat(jdbc.sql("""
            select count(*) from ml_workload w join ml_variant v on v.workload_id = w.id
             where w.kind = 'endpoint' and v.model_created_at is null
            """).query(Long.class).single()).isZero();
        assertThat(kinds().get("endpoint")).isPositive();
    }

    private Map<String, Long> kinds() {
        Map<String, Long> kinds = new TreeMap<>();
        jdbc.sql("select kind, count(*) from ml_workload where gone_at is null group by kind")
                .query(row -> {
                    kinds.put(row.getString(1), row.getLong(2));
                });
        return kinds;
    }

    @Test
    void theCapLeavesTheCheapestUnmeasured() {
        startFrom(Has.CHARGES);
        rig.only(OrganisationModel.RESEARCH, RECOMMENDATIONS);
        rig.simulator.ml().addMany(200, OrganisationModel.RESEARCH, MAIN);
        rig.run("ml-workloads");
        jdbc.sql("update sync_settings set daily_cap_usd = 0.01").update();
        jdbc.sql("delete from scheduled_tasks where task_name = 'sync-now'").update();
        RunRow run = rig.run("ml-metrics");
        assertThat(jdbc.sql("select count(*) from scheduled_tasks where task_name = 'sync-now' and task_instance"
                                + " like 'efficiency:%'")
                        .query(Long.class)
                        .single())
                .as("what was read is judged")
                .isOne();
        rig.run("efficiency");

        assertThat(run.state()).isEqualTo(RunState.STOPPED_AT_CAP);
        assertThat(jdbc.sql("""
            select distinct f.reason, f.reason_facts from ml_finding f join ml_workload w on w.id = f.workload_id
             where f.state = 'not-measured' and w.name like 'load-%'
            """).query((row, number) -> reason(row)).list())
                .containsExactly(
                        "A spending cap stopped the reading of its metrics. It was tried last on 24 Nov, 09:00 UTC.");
        assertThat(amount("select sum(cost_usd) from sync_request")).isLessThanOrEqualTo(new BigDecimal("0.01"));
        assertThat(states().get("recs-user-embeddings")).isEqualTo("oversized");
        assertThat(states().entrySet().stream()
                        .filter(one -> one.getKey().startsWith("load-"))
                        .map(Map.Entry::getValue)
                        .toList())
                .contains("not-measured");
    }

    @Test
    void anEndpointMadeAnewUnderItsNameIsNotJudgedByTheOldOne() {
        startFrom(Has.FINDINGS);
        rig.only(RECOMMENDATIONS);
        assertThat(states().get("recs-email-ranker-v1")).isEqualTo("zombie");
        Instant since = clock.instant().minus(Duration.ofDays(3)).truncatedTo(java.time.temporal.ChronoUnit.HOURS);
        rig.simulator
                .ml()
                .add(Endpoint.of(
                        RECOMMENDATIONS,
                        MAIN,
                        "recs-email-ranker-v1",
                        since,
                        Variant.of(Variant.USUAL_NAME, "ml.m5.4xlarge", Ml.always(1, since), Load.NOTHING)));
        clock.forward(Duration.ofHours(8));
        readOn();

        assertThat(states().get("recs-email-ranker-v1")).isNotEqualTo("zombie");
    }

    @Test
    void anEndpointThatIsDeletedGoesAndItsProposalWithIt() {
        startFrom(Has.FINDINGS);
        rig.only(RECOMMENDATIONS, OrganisationModel.VISION);
        assertThat(proposals("vision-ocr-legacy")).hasSize(1);
        jdbc.sql("""
                        update ml_proposal set state = 'approved', decided_by = 'Ada', decided_at = now()
                         where workload_id = (select id from ml_workload where name = 'recs-email-ranker-v1')
                        """).update();
        rig.simulator.ml().delete(OrganisationModel.VISION, MAIN, "vision-ocr-legacy");
        rig.simulator.ml().delete(RECOMMENDATIONS, MAIN, "recs-email-ranker-v1");
        clock.forward(Duration.ofHours(8));
        rig.run("ml-workloads");
        rig.run("efficiency");

        assertThat(states()).doesNotContainKey("vision-ocr-legacy");
        assertThat(proposals("vision-ocr-legacy")).isEmpty();
        assertThat(jdbc.sql("""
                        select distinct w.name || ' ' || p.state from ml_proposal p join ml_workload w on w.id = p.workload_id
                         where w.name in ('vision-ocr-legacy', 'recs-email-ranker-v1') order by 1
                        """).query(String.class).list())
                .as("one that was approved is done")
                .containsExactly("recs-email-ranker-v1 done", "vision-ocr-legacy withdrawn");
    }

    @Test
    void whoOpenedANotebookLastIsNamed() {
        startFrom(Has.FINDINGS);
        assertThat(rig.run("cloudtrail").state()).isEqualTo(RunState.DONE);
        clock.forward(Duration.ofMinutes(1));
        rig.run("efficiency");

        for (String kind : List.of("notebook", "app")) {
            List<String> found = jdbc.sql("""
                        select f.state, f.reason, f.reason_facts from ml_finding f join ml_workload w on w.id = f.workload_id
                         where w.kind = :kind and w.status = 'InService' order by w.arn
                        """)
                    .param("kind", kind)
                    .query((row, number) -> row.getString("state") + ": " + reason(row))
                    .list();
            // the first one was opened this Monday, the second one in October, and the others never
            assertThat(found.getFirst()).isEqualTo("fits: Opened on 23 Nov by ml-ops.");
            assertThat(found.get(1)).matches("wasteful: Not opened since 18 Oct\\. ml-ops opened it last\\..*");
            assertThat(found.subList(2, found.size()))
                    .isNotEmpty()
                    .allMatch(one -> one.startsWith("wasteful: Not opened since 26 Aug"));
        }
    }
}
