package dev.bursar.efficiency.proposals;

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
        jdbc.sql("""
            select w.id::text, w.name, coalesce(a.name, w.account) as account,
                   exists (select from ml_workload o
                            where o.kind = w.kind and o.name = w.name and o.account <> w.account) as elsewhere
              from ml_workload w left join account a on a.id = w.account
             where w.id::text = any(:ids)
            """).param("ids", ids.toArray(String[]::new)).query(row -> {
            String name = row.getString("name");
            names.put(
                    row.getString("id"),
                    row.getBoolean("elsewhere") ? name + " (" + row.getString("account") + ")" : name);
        });
        return names;
    }

    @Override
    public Optional<String> address(String id) {
        return id.matches("[0-9]{1,18}") ? Optional.of(EfficiencyLinks.workload(Long.parseLong(id))) : Optional.empty();
    }
}
