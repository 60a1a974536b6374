package dev.bursar.costexplorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.store.Rollups;
import dev.bursar.charges.store.SourceSlices;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.http.RequestLog;
import dev.bursar.simulator.organisation.Line;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.sync.Estimate;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import dev.bursar.testing.VersionGuard;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CostSyncTest {
    private static final String ASK = "GetCostAndUsage";
    /** Some weeks are enough wherever it isn't asked how much is read at first. */
    private static final LocalDate OPENED = LocalDate.parse("2026-10-10");

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private Organisation organisation;
    private SyncRig rig;

    private void empty(LocalDate opened) {
        organisation = Organisation.seeded(7, clock, opened);
        rig = new SyncRig(clock, organisation, Map.of());
    }

    private void synced() {
        rig = SyncRig.synced(clock, OPENED);
        organisation = rig.organisation;
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void backfillEqualsTheSourceToTheLastDigit() {
        empty(LocalDate.EPOCH);
        rig.run("accounts");
        Estimate estimate = rig.bean(CostSync.class).estimate().orElseThrow();
        RunRow run = rig.run("costs");

        assertThat(run.state()).as(String.valueOf(run.problem())).isEqualTo(RunState.DONE);
        assertThat((int) rig.simulator.requests().count(ASK, RequestLog.OK))
                .as("what set-up says before, not wider than it has to be: %s", estimate)
                .isBetween(estimate.least(), estimate.most())
                .isGreaterThan(estimate.most() / 5);
        assertThat(stored()).isEqualTo(source());
        assertThat(rig.bean(Rollups.class).differences(LocalDate.parse("2025-10-01"), LocalDate.parse("2026-11-25")))
                .isZero();
        assertThat(rig.database.jdbc().sql("""
            select to_char(charge_day, 'YYYY-MM') from charge_slice group by 1 order by min(cast(cast(xmin as text) as bigint)), 1 desc
            """).query(String.class).list())
                .as("the open month is stored first")
                .startsWith("2026-11", "2026-10", "2026-09")
                .endsWith("2025-10");
    }

    @Test
    void aRefreshWithNothingChangedCostsTheProbesOnly() {
        synced();

        RunRow run = rig.run("costs");

        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(run.progress().rowsChanged()).isZero();
        assertThat(rig.simulator.requests().entries())
                .filteredOn(entry -> entry.operation().equals(ASK))
                .allMatch(entry -> entry.filter().isEmpty())
                .extracting(RequestLog.Entry::groupBy)
                .containsOnly(
                        List.of("DIMENSION:LINKED_ACCOUNT", "DIMENSION:RECORD_TYPE"),
                        List.of("TAG:team", "DIMENSION:SERVICE"));
    }

    @Test
    void costThatMovesBetweenTagsAtEqualSumsIsNoticed() {
        synced();
        Line line = organisation.lines(LocalDate.parse("2026-11-12"), LocalDate.parse("2026-11-13")).stream()
                .filter(candidate ->
                        candidate.cell().tags().getOrDefault("team", "").equals("fraud")
                                && candidate.cell().recordType().equals("Usage")
                                && candidate.costs().unblended().compareTo(BigDecimal.TEN) > 0)
                .findFirst()
                .orElseThrow();
        organisation.moveTag(
                line.day(),
                line.day().plusDays(1),
                line.cell().account(),
                line.cell().service(),
                "fraud",
                "platform",
                BigDecimal.ONE);

        RunRow run = rig.run("costs");

        assertThat(run.state()).as(String.valueOf(run.problem())).isEqualTo(RunState.DONE);
        assertThat(stored()).isEqualTo(source());
        assertThat(rig.simulator.requests().entries().stream()
                        .filter(e -> !e.filter().isEmpty()))
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void aRestatedClosedMonthIsReadAgain() {
        synced();
        organisation.restate(YearMonth.parse("2026-10"));
        VersionGuard.on(rig.database);

        RunRow run = rig.run("costs");

        assertThat(run.state()).as(String.valueOf(run.problem())).isEqualTo(RunState.DONE);
        assertThat(stored()).isEqualTo(source());
        assertThat(rig.database
                        .jdbc()
                        .sql("select distinct finality from charge_slice where charge_day = '2026-10-31'")
                        .query(String.class)
                        .list())
                .contains("restated");
    }

    @Test
    void theNextDaysRefreshReadsWhatIsNew() {
        synced();
        clock.set(Instant.parse("2026-11-25T09:00:00Z"));

        RunRow run = rig.run("costs");

        assertThat(run.state()).as(String.valueOf(run.problem())).isEqualTo(RunState.DONE);
        assertThat(stored()).isEqualTo(source());
    }

    @Test
    void aThirdOfRefusalsIsSurvivedWithFewRequestsMore() {
        empty(OPENED);
        rig.simulator.rowsPerPage(120);
        rig.simulator.faults().add(Fault.limitExceeded().on(ASK).withProbability("0.3"));

        RunRow run = rig.run("costs");

        assertThat(run.state()).as(String.valueOf(run.problem())).isEqualTo(RunState.DONE);
        long answered = rig.simulator.requests().count(ASK, RequestLog.OK);
        assertThat((double) rig.simulator.requests().count(ASK) / answered).isLessThan(1.8);
        assertThat(stored()).isEqualTo(source());
    }

    private Map<String, BigDecimal> source() {
        Map<String, BigDecimal> cells = new TreeMap<>();
        organisation.lines().forEach(line -> {
            var cell = line.cell();
            String key = String.join(
                    "|",
                    line.day().toString(),
                    cell.account(),
                    cell.service(),
                    cell.recordType(),
                    cell.tags().getOrDefault("team", ""));
            cells.merge(key + "|unblended", line.costs().unblended(), BigDecimal::add);
            cells.merge(key + "|amortized", line.costs().amortized(), BigDecimal::add);
            cells.merge(key + "|netUnblended", line.costs().netUnblended(), BigDecimal::add);
            cells.merge(key + "|netAmortized", line.costs().netAmortized(), BigDecimal::add);
        });
        cells.replaceAll((key, value) -> value.stripTrailingZeros());
        return cells;
    }

    private Map<String, BigDecimal> stored() {
        Map<String, BigDecimal> cells = new TreeMap<>();
        rig.bean(SourceSlices.class)
                .charges(LocalDate.parse("2020-01-01"), LocalDate.parse("2030-01-01"))
                .forEach(charge -> {
                    String key = String.join(
                            "|",
                            charge.day().toString(),
                            charge.account(),
                            charge.service(),
                            charge.recordType(),
                            charge.tagValue());
                    cells.put(key + "|unblended", charge.amounts().unblended().stripTrailingZeros());
                    cells.put(key + "|amortized", charge.amounts().amortized().stripTrailingZeros());
                    cells.put(
                            key + "|netUnblended",
                            charge.amounts().netUnblended().stripTrailingZeros());
                    cells.put(
                            key + "|netAmortized",
                            charge.amounts().netAmortized().stripTrailingZeros());
                });
        return cells;
    }
}
