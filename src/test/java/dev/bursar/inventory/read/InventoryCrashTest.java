package dev.bursar.inventory.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.simulator.resources.Resource;
import dev.bursar.simulator.roles.MemberRoles;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.testing.Awaited;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncNode;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node that is killed while it reads resources leaves nothing gone that isn't; of two nodes one reads. */
class InventoryCrashTest {
    private final SyncRig rig = SyncRig.that(SyncRig.Has.WORKLOADS, Map.of());
    private final MovableClock clock = rig.clock;
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
        rig.close();
    }

    private Set<String> stored(String where) {
        return new TreeSet<>(rig.database
                .jdbc()
                .sql("select arn from resource where " + where)
                .query(String.class)
                .list());
    }

    private Set<String> readable() {
        return rig.simulator.resources().existing().stream()
                .filter(resource -> !resource.account().equals(MemberRoles.WITHOUT_ROLE))
                .map(Resource::arn)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Process node() {
        Process process = rig.process("inventory");
        started.add(process);
        SyncRig.go(process);
        return process;
    }

    @Test
    void killedInTheMiddleNothingIsGoneThatIsNot() throws InterruptedException {
        Set<String> first = stored("gone_at is null");
        assertThat(first).containsAll(readable());

        clock.forward(Duration.ofHours(8));
        rig.simulator.faults().add(Fault.slow(Duration.ofMillis(40)).times(Fault.FOR_EVER));
        for (int kill = 0; kill < 2; kill++) {
            rig.simulator.requests().clear();
            Process node = node();
            int requests = 10 + 15 * kill;
            Awaited.until(() -> rig.simulator.requests().count("GetResources") >= requests);
            node.destroyForcibly().waitFor();
            assertThat(stored("gone_at is null")).containsAll(readable());
            assertThat(stored("gone_at is not null")).isEmpty();
            clock.forward(Duration.ofSeconds(60));
        }
        rig.simulator.faults().clear();
        long places = rig.database
                .jdbc()
                .sql("select count(*) from inventory_reading")
                .query(Long.class)
                .single();
        rig.simulator.requests().clear();
        RunRow resumed = rig.run("inventory");

        assertThat(resumed.state()).isEqualTo(RunState.DONE);
        assertThat(stored("gone_at is null")).isEqualTo(first);
        // what was read before the kills is not read again
        assertThat(rig.simulator.requests().count("GetResources")).isLessThan((int) places / 2);
    }

    @Test
    void ofTwoNodesOneReads() {
        rig.only(OrganisationModel.FRAUD);
        rig.simulator
                .faults()
                .add(Fault.slow(Duration.ofSeconds(1)).on("GetResources").times(1));
        try (var other = rig.context(Map.of())) {
            CompletableFuture<RunRow> first = CompletableFuture.supplyAsync(() -> rig.run("inventory"));
            Awaited.until(() -> rig.simulator.faults().active().isEmpty());
            assertThat(SyncNode.run(other, "inventory")).isEmpty();
            assertThat(first.join().state()).isEqualTo(RunState.DONE);
        }
    }
}
