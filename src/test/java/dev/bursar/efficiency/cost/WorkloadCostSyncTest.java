package dev.bursar.efficiency.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bursar.simulator.exports.Export;
import dev.bursar.simulator.exports.ExportLine;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.testing.SyncRig;
import dev.bursar.testing.SyncRig.Has;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Costs by resource from the simulated Cost Explorer to workloads' costs, and never beside those of an export. */
class WorkloadCostSyncTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-11-10");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");

    private SyncRig rig;
    private JdbcClient jdbc;

    @BeforeEach
    void withoutExport() {
        startFrom(Has.WORKLOADS);
    }

    private void startFrom(Has has) {
        rig = SyncRig.that(has, Map.of());
        jdbc = rig.database.jdbc();
    }

    /** The same with measured hours. */
    private void measured() {
        rig.close();
        startFrom(Has.MEASURED);
        try (var owner = rig.database.owner()) {
            JdbcClient.create(owner)
                    .sql("truncate charge, cost_export, ml_cost, ml_cost_elsewhere cascade")
                    .update();
        }
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private void turnOn() {
        jdbc.sql(
                        "insert into daily_reading (name, enabled, set_by, set_at) values ('ml-resource-costs', true, 'Ada', now())")
                .update();
    }

    private long asked() {
        return rig.simulator.requests().entries().stream()
                .filter(one -> one.operation().equals("GetCostAndUsageWithResources"))
                .count();
    }

    private RunRow read() {
        return rig.run("ml-resource-costs");
    }

    private BigDecimal amount(String sql) {
        return jdbc.sql(sql).query(BigDecimal.class).single();
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    /** EffectiveCost by resource of SageMaker, as the organisation has it. */
    private Map<String, BigDecimal> charged(LocalDate from, LocalDate to) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        for (ExportLine part : rig.organisation.parts(rig.organisation.lines(from, to))) {
            if (part.cell().service().equals("Amazon SageMaker")
                    && !part.resource().isEmpty()) {
                sums.merge(part.resource(), part.costs().netAmortized(), BigDecimal::add);
            }
        }
        return sums;
    }

    private Map<String, BigDecimal> costs(String sql) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        jdbc.sql(sql).query(row -> {
            sums.put(row.getString(1), row.getBigDecimal(2));
        });
        return sums;
    }

    private static void agree(Map<String, BigDecimal> some, Map<String, BigDecimal> others) {
        assertThat(some.keySet()).isEqualTo(others.keySet());
        assertThat(some).allSatisfy((name, sum) -> assertThat(sum).as(name).isEqualByComparingTo(others.get(name)));
    }

    @Test
    void offNothingIsAskedOrPaid() {
        RunRow run = read();

        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(asked()).isZero();
    }

    @Test
    void eachEndpointCostsWhatTheChargesSay() {
        measured();
        turnOn();
        assertThat(read().state()).isEqualTo(RunState.DONE);
        assertThat(amount("select sum(cost_usd) from sync_request where api = 'ce:GetCostAndUsageWithResources'"))
                .isEqualByComparingTo(new BigDecimal("0.01").multiply(BigDecimal.valueOf(asked())));
        rig.run("efficiency");

        agree(
                costs(
                        "select resource, sum(effective_cost) from ml_resource_cost where resource like '%:sagemaker:%' group by 1"),
                charged(FIRST, TODAY));
        // yesterday may still grow, so it is not counted yet
        LocalDate last = TODAY.minusDays(1);
        Map<String, BigDecimal> endpoints = costs("""
                select w.arn, sum(c.effective_cost) from ml_cost c join ml_workload w on w.id = c.workload_id
                 where w.kind = 'endpoint' group by 1
                """);
        Map<String, BigDecimal> charged = charged(FIRST, last);
        charged.keySet().retainAll(texts("select arn from ml_workload where kind = 'endpoint'"));
        agree(endpoints, charged);
        assertThat(endpoints).hasSizeGreaterThan(10);

        // the word of the source, and the cost of its 13 days and of no more
        assertThat(texts("""
                        select distinct f.cost_source from ml_finding f join ml_workload w on w.id = f.workload_id
                         where w.kind = 'endpoint' and w.id in (select workload_id from ml_cost)
                        """)).containsExactly("cost_explorer");
        assertThat(amount("""
                        select f.cost - (select sum(c.effective_cost) from ml_cost c where c.workload_id = w.id)
                          from ml_finding f join ml_workload w on w.id = f.workload_id where w.name = 'recs-user-embeddings'
                        """)).isEqualByComparingTo("0");
        assertThat(jdbc.sql("""
                                select f.coverage from ml_finding f join ml_workload w on w.id = f.workload_id
                                 where w.name = 'recs-user-embeddings'
                                """).query(Double.class).single()).isCloseTo(1, within(0.01));
        assertThat(texts("select cost_source || ' ' || first_day || ' ' || last_day from ml_judged"))
                .containsExactly("cost_explorer 2026-11-10 2026-11-22");
        // idle ones are still told from the others
        assertThat(texts("""
                        select w.name from ml_finding f join ml_workload w on w.id = f.workload_id
                         where w.kind = 'endpoint' and f.state = 'zombie' order by 1
                        """)).containsExactly("recs-email-ranker-v1", "search-legacy-reranker", "vision-ocr-legacy");
        // the inventory says whose it is, because Cost Explorer has no tags beside resources
        jdbc.sql("update resource set team_id = 7, owner_by = 'rules' where arn like '%:endpoint/recs-user-embeddings'")
                .update();
        new TransactionTemplate(rig.bean(PlatformTransactionManager.class))
                .executeWithoutResult(any -> rig.bean(WorkloadCosts.class).refresh());
        assertThat(texts("""
                        select distinct w.name from ml_cost c join ml_workload w on w.id = c.workload_id where c.team_id = 7
                        """)).containsExactly("recs-user-embeddings");
    }

    @Test
    void whatIsNoKnownWorkloadIsKeptApartAndNothingIsLost() {
        turnOn();
        read();
        jdbc.sql("delete from ml_workload where name = 'vision-ocr-legacy'").update();
        new TransactionTemplate(rig.bean(PlatformTransactionManager.class))
                .executeWithoutResult(any -> rig.bean(WorkloadCosts.class).refresh());

        assertThat(texts("select resource from ml_cost_elsewhere")).anyMatch(arn -> arn.endsWith("/vision-ocr-legacy"));
        assertThat(amount("""
                        select (select sum(c.effective_cost) from ml_cost c join ml_workload w on w.id = c.workload_id
                                 where w.kind <> 'ec2')
                             + (select sum(effective_cost) from ml_cost_elsewhere)
                             - (select sum(effective_cost) from ml_resource_cost
                                 where resource like '%:sagemaker:%' and day <= (select max(day) from ml_cost))
                        """)).isEqualByComparingTo("0");
    }

    @Test
    void theNextDayReadsOnlyTheLatestDaysAgain() {
        turnOn();
        read();
        rig.clock.forward(Duration.ofDays(1));
        assertThat(read().state()).isEqualTo(RunState.DONE);

        assertThat(texts(
                        "select to_char(day, 'DD') from ml_resource_cost_day where read_at >= '2026-11-25' order by 1"))
                .containsExactly("21", "22", "23", "24");
        agree(
                costs(
                        "select resource, sum(effective_cost) from ml_resource_cost where resource like '%:sagemaker:%' group by 1"),
                charged(FIRST, TODAY.plusDays(1)));
    }

    @Test
    void anAnswerOfManyPagesIsPaidByPageAndAddsUp() {
        rig.simulator.rowsPerPage(40);
        turnOn();
        assertThat(read().state()).isEqualTo(RunState.DONE);

        assertThat(asked()).isGreaterThan(3);
        assertThat(amount("select sum(cost_usd) from sync_request where api = 'ce:GetCostAndUsageWithResources'"))
                .isEqualByComparingTo(new BigDecimal("0.01").multiply(BigDecimal.valueOf(asked())));
        agree(
                costs(
                        "select resource, sum(effective_cost) from ml_resource_cost where resource like '%:sagemaker:%' group by 1"),
                charged(FIRST, TODAY));
    }

    @Test
    void chargesOfAnExportAreNeverMixedWithThem() {
        turnOn();
        read();
        long before = asked();
        Map<String, Object> files =
                Map.of("bursar.aws.charge-files", "s3://" + Export.BUCKET + "/" + Export.FOCUS_1_2.prefix());
        try (AnnotationConfigApplicationContext node = rig.context(files)) {
            assertThat(SyncRig.run(node, "exports").state()).isEqualTo(RunState.DONE);
            rig.run("efficiency");
        }

        assertThat(texts("select cost_source from ml_judged")).containsExactly("export");
        assertThat(amount("""
                        select (select sum(effective_cost) from ml_cost where day >= (select first_day from ml_judged))
                             + (select coalesce(sum(effective_cost), 0) from ml_cost_elsewhere)
                             - (select sum(effective_cost) from charge c join term r on r.id = c.resource_id
                                 where (r.value like 'arn:aws:sagemaker:%'
                                        or r.value in (select name from ml_workload where kind = 'ec2'))
                                   and c.charge_day between (select first_day from ml_judged) and (select last_day from ml_judged))
                        """)).isEqualByComparingTo("0");
        // and nothing more is asked
        read();
        assertThat(asked()).isEqualTo(before);
    }

    @Test
    void deniedAndNotTurnedOnAtAwsAreSentences() {
        turnOn();
        rig.simulator.faults().add(Fault.accessDenied().on("GetCostAndUsageWithResources"));
        assertThat(read().state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        assertThat(texts("select problem from daily_reading"))
                .containsExactly("AWS refused ce:GetCostAndUsageWithResources to Bursar's role.");

        rig.simulator.faults().clear();
        rig.simulator.faults().add(Fault.dataUnavailable().on("GetCostAndUsageWithResources"));
        assertThat(read().state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        assertThat(texts("select what_to_do from daily_reading").getFirst())
                .contains("turn on resource-level data at daily granularity for Amazon SageMaker and EC2");
        assertThat(amount("select count(*) from ml_resource_cost_day")).isZero();

        rig.simulator.faults().clear();
        assertThat(read().state()).isEqualTo(RunState.DONE);
        assertThat(texts("select name from daily_reading where problem is null"))
                .containsExactly("ml-resource-costs");
    }

    @Test
    void theCapStopsItAndNothingOfTheAnswerIsKept() {
        rig.simulator.rowsPerPage(40);
        turnOn();
        jdbc.sql("update sync_settings set daily_cap_usd = 0.02 + (select sum(cost_usd) from sync_request)")
                .update();

        assertThat(read().state()).isEqualTo(RunState.STOPPED_AT_CAP);
        assertThat(asked()).isEqualTo(2);
        assertThat(amount("select count(*) from ml_resource_cost_day")).isZero();
    }
}
