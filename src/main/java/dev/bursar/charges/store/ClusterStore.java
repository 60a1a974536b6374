package dev.bursar.charges.store;

import dev.bursar.charges.parts.ClusterChoices;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** By which clusters are split. */
@Component
public class ClusterStore {
    private final JdbcClient jdbc;

    ClusterStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public ClusterChoices current() {
        return new ClusterChoices(jdbc.sql("select cluster, begins as \"from\", split, idle from cluster_choice")
                .query(RecordMapper.of(ClusterChoices.Choice.class))
                .list());
    }

    /** Lets one person at a time change choices, until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock() {
        jdbc.sql("lock table cluster_choice in share row exclusive mode").update();
    }

    /** Stores a choice in place of what was chosen from the same day on; charges follow when the ownership job has run. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void store(ClusterChoices.Choice choice) {
        jdbc.sql("""
                        insert into cluster_choice (cluster, begins, split, idle) values (:cluster, :from, :split, :idle)
                            on conflict (cluster, begins) do update set split = excluded.split, idle = excluded.idle
                        """).params(Params.of(choice)).update();
    }

    /** Takes a choice back. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean remove(String cluster, LocalDate from) {
        return jdbc.sql("delete from cluster_choice where cluster = :cluster and begins = :from")
                        .param("cluster", cluster)
                        .param("from", from)
                        .update()
                > 0;
    }
}
