package dev.bursar.bench;

import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.sync.SyncJobs;
import dev.bursar.sync.run.SyncRunner;
import dev.bursar.sync.text.ProblemText;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The portal in a process of its own, on an empty database, which reads the charge files that its settings name once. It says on
 * standard output what that took, as {@code name value}, a line each.
 */
final class ScalePortal {
    private ScalePortal() {}

    public static void main(String[] arguments) throws Exception {
        try (var portal = BenchPortal.empty()) {
            for (String sql : arguments) {
                portal.superuser(sql);
            }
            var jdbc = JdbcClient.create(portal.context.getBean(javax.sql.DataSource.class));
            long empty = databaseBytes(jdbc);
            var jobs = portal.context.getBean(SyncJobs.class);
            long start = System.nanoTime();
            RunRow run = portal.context
                    .getBean(SyncRunner.class)
                    .runOrAwait(jobs.named("exports").orElseThrow(), "bench");
            long millis = (System.nanoTime() - start) / 1_000_000;
            if (run.state() != RunState.DONE) {
                throw new IllegalStateException("The files were not read: "
                        + (run.problem() == null ? run.state() : ProblemText.what(run.problem())));
            }
            say("millis", millis);
            say("charges", count(jdbc, "select count(*) from charge"));
            say("database", databaseBytes(jdbc) - empty);
            say("memory", peakBytes());
            System.out.println("cost "
                    + jdbc.sql("select coalesce(sum(billed_cost), 0) from charge")
                            .query(java.math.BigDecimal.class)
                            .single()
                            .stripTrailingZeros()
                            .toPlainString());
        }
        System.exit(0);
    }

    private static void say(String name, long value) {
        System.out.println(name + " " + value);
    }

    private static long count(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private static long databaseBytes(JdbcClient jdbc) {
        return count(jdbc, "select pg_database_size(current_database())");
    }

    /** Of this process, without PostgreSQL and an engine; 0 where the system doesn't say. */
    private static long peakBytes() throws java.io.IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                        .findAny()
                        .orElse(0)
                : 0;
    }
}
