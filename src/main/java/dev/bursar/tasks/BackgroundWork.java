package dev.bursar.tasks;

import dev.bursar.kernel.Actor;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores what is to be done in the background and how it stands. Who runs a piece of work is up to db-scheduler; the fence
 * keeps a node that it took for dead from having a say.
 */
@Component
public class BackgroundWork {
    private final JdbcClient jdbc;
    private final TaskQueue queue;
    private final Clock clock;

    public BackgroundWork(JdbcClient jdbc, TaskQueue queue, Clock clock) {
        this.jdbc = jdbc;
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * Asks for work, which begins within seconds of the caller's commit.
     *
     * @param kind as {@link BackgroundTask#kind}
     * @param alone of all work with the same word only one piece is under way at a time; null where any number may be
     * @return false, and nothing is asked for, where another one is under way
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean add(UUID id, String kind, Actor by, @Nullable String alone) {
        boolean added = jdbc.sql("""
                        insert into background_work (id, kind, alone, person_id, person, asked_at)
                        values (:id, :kind, :alone, :by_id, :by_name, :now) on conflict do nothing
                        """)
                        .params(Params.of("id", id)
                                .and("kind", kind)
                                .and("alone", alone)
                                .and("by", by)
                                .and("now", clock.instant()))
                        .update()
                == 1;
        if (added) {
            queue.add(kind, id.toString());
        }
        return added;
    }

    /** Claims it for whoever runs it from now on; empty when it has ended. */
    @Writes(Guard.CONDITION)
    public Optional<Work> begin(UUID id) {
        return jdbc.sql("""
                        update background_work w
                           set state = 'running', fence = fence + 1, started_at = :now, done = 0, total = null, detail = null
                         where id = :id and state in ('waiting', 'running') returning
                        """ + Work.COLUMNS)
                .param("now", now())
                .param("id", id)
                .query(RecordMapper.of(Work.class))
                .optional();
    }

    /** Stores how far it is, whatever the caller's transaction; false when it shall end, or was overtaken. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public boolean report(Work claimed, long done, @Nullable Long total, @Nullable String detail) {
        return jdbc.sql("""
                        update background_work set done = :done, total = :total, detail = :detail
                         where id = :id and fence = :fence and state = 'running' and cancel_asked_by is null
                        """)
                        .params(Params.of(claimed)
                                .and("done", done)
                                .and("total", total)
                                .and("detail", detail))
                        .update()
                == 1;
    }

    /** False when it shall end, or was overtaken. */
    @Transactional(propagation = Propagation.REQUIRES_NEW, readOnly = true)
    public boolean isWanted(Work claimed) {
        return jdbc.sql("""
                        select exists (select from background_work where id = :id and fence = :fence and state = 'running'
                                          and cancel_asked_by is null)
                        """).params(Params.of(claimed)).query(Boolean.class).single();
    }

    /**
     * In the transaction that stores what came of it; false when it shall end, or was overtaken, and then nothing may be stored.
     *
     * @param amount how much was done in the end
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean done(Work claimed, long amount) {
        return jdbc.sql("""
                        update background_work set state = 'done', ended_at = :now, done = :amount, total = :amount, detail = null
                         where id = :id and fence = :fence and state = 'running' and cancel_asked_by is null
                        """)
                        .params(Params.of(claimed).and("now", clock.instant()).and("amount", amount))
                        .update()
                == 1;
    }

    /** False when it was overtaken. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean failed(Work claimed, String problem, String whatToDo) {
        return ended(claimed, "failed", problem, whatToDo);
    }

    /** False when it was overtaken. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean cancelled(Work claimed) {
        return ended(claimed, "cancelled", null, null);
    }

    private boolean ended(Work claimed, String state, @Nullable String problem, @Nullable String whatToDo) {
        return jdbc.sql("""
                        update background_work
                           set state = :state, ended_at = :now, problem = :problem, what_to_do = :what_to_do
                         where id = :id and fence = :fence and state = 'running'
                        """)
                        .params(Params.of(claimed)
                                .and("state", state)
                                .and("now", clock.instant())
                                .and("problem", problem)
                                .and("what_to_do", whatToDo))
                        .update()
                == 1;
    }

    /** Its node stops: it begins again, on this one or another. */
    @Writes(Guard.CONDITION)
    public void waitAgain(Work claimed) {
        jdbc.sql("""
                        update background_work set state = 'waiting', done = 0, total = null, detail = null
                         where id = :id and fence = :fence and state = 'running'
                        """).params(Params.of(claimed)).update();
    }

    /**
     * Asks for its end: what waits ends at once, and whoever runs it notices at its next report.
     *
     * @return how it stands then; empty when it has ended, or somebody has asked before
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Work> cancel(UUID id, String by) {
        return jdbc.sql("""
                        update background_work w
                           set cancel_asked_by = :by, state = case state when 'waiting' then 'cancelled' else state end,
                               ended_at = case state when 'waiting' then cast(:now as timestamptz) end
                         where id = :id and state in ('waiting', 'running') and cancel_asked_by is null returning
                        """ + Work.COLUMNS)
                .params(Params.of("by", by).and("now", clock.instant()).and("id", id))
                .query(RecordMapper.of(Work.class))
                .optional();
    }

    /** Deletes it, with what its kind stores of it; false while it is under way and nobody wants it to end. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean forget(UUID id) {
        return jdbc.sql(
                                "delete from background_work where id = :id and (ended_at is not null or cancel_asked_by is not null)")
                        .param("id", id)
                        .update()
                == 1;
    }

    /** The same of all of a kind that ended before a moment. */
    @Writes(Guard.ANY_ORDER)
    public void forgetEndedBefore(String kind, Instant moment) {
        jdbc.sql("delete from background_work where kind = :kind and ended_at < :before")
                .param("kind", kind)
                .param("before", moment.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** What waits or runs, in the order in which it was asked for. */
    List<Work> underWay() {
        return jdbc.sql("select " + Work.COLUMNS
                        + " from background_work w where state in ('waiting', 'running') order by number")
                .query(RecordMapper.of(Work.class))
                .list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
