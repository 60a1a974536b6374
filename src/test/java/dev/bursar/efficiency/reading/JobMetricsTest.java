package dev.bursar.efficiency.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.sync.RunState;
import dev.bursar.testing.SyncRig;
import dev.bursar.testing.SyncRig.Has;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From what CloudWatch measures of the instances that jobs run on, through the SDK over HTTP, to the utilisation of their family. */
class JobMetricsTest {
    private SyncRig rig;
    private JdbcClient jdbc;

    private void startFrom(Has has) {
        rig = SyncRig.that(has);
        jdbc = rig.database.jdbc();
    }

    /** What was found of a family. */
    private record Row(
            String name,
            String type,
            @Nullable Double cpu,
            @Nullable Double memory,
            @Nullable Double gpu,
            @Nullable Double gpuMemory) {}

    @AfterEach
    void stop() {
        rig.close();
    }

    private void measure() {
        var run = rig.run("ml-metrics");
        assertThat(run.state()).as(String.valueOf(run.problem())).isEqualTo(RunState.DONE);
        rig.run("efficiency");
    }

    /** Those that are billed for hours, and transform jobs, which are too short for that. */
    private List<Row> families() {
        return jdbc.sql("""
                        select w.name, v.instance_type, f.cpu, f.memory, f.gpu, f.gpu_memory
                          from ml_finding f join ml_workload w on w.id = f.workload_id
                          join ml_variant v on v.workload_id = w.id and v.gone_at is null
                         where w.kind = 'job-family'
                           and (w.arn like '%:transform-job/%'
                                or exists (select from ml_cost c where c.workload_id = w.id and c.hours > 0 and c.day >= '2026-11-11'))
                         order by w.name
                        """)
                .query((row, number) -> new Row(
                        row.getString("name"),
                        row.getString("instance_type"),
                        row.getObject("cpu", Double.class),
                        row.getObject("memory", Double.class),
                        row.getObject("gpu", Double.class),
                        row.getObject("gpu_memory", Double.class)))
                .list();
    }

    /** Instance-hours that were measured of families, by day of UTC. */
    private Map<LocalDate, Double> hoursByDay() {
        return Map.copyOf(jdbc
                .sql("""
                        select cast(p.hour at time zone 'UTC' as date) as day, sum(p.cpu_samples) / 60 as hours
                          from ml_point p join ml_variant v on v.id = p.variant_id join ml_workload w on w.id = v.workload_id
                         where w.kind = 'job-family' group by 1
                        """)
                .query((row, number) -> Map.entry(row.getObject("day", LocalDate.class), row.getDouble("hours")))
                .list()
                .stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** What the charges of a day say that jobs ran, in instance-hours. */
    private double billed(LocalDate day) {
        return jdbc.sql("""
                        select coalesce(sum(hours), 0) from ml_cost c join ml_workload w on w.id = c.workload_id
                         where w.kind = 'job-family' and c.day = :day
                        """).param("day", day).query(Double.class).single();
    }

    @Test
    void eachFamilyHasTheUtilisationOfTheInstancesThatItsJobsRanOn() {
        startFrom(Has.FINDINGS);

        List<Row> families = families();
        assertThat(families).hasSizeGreaterThan(3);
        assertThat(families).allSatisfy(row -> {
            assertThat(row.cpu()).as(row.name()).isBetween(0.25, 0.40);
            assertThat(row.memory()).as(row.name()).isBetween(0.40, 0.42);
        });
        assertThat(families)
                .filteredOn(row -> row.type().matches("ml\\.[gp].*"))
                .isNotEmpty()
                .allSatisfy(row -> {
                    assertThat(row.gpu()).as(row.name()).isBetween(0.70, 0.95);
                    assertThat(row.gpuMemory()).as(row.name()).isCloseTo(0.82, within(1e-9));
                });
        assertThat(families)
                .as("transform jobs, whose hosts CloudWatch lists")
                .anySatisfy(row -> assertThat(row.name()).startsWith("search-rerank"));
        // warm pools are billed and not measured, managed Spot training is measured longer than billed
        LocalDate day = LocalDate.parse("2026-11-20");
        assertThat(billed(day)).isGreaterThan(10);
        assertThat(hoursByDay().get(day)).isCloseTo(billed(day), within(0.1 * billed(day)));
    }

    @Test
    void theNextDayAddsItsJobsAndCountsNoneTwice() {
        startFrom(Has.FINDINGS);
        Map<LocalDate, Double> before = hoursByDay();
        LocalDate settled = LocalDate.parse("2026-11-22");
        rig.only(OrganisationModel.RESEARCH);

        rig.clock.forward(Duration.ofDays(1));
        rig.run("ml-workloads");
        measure();

        assertThat(hoursByDay().get(settled)).isEqualTo(before.get(settled));
        assertThat(hoursByDay().get(LocalDate.parse("2026-11-24")))
                .isGreaterThan(before.getOrDefault(LocalDate.parse("2026-11-24"), 0.0));
    }

    @Test
    void whereCloudWatchListsNoHostsOnlyTransformJobsAreNotMeasured() {
        startFrom(Has.FINDINGS);
        rig.only(OrganisationModel.RESEARCH, OrganisationModel.SEARCH);
        rig.forgetHours("kind = 'job-family' and w.account in ('%s', '%s')"
                .formatted(OrganisationModel.RESEARCH, OrganisationModel.SEARCH));
        rig.simulator.faults().add(Fault.accessDenied().on("ListMetrics"));
        measure();

        assertThat(families())
                .filteredOn(row -> row.name().startsWith("search-rerank"))
                .singleElement()
                .satisfies(row -> assertThat(row.cpu()).isNull());
        assertThat(families())
                .filteredOn(row -> !row.name().startsWith("search-rerank"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.cpu()).isNotNull());

        rig.simulator.faults().clear();
        rig.clock.forward(Duration.ofDays(1));
        measure();
        assertThat(families())
                .filteredOn(row -> row.name().startsWith("search-rerank"))
                .singleElement()
                .satisfies(row -> assertThat(row.cpu()).isNotNull());
        assertThat(jdbc.sql("select distinct state from place_state where api = 'cloudwatch-agent'")
                        .query(String.class)
                        .list())
                .containsExactly("answers");
    }
}
