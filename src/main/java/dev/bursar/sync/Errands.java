package dev.bursar.sync;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Hands errands to db-scheduler in the transaction that asks for them: none is lost, none runs for what never happened. */
@Component
public class Errands {
    static final String PREFIX = "errand-";

    private final JdbcClient jdbc;
    private final Clock clock;

    Errands(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Makes it due now; nothing happens where it waits or runs already. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void start(String errand, String id) {
        jdbc.sql("""
                        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                        values (:name, :id, :now, false, 1) on conflict do nothing
                        """)
                .param("name", PREFIX + errand)
                .param("id", id)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
