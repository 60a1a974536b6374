package dev.bursar.efficiency.proposals;

import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
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

    private static final RecordMapper<Target> ROW = RecordMapper.of(Target.class);

    private final JdbcClient jdbc;

    Targets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By workload; without those for which nobody has set anything. */
    public Map<Long, Target> all() {
        Map<Long, Target> all = new HashMap<>();
        jdbc.sql(SELECT).query(row -> {
            all.put(row.getLong("workload_id"), ROW.mapRow(row, 0));
        });
        return all;
    }

    public Target of(long workload) {
        return jdbc.sql(SELECT + " where workload_id = :id")
                .param("id", workload)
                .query(ROW)
                .optional()
                .orElse(Target.USUAL);
    }
}
