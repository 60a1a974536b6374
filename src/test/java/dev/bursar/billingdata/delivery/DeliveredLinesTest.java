package dev.bursar.billingdata.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.charges.ChargeLine;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.query.ChargeLines;
import dev.bursar.simulator.athena.ResultsBucket;
import dev.bursar.simulator.exports.Export;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.spend.spi.LinesOfCharges;
import dev.bursar.spend.spi.LinesOfCharges.Wanted;
import dev.bursar.spend.spi.LinesOfCharges.Watch;
import dev.bursar.sync.RunState;
import dev.bursar.sync.SourceProblem;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lines of charges, looked up in deliveries in the simulated AWS's bucket. */
class DeliveredLinesTest {
    private static final LocalDate FROM = LocalDate.parse("2026-10-31");
    private static final LocalDate TO = LocalDate.parse("2026-11-02");

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-03T09:00:00Z"));
    private final SyncRig rig = new SyncRig(clock, SmallOrganisation.opened(clock, "2026-10-31"), Map.of());
    private AnnotationConfigApplicationContext node;

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        node.close();
        rig.close();
    }

    private void read(Export export) {
        node = rig.context(Map.of(
                "bursar.aws.charge-files",
                "s3://" + Export.BUCKET + "/" + export.prefix(),
                "bursar.data",
                folder.toString()));
        assertThat(SyncRig.run(node, "exports").state()).isEqualTo(RunState.DONE);
    }

    private static CostQuery question(CostFilter... filters) {
        return new CostQuery(
                FROM,
                TO,
                Granularity.DAILY,
                CostMetric.BILLED,
                Dimension.TEAM,
                null,
                Set.of(),
                null,
                List.of(filters),
                false);
    }

    private List<Map<String, String>> lines(CostQuery question) throws IOException {
        var found = new ArrayList<Map<String, String>>();
        try (var lines = node.getBean(LinesOfCharges.class).of(question)) {
            assertThat(lines.without()).isZero();
            assertThat(lines.sums()).isNotEmpty().allSatisfy(sum -> {
                assertThat(sum.difference()).isEqualByComparingTo(BigDecimal.ZERO);
                assertThat(sum.without()).isEqualByComparingTo(BigDecimal.ZERO);
                assertThat(sum.lines()).isEqualByComparingTo(sum.charges());
            });
            lines.each(line -> {
                assertThat(lines.columns()).containsAll(line.keySet());
                found.add(line);
            });
            assertThat(lines.lines()).isEqualTo(found.size());
        }
        return found;
    }

    private static BigDecimal sum(List<Map<String, String>> lines, String column) {
        return lines.stream()
                .map(line -> new BigDecimal(line.getOrDefault(column, "0")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @ParameterizedTest
    @EnumSource(names = {"FOCUS_1_2", "CUR_2"})
    void eachLineIsOfOneTeamAndLinesAddUpToTheirCharges(Export export) throws IOException {
        read(export);
        var charges = new ArrayList<ChargeLine>();
        node.getBean(ChargeLines.class).each(question(), charges::add);
        boolean focus = export == Export.FOCUS_1_2;

        var all = lines(question());

        assertThat(all).hasSizeGreaterThan(charges.size());
        assertThat(all.getFirst()).containsKey(focus ? "ChargeDescription" : "line_item_line_item_description");
        int ofTeams = 0;
        for (String team : charges.stream().map(ChargeLine::teamKey).distinct().toList()) {
            var own = lines(question(new CostFilter(Dimension.TEAM, Operator.IS, List.of(team))));
            ofTeams += own.size();
            if (focus) {
                assertThat(sum(own, "BilledCost"))
                        .as("team %s", team)
                        .isEqualByComparingTo(charges.stream()
                                .filter(charge -> charge.teamKey().equals(team))
                                .map(ChargeLine::billed)
                                .reduce(BigDecimal.ZERO, BigDecimal::add));
            }
        }
        assertThat(ofTeams).isEqualTo(all.size());
    }

    @Test
    void anotherDeliveryThanTheOneThatWasReadIsNotLookedUp() {
        read(Export.FOCUS_1_2);
        clock.forward(Duration.ofDays(1));

        assertThatThrownBy(() -> lines(question()))
                .isInstanceOfSatisfying(
                        SourceProblem.class,
                        problem -> assertThat(problem.said().what())
                                .isEqualTo("AWS has delivered 2026-11 again since its charges were read."));
    }

    @Test
    void linesOfTextFilesAddUpToTheirCharges() throws IOException {
        read(Export.FOCUS_1_2_CSV);

        assertThat(lines(question()))
                .hasSizeGreaterThan(100)
                .allSatisfy(line -> assertThat(line).containsKey("BilledCost"));
    }

    private LinesOfCharges.Plan.Ready plan(List<String> columns) {
        var plan = node.getBean(LinesOfCharges.class).plan(new Wanted(question(), columns, true));
        assertThat(plan).isInstanceOf(LinesOfCharges.Plan.Ready.class);
        return (LinesOfCharges.Plan.Ready) plan;
    }

    @Test
    void athenaPicksTheSameLinesForThePriceThatWasSaidBefore() throws IOException {
        read(Export.FOCUS_1_2);
        var here = plan(List.of());
        assertThat(here.engine()).isNull();
        assertThat(here.remote()).isTrue();
        var all = lines(question());
        node.close();
        node = rig.context(Map.of(
                "bursar.aws.charge-files",
                "s3://" + Export.BUCKET + "/" + Export.FOCUS_1_2.prefix(),
                "bursar.data",
                folder.toString(),
                "bursar.athena.results",
                "s3://" + ResultsBucket.BUCKET + "/bursar/",
                "bursar.athena.database",
                "bursar"));
        node.getBean(JdbcClient.class).sql("""
                        insert into line_reduction (place, tested, chosen_by, chosen_at, version)
                        values ('athena', true, 'test', '2026-11-01', 1)
                        on conflict (one) do update set place = excluded.place, version = line_reduction.version + 1
                        """).update();
        rig.simulator.requests().clear();

        var there = plan(List.of("ChargeDescription"));

        assertThat(rig.simulator.requests().counts())
                .as("nothing is scanned before")
                .doesNotContainKey("StartQueryExecution");
        var engine = Objects.requireNonNull(there.engine());
        assertThat(engine.name()).isEqualTo("Athena");
        assertThat(engine.columns()).contains("ChargeDescription", "BilledCost");
        assertThat(there.bytes()).isGreaterThan(plan(List.of()).bytes()).isLessThan(here.bytes());
        BigDecimal before = paid();
        var picked = new ArrayList<Map<String, String>>();
        try (var lines = node.getBean(LinesOfCharges.class)
                .of(new Wanted(question(), List.of("ChargeDescription"), true), Watch.NONE)) {
            assertThat(lines.sums())
                    .allSatisfy(sum -> assertThat(sum.difference()).isEqualByComparingTo(BigDecimal.ZERO));
            lines.each(picked::add);
            assertThat(lines.usual()).contains("BilledCost", "ChargePeriodStart");
            assertThat(lines.columns()).contains("ChargeDescription").noneMatch(name -> name.contains("check"));
        }
        Set<String> columns = new HashSet<>();
        picked.forEach(line -> columns.addAll(line.keySet()));
        all.forEach(line -> line.keySet().retainAll(columns));
        assertThat(picked).containsExactlyInAnyOrderElementsOf(all);
        assertThat(paid().subtract(before))
                .isEqualByComparingTo(engine.usd().orElseThrow().setScale(10, RoundingMode.UP));
        assertThat(rig.simulator.requests().counts()).containsKey("StartQueryExecution");
        assertThat(rig.simulator.results().keys("")).isEmpty();
        whatCouldNotBeRemovedIsRemovedLater();
    }

    private void whatCouldNotBeRemovedIsRemovedLater() {
        rig.simulator.faults().add(Fault.accessDenied().on("DeleteObject"));
        node.getBean(LinesOfCharges.class)
                .of(new Wanted(question(), List.of(), true), Watch.NONE)
                .close();
        assertThat(rig.simulator.results().keys("bursar/lines/")).isNotEmpty();
        rig.simulator.faults().clear();
        clock.forward(Duration.ofDays(4));

        assertThat(SyncRig.run(node, "exports").state()).isEqualTo(RunState.DONE);

        assertThat(rig.simulator.results().keys("")).isEmpty();
        assertThat(rig.simulator.athena().tables()).isEmpty();
    }

    private BigDecimal paid() {
        return node.getBean(JdbcClient.class)
                .sql("select coalesce(sum(cost_usd), 0) from sync_request where api = 'athena:DataScanned'")
                .query(BigDecimal.class)
                .single();
    }

    @Test
    void whoCancelsGetsNothingAndLeavesNothing() {
        read(Export.FOCUS_1_2);
        var wanted = new Wanted(question(), List.of(), false);

        assertThatThrownBy(() -> node.getBean(LinesOfCharges.class).of(wanted, new Watch() {
                    @Override
                    public boolean cancelled() {
                        return true;
                    }
                }))
                .isInstanceOf(LinesOfCharges.Cancelled.class);
        assertThat(folder)
                .isDirectoryNotContaining(path -> path.getFileName().toString().startsWith("reading-"));
    }

    @Test
    void whatWasNeverDeliveredIsToldFromWhatWasNeverRead() {
        assertThat(rig.run("costs").state()).isEqualTo(RunState.DONE);
        node = rig.context(Map.of(
                "bursar.aws.charge-files",
                "s3://" + Export.BUCKET + "/" + Export.FOCUS_1_2.prefix(),
                "bursar.data",
                folder.toString()));
        var lines = node.getBean(LinesOfCharges.class);

        assertThat(lines.plan(new Wanted(question(), List.of(), false)))
                .isInstanceOf(LinesOfCharges.Plan.NotRead.class);
        assertThat(lines.plan(new Wanted(
                        question(new CostFilter(Dimension.ACCOUNT, Operator.IS, List.of("000000000000"))),
                        List.of(),
                        false)))
                .isInstanceOf(LinesOfCharges.Plan.NoCharges.class);
    }
}
