package dev.bursar.trail.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.kernel.Moments;
import dev.bursar.simulator.cloudtrail.TrailFiles;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.sync.RunState;
import dev.bursar.testing.Awaited;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncNode;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node that is killed while it reads back claims only what it has stored; of two nodes one reads. */
class EventCrashTest {
    private static final String FRAUD = OrganisationModel.FRAUD;
    private static final int BUSY = 1_400;
    /** A week of events: each run reads all of them. */
    private static final LocalDate OPENED = LocalDate.parse("2026-11-17");

    private final SyncRig rig = SyncRig.members(OPENED, Map.of());
    private final MovableClock clock = rig.clock;
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void fewPlaces() {
        rig.only(FRAUD, OrganisationModel.SANDBOX);
    }

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
        rig.close();
    }

    private void addMany() {
        for (int i = 0; i < BUSY; i++) {
            rig.simulator.events().add(FRAUD, "us-east-1", """
                    {"eventID":"3333%04x-0000-4000-8000-00000000000f","eventTime":"%s","eventSource":"ec2.amazonaws.com",\
                    "eventName":"StopInstances","awsRegion":"us-east-1","recipientAccountId":"%s","readOnly":false,\
                    "userIdentity":{"type":"IAMUser","userName":"anna"},"requestParameters":null}""".formatted(
                            i, clock.instant().minus(Duration.ofMinutes(60 + i)), FRAUD));
        }
    }

    private TreeSet<String> stored() {
        return new TreeSet<>(rig.database
                .jdbc()
                .sql("select event_id::text from trail_event")
                .query(String.class)
                .list());
    }

    /** Events that a period claims, and that are not stored. */
    private List<String> claimedAndMissing() {
        TreeSet<String> stored = stored();
        record Claim(String account, String region, Instant from, Instant to) {}
        List<Claim> claims = rig.database
                .jdbc()
                .sql("select account, region, from_time, to_time from trail_window")
                .query((row, number) -> new Claim(
                        row.getString(1), row.getString(2), Moments.of(row, "from_time"), Moments.of(row, "to_time")))
                .list();
        return rig.simulator.events().all().stream()
                .filter(event -> !event.readOnly() && !stored.contains(event.id()))
                .filter(event -> claims.stream()
                        .anyMatch(claim -> claim.account().equals(event.account())
                                && claim.region().equals(event.region())
                                && !event.time().isBefore(claim.from())
                                && event.time().isBefore(claim.to())))
                .map(event -> event.account() + " " + event.region() + " " + event.time() + " " + event.name())
                .toList();
    }

    private Process node(String job, String... settings) {
        Process process = rig.process(job, settings);
        started.add(process);
        SyncRig.go(process);
        return process;
    }

    private void killAfter(Process node, String operation, int requests) throws InterruptedException {
        Awaited.until(() -> rig.simulator.requests().count(operation) >= requests);
        node.destroyForcibly().waitFor();
        clock.forward(Duration.ofSeconds(60));
    }

    @Test
    void killedWhileItReadsBackWhatItClaimsIsTrue() throws InterruptedException {
        addMany();
        rig.simulator.faults().add(Fault.slow(Duration.ofMillis(20)).times(Fault.FOR_EVER));
        int before = 0;
        for (int kill = 1; kill <= 2; kill++) {
            rig.simulator.requests().clear();
            killAfter(node("cloudtrail"), "LookupEvents", 40 * kill);
            assertThat(claimedAndMissing()).isEmpty();
            assertThat(stored().size()).isGreaterThanOrEqualTo(before);
            before = stored().size();
        }
        assertThat(before).isPositive();
        rig.simulator.faults().clear();
        rig.simulator.requests().clear();
        assertThat(rig.run("cloudtrail").state()).isEqualTo(RunState.DONE);
        int resumed = rig.simulator.requests().count("LookupEvents");

        assertThat(claimedAndMissing()).isEmpty();
        assertThat(stored())
                .contains(
                        "33330000-0000-4000-8000-00000000000f",
                        "%s-0000-4000-8000-00000000000f".formatted("3333%04x".formatted(BUSY - 1)));
        assertThat(rig.database
                        .jdbc()
                        .sql("select count(*) from trail_event")
                        .query(Long.class)
                        .single())
                .isEqualTo(stored().size());
        // a rig that was never killed asks for everything at once
        rig.database.jdbc().sql("delete from trail_window").update();
        rig.database.jdbc().sql("update trail_place set run_id = 0, pages = 0").update();
        rig.simulator.requests().clear();
        rig.run("cloudtrail");
        assertThat(resumed).isLessThan(rig.simulator.requests().count("LookupEvents"));
    }

    @Test
    void killedWhileItReadsFilesEachEventIsThereOnce() throws InterruptedException {
        String files = "s3://" + TrailFiles.BUCKET + "/";
        rig.simulator.faults().add(Fault.slow(Duration.ofMillis(10)).times(Fault.FOR_EVER));
        for (int kill = 1; kill <= 2; kill++) {
            rig.simulator.requests().clear();
            killAfter(node("cloudtrail-files", "bursar.cloudtrail.files=" + files), "GetObject", 15 * kill);
        }
        rig.simulator.faults().clear();
        rig.simulator.requests().clear();
        try (var node = rig.context(Map.of("bursar.cloudtrail.files", files))) {
            assertThat(SyncRig.run(node, "cloudtrail-files").state()).isEqualTo(RunState.DONE);
        }
        int got = rig.simulator.requests().count("GetObject");
        long all = rig.database
                .jdbc()
                .sql("select sum(files) from trail_file_day")
                .query(Long.class)
                .single();
        assertThat(got).isLessThan((int) all - 30);
        TreeSet<String> stored = stored();
        Instant arrived = clock.instant().minus(Duration.ofMinutes(30));
        assertThat(rig.simulator.events().all().stream()
                        .filter(event ->
                                !event.readOnly() && event.time().isBefore(arrived) && !stored.contains(event.id()))
                        .map(event -> event.account() + " " + event.region() + " " + event.time() + " " + event.name())
                        .toList())
                .isEmpty();
        assertThat(rig.database
                        .jdbc()
                        .sql("select count(*) from trail_event")
                        .query(Long.class)
                        .single())
                .isEqualTo(stored.size());
    }

    @Test
    void ofTwoNodesOneReads() {
        addMany();
        rig.simulator.faults().add(Fault.slow(Duration.ofMillis(20)).times(Fault.FOR_EVER));
        try (var other = rig.context(Map.of())) {
            var first = CompletableFuture.supplyAsync(() -> rig.run("cloudtrail"));
            Awaited.until(() -> rig.simulator.requests().count("LookupEvents") > 0);
            assertThat(first.isDone()).isFalse();
            assertThat(SyncNode.run(other, "cloudtrail")).isEmpty();
            rig.simulator.faults().clear();
            assertThat(first.join().state()).isEqualTo(RunState.DONE);
        }
        assertThat(claimedAndMissing()).isEmpty();
    }
}
