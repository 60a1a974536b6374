package dev.bursar.efficiency.proposals;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The stored requirements of workloads. */
@Component
@Transactional(readOnly = true)
public class Targets {
    private static final String SELECT = """
            select workload_id, version, latency_ms, cpu_headroom, memory_headroom, gpu_headroom, rate_headroom, budget_usd,
                   any_architecture
              from ml_target""";

    private final JdbcClient jdbc;

    Targets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By workload; without those for which nobody has set anything. */
    public Map<Long, Target> all() {
        Map<Long, Target> all = new HashMap<>();
        jdbc.sql(SELECT).query(row -> {
            all.put(row.getLong("workload_id"), target(row));
        });
        return all;
    }

    public Target of(long workload) {
        return jdbc.sql(SELECT + " where workload_id = :id")
                .param("id", workload)
                .query((row, number) -> target(row))
                .optional()
                .orElse(Target.USUAL);
    }

    private static Target target(ResultSet row) throws SQLException {
        return new Target(
                row.getInt("version"),
                row.getObject("latency_ms", Double.class),
                row.getDouble("cpu_headroom"),
                row.getDouble("memory_headroom"),
                row.getDouble("gpu_headroom"),
                row.getDouble("rate_headroom"),
                row.getBigDecimal("budget_usd"),
                row.getBoolean("any_architecture"));
    }
}
