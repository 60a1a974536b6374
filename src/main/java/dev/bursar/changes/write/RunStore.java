package dev.bursar.changes.write;

import dev.bursar.changes.write.AwsChange.State;
import dev.bursar.changes.write.ChangeExecutor.Outcome;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.kernel.rows.Batch;
import dev.bursar.kernel.rows.Params;
import dev.bursar.tasks.Work;
import dev.bursar.tasks.WorkCancelled;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores how the items of a change get on while it is read or written. Each call is a commit of its own, and refused to a node whose work
 * another one has by now.
 *
 * <p>Errors: {@link WorkCancelled} from then on.
 */
@Component
@Writes(Guard.LOCK)
class RunStore {
    private static final List<ItemWhy> UNREAD = List.of(ItemWhy.NOT_READ, ItemWhy.PART_READ);

    private final JdbcClient jdbc;
    private final Clock clock;

    RunStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Has this node's commits wait for one another, for the end of its work and for who decides on the change. */
    private void guard(Work claimed, long change) {
        if (jdbc.sql("""
                        select w.id from background_work w join aws_change c on c.work = w.id
                         where w.id = :id and w.fence = :fence and w.state = 'running' and c.id = :change
                           for share
                        """)
                .params(Params.of(claimed).and("change", change))
                .query()
                .listOfRows()
                .isEmpty()) {
            throw new WorkCancelled();
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** What became of an item when it was read. */
    record Read(
            int number,
            ItemState state,
            @Nullable String found,
            @Nullable ItemWhy why,
            @Nullable String message,
            @Nullable String code) {
        Read(int number, ItemState state, @Nullable String found, @Nullable ItemWhy why, @Nullable String message) {
            this(number, state, found, why, message, null);
        }
    }

    /** What AWS showed before anything is written: of those that stay planned it is what will be replaced. */
    void previewed(Work claimed, long change, List<Read> reads) {
        guard(claimed, change);
        reads(change, reads);
        jdbc.sql("""
                        update aws_change_item set before = found
                         where change_id = :change and state = 'planned' and number = any(:numbers)
                        """)
                .params(Params.of("change", change)
                        .and(
                                "numbers",
                                reads.stream()
                                        .filter(one -> one.state() == ItemState.PLANNED)
                                        .map(Read::number)
                                        .toList()))
                .update();
    }

    void read(Work claimed, long change, List<Read> reads) {
        guard(claimed, change);
        reads(change, reads);
    }

    /** The same, with what else its kind keeps of it. */
    void read(Work claimed, long change, List<Read> reads, Runnable also) {
        read(claimed, change, reads);
        also.run();
    }

    private void reads(long change, List<Read> reads) {
        var batch = Batch.of(Read.class, reads);
        batch.statement(jdbc, """
                        update aws_change_item i
                           set state = f.state, why = f.why, message = coalesce(f.message, i.message), code = coalesce(f.code, i.code),
                               found = case when f.why = any(:unread) then i.found else f.found end,
                               read_at = case when f.why = any(:unread) then i.read_at else :now end
                          from %s
                         where i.change_id = :change and i.number = f.number
                        """.formatted(batch.rows()))
                .params(Params.of("now", clock.instant()).and("unread", UNREAD).and("change", change))
                .update();
    }

    /** All of it was read: it can be decided on. */
    void previewed(Work claimed, long change) {
        guard(claimed, change);
        jdbc.sql(
                        "update aws_change set previewed_at = :now, version = version + 1 where id = :id and state = 'proposed'")
                .param("now", now())
                .param("id", change)
                .update();
    }

    /**
     * Ends a proposal where nothing is left to write, whatever anybody decides; what couldn't be read may still be. In the transaction in
     * which its work ends.
     */
    boolean closedIfDone(long change) {
        boolean closed = jdbc.sql("""
                        update aws_change c set state = 'nothing-to-write', version = version + 1, ended_at = :now
                         where c.id = :id and c.state = 'proposed'
                           and not exists (select from aws_change_item i
                                            where i.change_id = c.id and (i.state <> 'skipped' or i.why = any(:unread)))
                        """)
                        .params(Params.of("now", clock.instant())
                                .and("unread", UNREAD)
                                .and("id", change))
                        .update()
                == 1;
        if (closed) {
            jdbc.sql("update aws_change_item set open = false where change_id = :id and open")
                    .param("id", change)
                    .update();
        }
        return closed;
    }

    void began(Work claimed, long change) {
        guard(claimed, change);
        jdbc.sql("""
                        update aws_change set state = 'running', version = version + 1, started_at = coalesce(started_at, :now)
                         where id = :id and state in ('approved', 'running')
                        """).param("now", now()).param("id", change).update();
    }

    /** Their request leaves once this is committed. */
    void writing(Work claimed, long change, List<ChangeItem> items) {
        guard(claimed, change);
        numbered(jdbc.sql("""
                        update aws_change_item set state = 'writing', sent_at = :now, attempts = attempts + 1
                         where change_id = :change and number = any(:numbers) and state = 'planned'
                        """), change, items.stream().map(ChangeItem::number).toList())
                .param("now", now())
                .update();
    }

    private static StatementSpec numbered(StatementSpec statement, long change, Collection<Integer> numbers) {
        return statement.params(Params.of("change", change).and("numbers", numbers));
    }

    /** What AWS answered of an item. */
    record Answered(int number, Outcome outcome) {
        private ItemState state() {
            return switch (outcome) {
                case Outcome.Taken taken -> ItemState.WRITTEN;
                case Outcome.Busy busy -> ItemState.PLANNED;
                case Outcome.Refused refused -> ItemState.FAILED;
                case Outcome.Unknown unknown -> ItemState.WRITING;
            };
        }

        private @Nullable ItemWhy why() {
            return outcome instanceof Outcome.Refused ? ItemWhy.REFUSED : null;
        }

        private @Nullable String code() {
            return outcome instanceof Outcome.Refused(String code, String message) ? code : null;
        }

        private @Nullable String message() {
            return outcome instanceof Outcome.Refused(String code, String message) ? message : null;
        }
    }

    void answered(Work claimed, long change, List<Answered> answers) {
        guard(claimed, change);
        var batch = Batch.of(answers)
                .integer("number", Answered::number)
                .add("state", ItemState.class, Answered::state)
                .add("why", ItemWhy.class, Answered::why)
                .text("code", Answered::code)
                .text("message", Answered::message);
        batch.statement(jdbc, """
                        update aws_change_item i
                           set state = f.state, why = f.why, code = f.code, message = f.message, answered_at = :now
                          from %s
                         where i.change_id = :change and i.number = f.number and i.state = 'writing'
                        """.formatted(batch.rows()))
                .params(Params.of("now", clock.instant()).and("change", change))
                .update();
    }

    /** These won't be written or waited for any more. */
    void ended(Work claimed, long change, Collection<Integer> numbers, ItemState state, ItemWhy why) {
        guard(claimed, change);
        numbered(jdbc.sql("""
                        update aws_change_item set state = :state, why = :why
                         where change_id = :change and number = any(:numbers)
                        """), change, numbers)
                .params(Params.of("state", state).and("why", why))
                .update();
    }

    /** None of this state will be written or waited for any more. */
    void gaveUp(Work claimed, long change, ItemState from, ItemState to, @Nullable ItemWhy why) {
        guard(claimed, change);
        jdbc.sql("""
                        update aws_change_item set state = :to, why = cast(:why as text)
                         where change_id = :change and state = :from
                        """)
                .params(Params.of("change", change)
                        .and("from", from)
                        .and("to", to)
                        .and("why", why))
                .update();
    }

    /** In the transaction in which its work ends. */
    State ended(long change) {
        jdbc.sql("update aws_change_item set state = 'unknown' where change_id = :change and state = 'writing'")
                .param("change", change)
                .update();
        State state = State.of(
                jdbc.sql("""
                        select case when bool_or(state = 'skipped' and why = 'stopped') then 'stopped'
                                    when bool_or(state in ('failed', 'differs', 'unknown')) then 'done-with-failures'
                                    else 'done' end
                          from aws_change_item where change_id = :change
                        """).param("change", change).query(String.class).single());
        jdbc.sql(
                        "update aws_change set state = :state, version = version + 1, ended_at = coalesce(ended_at, :now) where id = :id")
                .params(Params.of("state", state).and("now", clock.instant()).and("id", change))
                .update();
        jdbc.sql("update aws_change_item set open = false where change_id = :id and open")
                .param("id", change)
                .update();
        // what brought values back says so where they were written
        jdbc.sql("""
                        update aws_change_item o set state = 'undone'
                          from aws_change c join aws_change_item i on i.change_id = c.id
                         where c.id = :id and o.change_id = c.undoes and o.subject = i.subject and o.part = i.part
                           and i.state = 'verified' and o.state in ('verified', 'differs')
                        """).param("id", change).update();
        // where that is brought back in turn, what had been written first is there again
        jdbc.sql("""
                        update aws_change_item o set state = 'verified'
                          from aws_change c join aws_change_item i on i.change_id = c.id join aws_change u on u.id = c.undoes
                         where c.id = :id and o.change_id = u.undoes and o.subject = i.subject and o.part = i.part
                           and i.state = 'verified' and o.state = 'undone'
                        """).param("id", change).update();
        return state;
    }

    /** Nothing of it goes on: what wasn't sent is left out, and of what was and wasn't read back nobody knows. */
    void broken(long change) {
        jdbc.sql("""
                        update aws_change_item
                           set state = case state when 'planned' then 'skipped' else 'unknown' end,
                               why = case state when 'planned' then 'stopped' else 'broken-off' end, open = false
                         where change_id = :change and state in ('planned', 'writing', 'written', 'unknown')
                           and exists (select from aws_change where id = :change and state in ('approved', 'running'))
                        """).param("change", change).update();
        jdbc.sql("""
                        update aws_change set state = 'done-with-failures', version = version + 1, ended_at = :now
                         where id = :change and state in ('approved', 'running')
                        """).param("now", now()).param("change", change).update();
        jdbc.sql("""
                        update aws_change_item set open = false
                         where change_id = :change and open
                           and exists (select from aws_change where id = :change and state = 'done-with-failures')
                        """).param("change", change).update();
    }

    /** Whether somebody asked it to stop. */
    @Transactional(readOnly = true)
    public boolean stopAsked(long change) {
        return jdbc.sql("select stop_asked_by is not null from aws_change where id = :id")
                .param("id", change)
                .query(Boolean.class)
                .single();
    }
}
