package dev.bursar.sync.run;

import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.sync.RunStart;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Remembers who asked for a run until it begins, on whichever node that is. */
@Component
public class RunRequesters {
    private final JdbcClient jdbc;

    RunRequesters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when somebody has asked already. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean ask(String job, RunStart start) {
        return jdbc.sql("""
                        insert into sync_ask (job, how, by_id, by_name) values (:job, :how, :id, :name)
                            on conflict (job) do nothing
                        """)
                        .param("job", job)
                        .param("how", start.how().stored())
                        .param("id", start.by().id().value())
                        .param("name", start.by().name())
                        .update()
                == 1;
    }

    public boolean pending(String job) {
        return jdbc.sql("select exists (select from sync_ask where job = :job)")
                .param("job", job)
                .query(Boolean.class)
                .single();
    }

    /** Returns who asked for the run that begins now, and forgets it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<RunStart> take(String job) {
        return jdbc.sql("delete from sync_ask where job = :job returning how, by_id, by_name")
                .param("job", job)
                .query(RecordMapper.of(RunStart.class))
                .optional();
    }
}
