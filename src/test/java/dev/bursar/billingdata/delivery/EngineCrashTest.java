package dev.bursar.billingdata.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.billingdata.engine.ScanPrice;
import dev.bursar.charges.query.ChargeTotals.Cost;
import dev.bursar.simulator.athena.ResultsBucket;
import dev.bursar.simulator.exports.Export;
import dev.bursar.testing.Few;
import dev.bursar.testing.Full;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node may be killed while Athena reduces lines: charges are exact and there once, and no query is paid or metered twice. */
class EngineCrashTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-02T09:00:00Z"));
    private final SyncRig rig = new SyncRig(clock, SmallOrganisation.opened(clock, "2026-10-31"), Map.of());
    private final List<Process> started = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
        rig.close();
    }

    @Test
    @Few(of = "killsAtManyMomentsOfAReductionGoOnAndPayNothingTwice")
    void killsOfAReductionGoOnAndPayNothingTwice() throws InterruptedException {
        kills(3);
    }

    @Test
    @Full("after a change of how an engine is asked, of what is kept of it or of how it is metered")
    void killsAtManyMomentsOfAReductionGoOnAndPayNothingTwice() throws InterruptedException {
        kills(20);
    }

    private void kills(int all) throws InterruptedException {
        rig.simulator.rowsPerExportFile(SmallOrganisation.ROWS);
        rig.database
                .jdbc()
                .sql("insert into line_reduction (place, tested, chosen_by, chosen_at, version)"
                        + " values ('athena', true, 'test', '2026-11-01', 1)"
                        + " on conflict (one) do update set place = excluded.place")
                .update();
        assertThat(rig.run("costs").problem()).isNull();
        var expected = StoredSums.of(rig, Cost.BILLED);
        var random = new Random(35);
        for (int kill = 0; kill < all; kill++) {
            int before = rig.simulator.requests().count("GetQueryExecution");
            Process node = node();
            // after the tables were made, which takes six looks, at any moment of any query
            int looks = before + 8 + random.nextInt(14);
            while (rig.simulator.requests().count("GetQueryExecution") < looks && node.isAlive()) {
                node.waitFor(5, TimeUnit.MILLISECONDS);
            }
            node.destroyForcibly();
            node.waitFor();
            assertThat(StoredSums.of(rig, Cost.BILLED))
                    .as("nothing is half stored")
                    .isEqualTo(expected);
        }
        int paid = rig.simulator.athena().billed().size();
        assertThat(paid).isPositive();

        Process last = node();
        assertThat(last.waitFor(120, TimeUnit.SECONDS)).isTrue();

        assertThat(StoredSums.of(rig, Cost.BILLED)).isEqualTo(expected);
        assertThat(rig.simulator.athena().billed()).hasSizeGreaterThanOrEqualTo(paid);
        assertThat(rig.simulator.athena().billedTexts().stream().map(text -> text.replaceAll("/[0-9]+/'", "/'")))
                .as("no statement is paid twice")
                .doesNotHaveDuplicates();
        assertThat(rig.database
                        .jdbc()
                        .sql("select sum(cost_usd) from sync_request where api = 'athena:DataScanned'")
                        .query(BigDecimal.class)
                        .single())
                .isEqualByComparingTo(rig.simulator.athena().billed().stream()
                        .map(ScanPrice::usd)
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
        assertThat(rig.simulator.results().keys("")).isEmpty();
        assertThat(rig.simulator.athena().tables()).isEmpty();

        // another node finds that all is done
        int queries = rig.simulator.athena().started();
        assertThat(node().waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(rig.simulator.athena().started()).isEqualTo(queries);
    }

    private Process node() {
        clock.forward(Duration.ofMinutes(1));
        Process node = rig.process(
                "exports",
                "bursar.athena.results=s3://" + ResultsBucket.BUCKET + "/bursar/",
                "bursar.athena.database=bursar",
                "bursar.engine.group-files=1",
                "bursar.aws.charge-files=s3://" + Export.BUCKET + "/" + Export.FOCUS_1_2.prefix(),
                "bursar.data=" + folder);
        started.add(node);
        SyncRig.go(node);
        return node;
    }
}
