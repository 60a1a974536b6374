package dev.bursar.efficiency.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.efficiency.fact.ChangeNote;
import dev.bursar.efficiency.fact.FactCodec;
import dev.bursar.efficiency.sizing.MeasuredRate;
import dev.bursar.efficiency.text.ChangeNoteText;
import dev.bursar.efficiency.workload.MlWorkload.Variant;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import dev.bursar.testing.SyncRig.Has;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From the simulated AWS's Inference Recommender, through the SDK over HTTP, to proposals that rest on what it measured. */
class RecommenderJobsTest {
    private static final String LIST = "ListInferenceRecommendationsJobs";
    private static final String DESCRIBE = "DescribeInferenceRecommendationsJob";
    private static final String EMBEDDINGS = "recs-user-embeddings";

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

    private long id(String name) {
        return jdbc.sql("select id from ml_workload where name = :name")
                .param("name", name)
                .query(Long.class)
                .single();
    }

    private List<MeasuredRate> rates(String name) {
        return rig.bean(Workloads.class).find(id(name)).orElseThrow().variants().stream()
                .map(Variant::rates)
                .flatMap(List::stream)
                .toList();
    }

    private long asked(String api) {
        return jdbc.sql("select coalesce(sum(requests), 0) from sync_request where api = :api and outcome = 'answered'")
                .param("api", "sagemaker:" + api)
                .query(Long.class)
                .single();
    }

    private long jobs() {
        return jdbc.sql("select count(*) from ml_recommender_job")
                .query(Long.class)
                .single();
    }

    private void requireLatency(String name, int milliseconds) {
        jdbc.sql("""
            insert into ml_target (workload_id, latency_ms, cpu_headroom, memory_headroom, gpu_headroom, rate_headroom, set_by,
                   set_at)
            values (:id, :latency, 0.2, 0.2, 0.2, 0.2, 'Ada', :now)
            on conflict (workload_id) do update set latency_ms = excluded.latency_ms, set_at = excluded.set_at
            """)
                .param("id", id(name))
                .param("latency", milliseconds)
                .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .update();
    }

    /** What a proposal rests on, then what it says. */
    private List<String> proposals(String name) {
        return jdbc.sql("""
            select p.to_count || ' ' || p.to_type || ' ' || p.rate_by as instances, p.evidence_facts, p.assumption_facts
              from ml_proposal p join ml_workload w on w.id = p.workload_id
             where w.name = :name and p.state = 'open' and p.action = 'rightsize'
            """)
                .param("name", name)
                .query((row, number) -> row.getString("instances") + "\n" + words(row.getString("evidence_facts"))
                        + "\n" + words(row.getString("assumption_facts")))
                .list();
    }

    private static String words(String facts) {
        return String.join(
                "\n", ChangeNoteText.of(FactCodec.of(ChangeNote.class).ofAll(facts)));
    }

    @Test
    void whatAJobMeasuredOfAnEndpointIsProposedWithItsNameAndDate() {
        startFrom(Has.FINDINGS);
        // the job that failed is not read; the one of the model belongs to the endpoint that runs it
        assertThat(jobs()).isEqualTo(2);
        assertThat(rates(EMBEDDINGS))
                .extracting(one -> one.type() + " " + Math.round(60 * one.perSecond()) + " " + one.latencyMs())
                .containsExactly("ml.m5.large 480 118.0", "ml.m5.xlarge 1020 104.0", "ml.c5.large 560 460.0");
        assertThat(rates("search-query-intent")).extracting(MeasuredRate::type).contains("ml.m5.xlarge");
        assertThat(rates("recs-basket-bundles")).isEmpty();

        // 1.5 requests a second all the time: nothing but the job says what a smaller type answers
        requireLatency(EMBEDDINGS, 400);
        rig.run("efficiency");
        assertThat(proposals(EMBEDDINGS))
                .singleElement()
                .satisfies(proposal -> assertThat(proposal)
                        .startsWith("1 ml.m5.large measured\n")
                        .contains(
                                "Inference Recommender job recs-user-embeddings-load-test of 12 Nov 2026 measured 480"
                                        + " requests a minute on one ml.m5.large, at 118 ms.",
                                "AWS doesn\u2019t say for which share of answers."));

        // at this latency the job found the smaller one too slow, and at the next one both
        clock.forward(Duration.ofMinutes(1));
        requireLatency(EMBEDDINGS, 110);
        rig.run("efficiency");
        assertThat(proposals(EMBEDDINGS))
                .singleElement()
                .satisfies(proposal -> assertThat(proposal).startsWith("1 ml.m5.xlarge measured\n"));
        clock.forward(Duration.ofMinutes(1));
        requireLatency(EMBEDDINGS, 90);
        rig.run("efficiency");
        assertThat(proposals(EMBEDDINGS)).isEmpty();
    }

