package dev.bursar.efficiency.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.efficiency.fact.FactCodec;
import dev.bursar.efficiency.fact.FindingReason;
import dev.bursar.efficiency.text.FindingText;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.ml.Bedrock;
import dev.bursar.simulator.ml.ProvisionedModels;
import dev.bursar.simulator.ml.ProvisionedModels.Provisioned;
import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.testing.SyncRig;
import dev.bursar.testing.SyncRig.Has;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From the simulated AWS's Bedrock and CloudWatch, through the SDK over HTTP, to what is found of provisioned models. */
class ProvisionedSyncTest {
    private static final String MODELS = "ListProvisionedModelThroughputs";
    private static final String HERE = "us-east-1";

    private SyncRig rig;
    private JdbcClient jdbc;

    @BeforeEach
    void start() {
        rig = SyncRig.that(Has.MEMBERS);
        jdbc = rig.database.jdbc();
        rig.only(OrganisationModel.SEARCH, OrganisationModel.RECOMMENDATIONS);
        rig.simulator.bedrock().add(ProvisionedModels.IDLE);
        rig.simulator.bedrock().add(ProvisionedModels.BUSY);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private RunRow read() {
        rig.clock.forward(Duration.ofMinutes(1));
        return rig.run("ml-workloads");
    }

    private List<String> list(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    private List<String> there() {
        return list("select name from ml_workload where kind = 'provisioned' and gone_at is null order by name");
    }

    private String state(String account) {
        return jdbc.sql("""
                        select state || coalesce(': ' || (problem_at ->> 'permission'), '') from place_state
                         where api = 'bedrock' and account = :account and region = :region
                        """)
                .param("account", account)
                .param("region", HERE)
                .query(String.class)
                .single();
    }

    private List<String> found() {
        var codec = FactCodec.of(FindingReason.class);
        return jdbc.sql("""
                        select w.name, f.state, f.reason, f.reason_facts
                          from ml_finding f join ml_workload w on w.id = f.workload_id where w.kind = 'provisioned' order by w.name
                        """)
                .query((row, number) -> row.getString("name") + ": " + row.getString("state") + ": "
                        + FindingText.of(codec.of(row.getString("reason"), row.getString("reason_facts"))))
                .list();
    }

    @Test
    void anIdleModelIsAZombieAndABusyOneIsInUse() {
        assertThat(read().state()).isEqualTo(RunState.DONE);
        assertThat(list("""
                select w.name || ' ' || w.account || ' ' || w.status || ' ' || p.model || ' ' || p.model_units || ' '
                       || coalesce(p.commitment || ' ' || (p.commitment_ends at time zone 'UTC')::date, 'none')
                  from ml_workload w join ml_provisioned p on p.workload_id = w.id order by w.name
                """))
                .containsExactly(
                        "recs-descriptions 432109876543 InService amazon.titan-text-lite-v1 2 SixMonths 2027-03-15",
                        "search-answers-trial 654321098765 InService amazon.titan-text-lite-v1 1 none");
        assertThat(state(OrganisationModel.SEARCH)).isEqualTo("answers");

        long asked = rig.simulator.metrics().asked();
        assertThat(rig.run("ml-metrics").state()).isEqualTo(RunState.DONE);
        assertThat(rig.simulator.metrics().asked()).isGreaterThanOrEqualTo(asked + 6);
        assertThat(list("""
                select w.name || ' ' || (m.to_hour - m.from_hour > interval '90 days') || ' '
                       || coalesce(round(sum(p.input_tokens) / sum(p.invocations)) || ' ' || round(sum(p.output_tokens) / sum(p.invocations)),
                                   'no points')
                  from ml_workload w join ml_variant v on v.workload_id = w.id join ml_measured m on m.variant_id = v.id
                  left join ml_point p on p.variant_id = v.id
                 where w.kind = 'provisioned' group by w.name, m.from_hour, m.to_hour order by 1
                """))
                .as("the idle one was asked for too")
                .containsExactly("recs-descriptions true 850 210", "search-answers-trial true no points");

        jdbc.sql("insert into sync_run (job, started_by, started_at, ended_at, state) values"
                        + " ('inventory', 'test', '2026-11-24T06:00Z', '2026-11-24T06:01Z', 'done')")
                .update();
        assertThat(rig.run("efficiency").state()).isEqualTo(RunState.DONE);
        assertThat(found().getFirst()).matches("recs-descriptions: fits: [\\d,]+ requests in 14 days\\.");
        assertThat(found().getLast())
                .isEqualTo("search-answers-trial: zombie: No requests in 14 days. No charge states what it costs.");
    }

    @Test
    void aPlaceThatRefusesKeepsWhatItHadAndFailsNoRun() {
        read();
        rig.simulator.faults().add(Fault.accessDenied().on(MODELS).inAccount(OrganisationModel.SEARCH));
        rig.simulator.bedrock().delete(ProvisionedModels.IDLE.id());
        rig.simulator.bedrock().delete(ProvisionedModels.BUSY.id());
        assertThat(read().state()).isEqualTo(RunState.DONE);
        assertThat(there())
                .as("what AWS doesn't list any more is gone, what it refuses is not")
                .containsExactly(ProvisionedModels.IDLE.name());
        assertThat(state(OrganisationModel.SEARCH)).isEqualTo("denied: bedrock:" + MODELS);
        assertThat(state(OrganisationModel.RECOMMENDATIONS)).isEqualTo("answers");

        rig.simulator.faults().clear();
        rig.simulator
                .faults()
                .add(Fault.throttled()
                        .on(MODELS)
                        .inAccount(OrganisationModel.SEARCH)
                        .times(2));
        read();
        assertThat(there()).as("a throttled request is sent again").isEmpty();
        assertThat(state(OrganisationModel.SEARCH)).isEqualTo("answers");
    }

    @Test
    void allPagesAreReadAndProfilesKeepTheirNamesAndTags() {
        for (int i = 0; i < 101; i++) {
            rig.simulator.bedrock().add(model("many%08d".formatted(i)));
        }
        rig.simulator.bedrock().add(profile("8k2assistant", "search-assistant"));
        rig.simulator.bedrock().add(profile("3m9indexer0", "search-indexer"));
        rig.simulator
                .faults()
                .add(Fault.accessDenied().on("ListTagsForResource").after(1));
        read();
        assertThat(there()).hasSize(103);
        assertThat(list("select name || ' ' || coalesce(tags, 'refused') from inference_profile order by name desc"))
                .containsExactly("search-indexer refused", "search-assistant {\"team\":\"search\"}");
    }

    private static Provisioned model(String id) {
        return new Provisioned(
                id,
                id,
                OrganisationModel.SEARCH,
                HERE,
                "amazon.nova-pro-v1:0",
                1,
                BigDecimal.ONE,
                null,
                5,
                0,
                Map.of());
    }

    private static Bedrock.Profile profile(String id, String name) {
        return new Bedrock.Profile(id, name, OrganisationModel.SEARCH, HERE, Map.of("team", "search"));
    }
}
