package dev.bursar.efficiency.proposals;

import dev.bursar.efficiency.EfficiencyLinks;
import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import dev.bursar.journal.SubjectNames;
import module java.base;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is recorded of proposals, targets and questions to logs and traces. */
@Component
public final class EfficiencyAction extends JournalActions {
    public static final JournalAction PROPOSAL_APPROVED = action("efficiency-approved", "Proposal approved");
    public static final JournalAction PROPOSAL_DISMISSED = action("efficiency-dismissed", "Proposal dismissed");
    public static final JournalAction PROPOSAL_REOPENED = action("efficiency-reopened", "Proposal opened again");
    public static final JournalAction PROPOSAL_EXPORTED = action("efficiency-exported", "Proposal exported");
    public static final JournalAction TARGET_SET = action("efficiency-target", "Workload requirements changed");
    public static final JournalAction LOGS_ASKED = action("efficiency-logs", "Logs of a workload searched");
    public static final JournalAction TRACES_ASKED = action("efficiency-traces", "Traces of a workload searched");

    public static String subject(long workload) {
        return "workload:" + workload;
    }

    /** Namespaces of clusters whose requests somebody decided on. */
    @Bean
    static SubjectNames namespaceNames(JdbcClient jdbc) {
        return SubjectNames.of(
                "namespace",
                ids -> {
                    Map<String, String> names = new TreeMap<>();
                    jdbc.sql("""
            select id::text, namespace || ' on ' || regexp_replace(cluster, '.*/', '') as name from cluster_request
             where id::text = any(:ids)
            """).param("ids", ids.toArray(String[]::new)).query(row -> {
                        names.put(row.getString("id"), row.getString("name"));
                    });
                    return names;
                },
                id -> id.matches("[0-9]{1,18}") ? Optional.of(EfficiencyLinks.WORKLOADS) : Optional.empty());
    }

    /** Workloads by their names, with the account where another account has one of the name. */
    @Bean
    static SubjectNames workloadNames(JdbcClient jdbc) {
        return SubjectNames.of(
                "workload",
                ids -> {
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
                },
                id -> id.matches("[0-9]{1,18}")
                        ? Optional.of(EfficiencyLinks.workload(Long.parseLong(id)))
                        : Optional.empty());
    }
}
