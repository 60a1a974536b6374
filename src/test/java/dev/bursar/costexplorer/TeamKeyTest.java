package dev.bursar.costexplorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.store.Rollups;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.ownership.OwnershipRules;
import dev.bursar.setup.SetupService;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.sync.SyncJob;
import dev.bursar.sync.control.SyncService;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncNode;
import dev.bursar.testing.SyncRig;
import dev.bursar.testing.VersionGuard;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which tag costs are read by, and what happens when that changes. */
class TeamKeyTest {
    private static final LocalDate OPENED = LocalDate.parse("2026-10-25");

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-12T09:00:00Z"));
    private Organisation organisation;
    private SyncRig rig;

    private void start() {
        organisation = Organisation.seeded(7, clock, OPENED);
        rig = new SyncRig(clock, organisation, Map.of());
    }

    private void startSynced() {
        rig = SyncRig.synced(clock, OPENED);
        organisation = rig.organisation;
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private void choose(String key) {
        var service = rig.bean(SetupService.class);
        service.choose(TeamKeys.of(key), service.state().teamKey().version());
    }

    private static void done(RunRow run) {
        assertThat(run.state()).as(String.valueOf(run.problem())).isEqualTo(RunState.DONE);
    }

    private Map<String, Map<String, BigDecimal>> source(String tag) {
        return Facts.source(organisation.lines(), tag);
    }

    private long asked(String tag) {
        return rig.simulator.requests().entries().stream()
                .filter(entry -> entry.operation().equals("GetCostAndUsage"))
                .filter(entry -> entry.groupBy().contains("TAG:" + tag))
                .count();
    }

    private void onlyProbes() {
        assertThat(rig.simulator.requests().entries())
                .filteredOn(entry -> entry.operation().equals("GetCostAndUsage"))
                .isNotEmpty()
                .allMatch(entry -> entry.filter().isEmpty());
    }

    @Test
    void withoutATagCostsWaitAndNothingIsPaid() {
        start();
        try (var node = rig.context(Map.of("bursar.aws.team-tag", ""))) {
            assertThat(node.getBeansOfType(SyncJob.class).values())
                    .filteredOn(job -> job.waitsFor().isPresent())
                    .extracting(SyncJob::name)
                    .containsExactlyInAnyOrder("costs", "forecast");
            assertThat(SyncNode.run(node, "costs")).isEmpty();
            assertThat(SyncNode.run(node, "forecast")).isEmpty();
            assertThat(rig.simulator.requests().entries()).isEmpty();
            var service = node.getBean(SyncService.class);
            assertThat(service.latest(10)).isEmpty();
            assertThat(service.jobs())
                    .filteredOn(job -> job.waitsFor() != null)
                    .allSatisfy(job -> assertThat(job.waitsFor().page()).isEqualTo("admin/set-up"));

            choose("team");
            assertThat(SyncNode.run(node, "costs").orElseThrow().state()).isEqualTo(RunState.DONE);
            assertThat(Facts.stored(rig)).isEqualTo(source("team"));
        }
    }

    @Test
    void anotherTagReadsAllCostsAnewAndThenOnlyChanges() {
        startSynced();
        choose("environment");
        VersionGuard.on(rig.database);
        rig.simulator.requests().clear();

        done(rig.run("costs"));
        assertThat(Facts.stored(rig)).isEqualTo(source("environment"));
        assertThat(rig.bean(Rollups.class).differences(LocalDate.parse("2026-09-01"), LocalDate.parse("2026-11-25")))
                .isZero();
        assertThat(asked("team")).isZero();
        rig.simulator.requests().clear();

        done(rig.run("costs"));
        onlyProbes();

        organisation.restate(java.time.YearMonth.of(2026, 10));
        done(rig.run("costs"));
        assertThat(Facts.stored(rig)).isEqualTo(source("environment"));
    }

    @Test
    void aReadingThatBreaksOffGoesOnByTheTagThatHoldsThen() {
        start();
        rig.simulator.faults().add(Fault.accessDenied().on("GetCostAndUsage").after(8));
        assertThat(rig.run("costs").state()).isEqualTo(RunState.FAILED);
        assertThat(asked("team")).isPositive();
        choose("environment");
        rig.simulator.faults().clear();
        rig.simulator.requests().clear();

        done(rig.run("costs"));
        assertThat(Facts.stored(rig)).isEqualTo(source("environment"));
        assertThat(asked("team")).isZero();

        // and the same once more, with costs by the tag before
        choose("team");
        rig.simulator.faults().add(Fault.accessDenied().on("GetCostAndUsage").after(12));
        assertThat(rig.run("costs").state()).isEqualTo(RunState.FAILED);
        rig.simulator.faults().clear();
        done(rig.run("costs"));
        assertThat(Facts.stored(rig)).isEqualTo(source("team"));
    }

    @Test
    void whatWasReadBeforeThereWasAChoiceIsByTheConfiguredTag() {
        startSynced();
        rig.database.jdbc().sql("update cost_probe set tag_key = null").update();
        rig.simulator.requests().clear();

        done(rig.run("costs"));
        onlyProbes();
    }

    @Test
    void valuesThatAreLeftOutOrNamedInAnotherCaseGetNoTeamOfTheirOwn() {
        start();
        rig.bean(SetupService.class).leaveOut(List.of("fraud"));
        rig.bean(OwnershipRules.class)
                .append(
                        rig.bean(dev.bursar.org.Organisation.class).teamNamed("The platform"),
                        List.of("PLATFORM"),
                        true,
                        null,
                        null);
        done(rig.run("costs"));

        var organisation = rig.bean(dev.bursar.org.Organisation.class);
        assertThat(organisation.teams())
                .extracting(team -> team.name().strip().toLowerCase(java.util.Locale.ROOT))
                .contains("research", "the platform")
                .doesNotContain("platform");
        assertThat(organisation.teams()).extracting(team -> team.name()).doesNotContain("fraud");
    }
}
