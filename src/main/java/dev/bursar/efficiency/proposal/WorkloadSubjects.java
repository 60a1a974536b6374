package dev.bursar.efficiency.proposal;

import dev.bursar.efficiency.EfficiencyLinks;
import dev.bursar.journal.SubjectNames;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Names workloads in the journal. */
@Component
public class WorkloadSubjects implements SubjectNames {
    private static final String KIND = "workload";

    private final JdbcClient jdbc;

    WorkloadSubjects(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public static String subject(long workload) {
        return KIND + ":" + workload;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, String> names(Set<String> ids) {
        Map<String, String> names = new TreeMap<>();
        jdbc.sql("select id::text, name from ml_workload where id::text = any(:ids)")
                .param("ids", ids.toArray(String[]::new))
                .query(row -> {
                    names.put(row.getString("id"), row.getString("name"));
                });
        return names;
    }

    @Override
    public Optional<String> address(String id) {
        return id.matches("[0-9]{1,18}") ? Optional.of(EfficiencyLinks.workload(Long.parseLong(id))) : Optional.empty();
    }
}
