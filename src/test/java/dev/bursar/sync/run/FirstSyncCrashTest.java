package dev.bursar.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.sync.RunState;
import dev.bursar.testing.Full;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import dev.bursar.testing.SyncRig.Has;
import module java.base;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A first sync whose node is killed in each of its jobs ends with the tables that an undisturbed one leaves. */
class FirstSyncCrashTest {
    private static final List<String> JOBS = List.of(
            "accounts",
            "reach",
            "inventory",
            "ml-workloads",
            "ml-prices",
            "exports",
            "costs",
            "ownership",
            "resource-costs",
            "ml-metrics",
            "efficiency",
            "cloudtrail",
            "documents",
            "forecast",
            "tag-check");

    /** What says who read it, when and how often, or is of a job itself. */
    private static final String OWN =
            "^(sync|scheduled|journal|lease|request|task|change_seen|flyway|cost_fetch|aws_request)";

    /** With what a place was asked: a node that is killed leaves pages that its successor asks for again. */
    private static final String PASSING =
            "(^|_)(id|at|run|token|version|seen|number|hash|fence|bytes|node|fingerprint|pages|events)$";

    @Test
    @Full("after a change of how jobs are run, leased or ended")
    void aNodeKilledInEachJobOfAFirstSyncLeavesTheTablesOfAnUndisturbedOne() throws IOException, InterruptedException {
        var random = new Random(20261201);
        int killed = 0;
        Map<String, String> disturbed;
        try (var rig = rig()) {
            rig.simulator.faults().add(Fault.slow(Duration.ofMillis(10)));
            for (String job : JOBS) {
                Process node = rig.process(job);
                try {
                    SyncRig.go(node);
                    if (!node.waitFor(100 + random.nextInt(500), TimeUnit.MILLISECONDS)) {
                        killed++;
                    }
                } finally {
                    node.destroyForcibly().waitFor();
                }
                run(rig, job);
            }
            disturbed = tables(rig);
        }
        assertThat(killed).as("jobs in which the node was killed").isGreaterThan(JOBS.size() / 2);
        try (var rig = rig()) {
            JOBS.forEach(job -> run(rig, job));
            disturbed.entrySet().removeAll(tables(rig).entrySet());
            assertThat(disturbed).as("tables that say something else").isEmpty();
        }
    }

    private static SyncRig rig() {
        var rig = new SyncRig(
                new MovableClock(Has.AT), Organisation.seeded(7, new MovableClock(Has.AT), Has.OPENED), Has.SETTINGS);
        rig.letIn();
        return rig;
    }

    private static void run(SyncRig rig, String job) {
        // one account of the organisation has no role
        assertThat(rig.run(job).state()).as(job).isIn(RunState.DONE, RunState.DONE_WITH_FAILURES);
        assertThat(rig.database
                        .jdbc()
                        .sql("select count(*) from sync_run where state = 'running'")
                        .query(Long.class)
                        .single())
                .as("open runs after " + job)
                .isZero();
    }

    /** How many rows each table has, and what they say. */
    private static Map<String, String> tables(SyncRig rig) {
        JdbcClient jdbc = rig.database.jdbc();
        Map<String, String> all = new TreeMap<>();
        jdbc.sql("""
                        select t.table_name, coalesce(string_agg(quote_ident(c.column_name), ', ' order by c.column_name), '1') as columns
                        from information_schema.tables t
                        left join information_schema.columns c on c.table_schema = t.table_schema and c.table_name = t.table_name
                            and c.column_name !~ :passing and c.data_type <> 'timestamp with time zone'
                        where t.table_schema = current_schema and t.table_type = 'BASE TABLE' and t.table_name !~ :own
                        group by 1""")
                .param("passing", PASSING)
                .param("own", OWN)
                .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .forEach(table -> all.put(
                        table.getKey(),
                        jdbc.sql(
                                        "select count(*) || ' ' || coalesce(md5(string_agg(w, '|' order by w)), '') from (select (row(%s))::text as w from %s) r"
                                                .formatted(table.getValue(), table.getKey()))
                                .query(String.class)
                                .single()));
        return all;
    }
}
