package dev.bursar.efficiency.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.efficiency.WorkloadRows;
import dev.bursar.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** Findings of before have codes for what their figures lack, keep their own sentences, and are judged again. */
class FindingFactsMigrationTest {
    @Test
    void sentencesOfFiguresBecomeCodes() {
        try (var database = TestDatabase.empty()) {
            database.migrate("134");
            var jdbc = database.jdbc();
            var rows = new WorkloadRows(jdbc);
            rows.judged();
            long id = rows.oldEndpoint("tide");
            database.migrate("latest");

            assertThat(jdbc.sql("""
                            select concat_ws('|', reason, reason_facts, coverage_reason, cpu_reason, memory_reason, gpu_reason,
                                             gpu_memory_reason, idle_reason, per_inference_reason)
                              from ml_finding where workload_id = :id
                            """).param("id", id).query(String.class).single())
                    .isEqualTo("It uses 5.0% of its CPU.||NO_METRICS|NO_QUEUE_METRICS|NO_GPU|||");
            assertThat(jdbc.sql("select fingerprint from ml_judged")
                            .query(String.class)
                            .single())
                    .isEmpty();
        }
    }
}
