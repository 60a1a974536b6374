package dev.bursar.inventory.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.tagging.ResourceRows;
import dev.bursar.testing.Awaited;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What jobs over all resources leave when they are killed or stopped between one account and the next, which is locked here. */
class JobStepsTest {
    private static final String SECOND = "444455556666";
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(5);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final SyncRig rig =
            new SyncRig(clock, Organisation.seeded(7, clock, LocalDate.parse("2026-11-01")), Map.of());
    private final JdbcClient jdbc = rig.database.jdbc();

    @BeforeEach
    void resources() {
        var rows = new ResourceRows(jdbc);
        for (String account : List.of(ResourceRows.ACCOUNT, SECOND)) {
            rows.instance("i-" + account).in(account).add();
            rows.instance("j-" + account).in(account).tag("team", "research").add();
        }
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private void policy() {
        jdbc.sql("""
                        insert into tag_policy (name, tag_key, any_key_case, rule, allowed, with_free, with_service_made, from_day,
                               grace_days)
                        values ('Team', 'team', false, 'any', '{}', true, true, '2026-01-01', 0)
                        """).update();
    }

    /** A charge on the 23rd of November names each resource by the end of its ARN. */
    private void charges() {
        ChargeRows.add(jdbc, List.of(LocalDate.parse("2026-11-23")), "substring(r.arn from '[^/]+$')");
    }

    /** Keeps whatever the job writes of the second account's resources waiting. */
    private Connection locked() throws SQLException {
        Connection connection = rig.database.dataSource().getConnection();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("select from resource where account = '" + SECOND + "' for update");
        }
        return connection;
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    private List<String> violations() {
        return texts("""
            select concat_ws(' ', r.name, v.since, v.closed_as) from tag_violation v join resource r on r.id = v.resource_id order by v.id
            """);
    }

    private List<String> costs() {
        return texts("""
            select concat_ws(' ', r.name, c.span, c.first_day, c.effective_cost, r.has_cost)
              from resource r left join resource_cost c on c.resource_id = r.id where r.name like 'i-%' order by 1
            """);
    }

    private void killed(String job, Runnable whenFirstIsDone) throws SQLException, InterruptedException {
        Process node = rig.process(job);
        try (Connection held = locked()) {
            SyncRig.go(node);
            whenFirstIsDone.run();
            node.destroyForcibly().waitFor();
            held.rollback();
        } finally {
            node.destroyForcibly();
        }
        clock.forward(Duration.ofSeconds(60));
    }

    @Test
    void aCheckThatWasKilledIsDoneAgainAndKnowsWhatHasEnded() throws SQLException, InterruptedException {
        policy();
        killed("tag-check", () -> Awaited.until(() -> !violations().isEmpty()));
        assertThat(violations()).containsExactly("i-111122223333 2026-11-24");
        assertThat(texts("select checked_at::text from tag_check_state")).isEmpty();

        jdbc.sql("update resource set tags = '{\"team\":\"research\"}' where name = 'i-111122223333'")
                .update();
        jdbc.sql("update resource set tags = '{}' where name = 'j-111122223333'")
                .update();
        clock.forward(Duration.ofDays(1));
        RunRow resumed = rig.run("tag-check");

        assertThat(resumed.state()).isEqualTo(RunState.DONE);
        assertThat(violations())
                .containsExactlyInAnyOrder(
                        "i-111122223333 2026-11-24 fixed", "j-111122223333 2026-11-25", "i-444455556666 2026-11-25");
        assertThat(rig.run("tag-check").progress().rowsChanged()).isZero();
        assertThat(texts("select count(*)::text from sync_run where job = 'tag-check'"))
                .as("the killed one went on")
                .containsExactly("2");
    }

    @Test
    void costsThatWereKilledInTheMiddleAreJoinedAnew() throws SQLException, InterruptedException {
        charges();
        killed("resource-costs", () -> Awaited.until(() -> costs().getFirst().endsWith("t")));
        assertThat(costs().getLast()).isEqualTo("i-444455556666 f");

        assertThat(rig.run("resource-costs").state()).isEqualTo(RunState.DONE);
        assertThat(costs())
                .containsExactly(
                        "i-111122223333 days 2026-10-25 1.50 t",
                        "i-111122223333 month 2026-11-01 1.50 t",
                        "i-444455556666 days 2026-10-25 1.50 t",
                        "i-444455556666 month 2026-11-01 1.50 t");
        assertThat(texts("select count(*)::text from charged_sum")).containsExactly("0");
    }

    @Test
    void aStopIsHeardWhileAStatementRunsAndTheHeartBeatsMeanwhile() throws Exception {
        policy();
        charges();
        for (String job : List.of("resource-costs", "tag-check")) {
            CompletableFuture<RunRow> run;
            try (Connection held = locked()) {
                run = CompletableFuture.supplyAsync(() -> rig.run(job));
                Awaited.until(() -> jdbc.sql("""
                                select exists (select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database())
                                """).query(Boolean.class).single());
                jdbc.sql("select from sync_lease where job = :job for update nowait")
                        .param("job", job)
                        .query(row -> {});
                jdbc.sql("update sync_run set stop_asked_by = 'Ada' where job = :job and state = 'running'")
                        .param("job", job)
                        .update();
                assertThat(run.get(HEARD_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                                .state())
                        .as("while the lock is held")
                        .isEqualTo(RunState.STOPPED);
                held.rollback();
            }
            assertThat(costs().getFirst()).startsWith("i-111122223333 days");
            assertThat(rig.run(job).state()).isEqualTo(RunState.DONE);
            assertThat(costs().getLast()).isEqualTo("i-444455556666 month 2026-11-01 1.50 t");
        }
        assertThat(violations()).hasSize(2);
    }
}
