package dev.bursar.efficiency.cost;

import dev.bursar.efficiency.formula.JobFamily;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds the workload that a charge's resource is: by ARN, of EC2 instances by id too, and of jobs by their family. */
final class WorkloadNames {
    private final Map<String, Long> byName = new HashMap<>();
    private final Map<Long, String> arns = new HashMap<>();

    private WorkloadNames() {}

    static WorkloadNames read(JdbcClient jdbc) {
        var names = new WorkloadNames();
        jdbc.sql("select id, kind, arn, name from ml_workload").query(row -> {
            long id = row.getLong("id");
            names.byName.put(row.getString("arn"), id);
            names.arns.put(id, row.getString("arn"));
            if (row.getString("kind").equals("ec2")) {
                names.byName.put(row.getString("name"), id);
            }
        });
        return names;
    }

    @Nullable
    Long workload(String resource) {
        @Nullable Long workload = byName.get(resource);
        return workload == null && resource.contains("-job/")
                ? byName.get(JobFamily.of(resource).name() + "*")
                : workload;
    }

    /** A workload's ARN; of a family of jobs it is no real one. */
    String arn(long workload) {
        return arns.getOrDefault(workload, "");
    }
}
