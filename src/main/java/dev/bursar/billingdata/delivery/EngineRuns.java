package dev.bursar.billingdata.delivery;

import dev.bursar.billingdata.engine.EngineName;
import dev.bursar.billingdata.engine.EngineProgress;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What engines did with deliveries, for those who look: while a run goes on, and afterwards. */
@Component
public class EngineRuns {
    private final JdbcClient jdbc;
    private final Clock clock;

    EngineRuns(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What an engine did, or does, with a delivery.
     *
     * @param source the delivery as stored charges name it
     * @param period such as 2026-11
     */
    public record EngineRun(String source, String period, long run, EngineProgress progress) {}

    void note(EngineRun now) {
        EngineProgress progress = now.progress();
        jdbc.sql("""
                        insert into engine_reading
                          (source, period, run_id, engine, groups, done, kept, bytes, cost_usd, begun_at, told_at)
                        values (:source, :period, :run, :engine, :groups, :done, :kept, :bytes, :cost, :now, :now)
                        on conflict (source) do update
                           set period = excluded.period, run_id = excluded.run_id, engine = excluded.engine,
                               groups = excluded.groups, done = excluded.done, kept = excluded.kept, bytes = excluded.bytes,
                               cost_usd = excluded.cost_usd, told_at = excluded.told_at,
                               begun_at = case when engine_reading.run_id = excluded.run_id then engine_reading.begun_at
                                               else excluded.begun_at end
                        """)
                .param("source", now.source())
                .param("period", now.period())
                .param("run", now.run())
                .param("engine", progress.engine().name())
                .param("groups", progress.groups())
                .param("done", progress.done())
                .param("kept", progress.kept())
                .param("bytes", progress.bytes())
                .param("cost", progress.usd())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Of these runs, newest first. */
    public List<EngineRun> ofRuns(Collection<Long> runs) {
        return runs.isEmpty()
                ? List.of()
                : jdbc.sql("""
                                select source, period, run_id, engine, groups, done, kept, bytes, cost_usd
                                  from engine_reading where run_id in (:runs) order by begun_at desc, source
                                """).param("runs", runs).query(EngineRuns::run).list();
    }

    /** The last ones, by what was delivered. */
    public Map<String, EngineRun> bySource() {
        var all = new TreeMap<String, EngineRun>();
        jdbc.sql("""
                        select source, period, run_id, engine, groups, done, kept, bytes, cost_usd
                          from engine_reading order by source
                        """).query(EngineRuns::run).list().forEach(run -> all.put(run.source(), run));
        return all;
    }

    /** What a store said when it refused to remove results; empty where it refuses nothing. */
    public Optional<Denied> denied() {
        return jdbc.sql(
                        "select address, denied from engine_folder where denied is not null order by made_at desc, address"
                                + " limit 1")
                .query((row, number) -> new Denied(row.getString("address"), row.getString("denied")))
                .optional();
    }

    /**
     * Results that a store doesn't let Bursar remove.
     *
     * @param folder of some of them
     */
    public record Denied(String folder, String said) {}

    private static EngineRun run(ResultSet row, int number) throws SQLException {
        @Nullable BigDecimal cost = row.getBigDecimal("cost_usd");
        return new EngineRun(
                row.getString("source"),
                row.getString("period"),
                row.getLong("run_id"),
                new EngineProgress(
                        EngineName.valueOf(row.getString("engine")),
                        row.getInt("done"),
                        row.getInt("groups"),
                        row.getInt("kept"),
                        row.getLong("bytes"),
                        cost));
    }
}