    @Test
    void aJobIsDescribedOnceAndForgottenWhenItIsOld() {
        startFrom(Has.WORKLOADS);
        assertThat(asked(DESCRIBE)).isEqualTo(2);
        rig.run("ml-workloads");
        assertThat(asked(DESCRIBE)).isEqualTo(2);
        assertThat(jobs()).isEqualTo(2);

        clock.forward(Duration.ofDays(360));
        rig.run("ml-workloads");
        assertThat(jobs()).as("jobs of the latest year").isZero();
    }

    @Test
    void whereTheListIsRefusedThePlaceSaysItAndAllElseGoesOn() {
        startFrom(Has.WORKLOADS);
        rig.simulator.faults().add(Fault.accessDenied().on(LIST));
        RunRow run = rig.run("ml-workloads");

        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(jobs()).as("what was known stays").isEqualTo(2);
        assertThat(jdbc.sql("""
            select distinct state || ': ' || (problem_at ->> 'permission') from place_state
             where api = 'inference-recommender' and region = 'us-east-1'
            """).query(String.class).list())
                .singleElement()
                .satisfies(state -> assertThat(state).isEqualTo("denied: sagemaker:" + LIST));
        assertThat(jdbc.sql("select count(*) from place_state where api = 'sagemaker' and state not in ('answers',"
                                + " 'off', 'suspended')")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aJobOfAnotherModelOrOfAnEarlierEndpointOfTheNameIsNotThisOnes() {
        startFrom(Has.WORKLOADS);
        assertThat(rates(EMBEDDINGS)).isNotEmpty();
        String only = " where workload_id = " + id(EMBEDDINGS);

        jdbc.sql("update ml_variant set model_created_at = '2026-11-13'" + only).update();
        assertThat(rates(EMBEDDINGS)).as("the model is younger than the job").isEmpty();

        jdbc.sql("update ml_recommender_job set model_package = 'arn:p' where 'recs-user-embeddings' = any (endpoints)")
                .update();
        jdbc.sql("update ml_variant set model_package = 'arn:p'" + only).update();
        assertThat(rates(EMBEDDINGS)).as("the same version of the package").isNotEmpty();
        jdbc.sql("update ml_variant set model_package = null, model_created_at = '2025-01-01'" + only)
                .update();
        assertThat(rates(EMBEDDINGS)).isNotEmpty();

        jdbc.sql("update ml_workload set created_at = '2026-11-13' where id = :id")
                .param("id", id(EMBEDDINGS))
                .update();
        assertThat(rates(EMBEDDINGS)).as("the endpoint is younger than the job").isEmpty();
        jdbc.sql("update ml_workload set created_at = '2025-01-01' where id = :id")
                .param("id", id(EMBEDDINGS))
                .update();

        jdbc.sql("""
            insert into ml_variant (workload_id, name, shadow, weight, reserved)
            values (:id, 'other', false, 1, false)
            """).param("id", id(EMBEDDINGS)).update();
        assertThat(rates(EMBEDDINGS))
                .as("AWS doesn't say which of two variants")
                .isEmpty();
        jdbc.sql("update ml_variant set shadow = true where name = 'other'").update();
        assertThat(rates(EMBEDDINGS)).isNotEmpty();
    }
}
