package dev.bursar.inventory.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.testing.Awaited;
import dev.bursar.testing.Full;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Jobs over all resources hold some of them in memory: nodes of 256 MB go through half a million, most of them of one account. */
class HalfAMillionResourcesTest {
    private static final String LARGE = "111122223333";
    private static final int RESOURCES = 500_000;
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(5);

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
    }

    private Process node(SyncRig rig, String job) {
        Process node = rig.process(job);
        started.add(node);
        SyncRig.go(node);
        return node;
    }

    @Test
    @Full("changes of jobs that go through all resources, and of what commits them")
    void halfAMillionResourcesFitAndAStopIsHeard() throws InterruptedException {
        var clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
        try (var rig = new SyncRig(clock, Organisation.seeded(7, clock, LocalDate.parse("2026-11-01")), Map.of())) {
            JdbcClient jdbc = rig.database.jdbc();
            fill(jdbc);
            for (String job : List.of("resource-costs", "tag-check")) {
                long began = System.nanoTime();
                Process stopped = node(rig, job);
                // the large account is the last one, and before the last steps it is under way
                while (stepsLeft(jdbc, job) > (job.equals("tag-check") ? 1 : 2)) {
                    assertThat(stopped.waitFor(20, TimeUnit.MILLISECONDS))
                            .as("ended")
                            .isFalse();
                }
                Duration untilLarge = Duration.ofNanos(System.nanoTime() - began);
                long asked = System.nanoTime();
                jdbc.sql("update sync_run set stop_asked_by = 'Ada' where job = :job and state = 'running'")
                        .param("job", job)
                        .update();
                Awaited.until(() -> !state(jdbc, job).equals("running"));
                Duration heard = Duration.ofNanos(System.nanoTime() - asked);
                assertThat(state(jdbc, job)).isEqualTo("stopped");
                assertThat(heard).isLessThan(HEARD_WITHIN);
                stopped.waitFor();

                began = System.nanoTime();
                node(rig, job).waitFor();
                assertThat(state(jdbc, job)).isEqualTo("done");
                System.out.printf(
                        "%s: large account after %d s, stopped within %d ms, a whole run %d s%n",
                        job,
                        untilLarge.toSeconds(),
                        heard.toMillis(),
                        Duration.ofNanos(System.nanoTime() - began).toSeconds());
            }
            assertThat(count(jdbc, "resource where has_cost")).isEqualTo(RESOURCES);
            assertThat(count(jdbc, "tag_violation")).isEqualTo(RESOURCES / 2);
        }
    }

    private static void fill(JdbcClient jdbc) {
        jdbc.sql("""
                        insert into resource (arn, arn_hash, account, region, type, name, tags, read_account, read_region, tagging_seen,
                               explorer_seen, first_seen, last_seen)
                        select arn, sha256(convert_to(arn, 'UTF8')), account, 'eu-central-1', 'ec2:instance', name, tags, account,
                               'eu-central-1', at, at, at, at
                          from (select n, account, 'i-' || lpad(to_hex(n), 17, '0') as name, timestamptz '2026-11-24T06:00:00Z' as at,
                                       'arn:aws:ec2:eu-central-1:' || account || ':instance/i-' || lpad(to_hex(n), 17, '0') as arn,
                                       case when n % 2 = 0 then '{"environment":"prod"}'
                                            else '{"environment":"prod","team":"team-' || n % 50 || '"}' end as tags
                                  from generate_series(1, :resources) as n
                                 cross join lateral (select case when n % 5 > 1 then :large
                                                                 else (100000000000 + n % 100)::text end as account) a) r
                        """).param("resources", RESOURCES).param("large", LARGE).update();
        ChargeRows.add(jdbc, List.of(LocalDate.parse("2026-11-15")), "substring(r.arn from '[^/]+$')");
        jdbc.sql("""
                        insert into tag_policy (name, tag_key, any_key_case, rule, allowed, with_free, with_service_made, from_day,
                               grace_days)
                        values ('Team', 'team', false, 'any', '{}', true, true, '2026-01-01', 0)
                        """).update();
    }

    private static int stepsLeft(JdbcClient jdbc, String job) {
        return jdbc.sql("""
                        select coalesce(max(case when steps_all > 0 then steps_all - steps_done end), 1000000) from sync_run
                         where job = :job
                        """).param("job", job).query(Integer.class).single();
    }

    private static String state(JdbcClient jdbc, String job) {
        return jdbc.sql("select state from sync_run where job = :job order by id desc limit 1")
                .param("job", job)
                .query(String.class)
                .single();
    }

    private static int count(JdbcClient jdbc, String rows) {
        return jdbc.sql("select count(*) from " + rows).query(Integer.class).single();
    }
}
