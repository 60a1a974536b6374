package dev.bursar.changes;

import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * How the changes in a feature's table stand: the table has the columns of a {@link Standing} beside those that say what is changed. Each
 * call is within a transaction of its caller, who has checked who may decide.
 */
public final class ChangeTable {
    /** The columns of a standing. */
    public static final String COLUMNS = "id, version, state, proposed_at, checked_at, decided_by, decided_at, reason,"
            + " dismissed_to, exported_at, done_at";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String table;
    private final String another;

    /**
     * @param table a name, never input
     * @param thing the columns that say of what a change is: of one thing one change is open or approved at most
     */
    public ChangeTable(JdbcClient jdbc, Clock clock, String table, List<String> thing) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.table = table;
        another = thing.stream()
                .map(column -> "o." + column + " = " + table + "." + column)
                .collect(Collectors.joining(" and "));
    }

    public static Standing standing(ResultSet row) throws SQLException {
        return RecordMapper.of(Standing.class).mapRow(row, 0);
    }

    private StatementSpec update(String rest) {
        return jdbc.sql("update " + table + " set version = version + 1, " + rest)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC));
    }

    private boolean decided(StatementSpec statement, Standing standing) {
        return statement
                        .param("id", standing.id())
                        .param("version", standing.version())
                        .update()
                == 1;
    }

    /** Returns whether it was open in that version. */
    public boolean approve(Standing standing, String by) {
        return decided(update("""
                        state = 'approved', decided_by = :by, decided_at = :now
                         where id = :id and version = :version and state = 'open'
                        """).param("by", by), standing);
    }

    /** Returns whether it was open in that version. */
    public boolean dismiss(Standing standing, String by, Dismissal dismissal) {
        return decided(
                update("""
                        state = 'dismissed', decided_by = :by, decided_at = :now, reason = :reason, dismissed_to = :to
                         where id = :id and version = :version and state = 'open'
                        """)
                        .params(Params.of("by", by)
                                .and("reason", dismissal.reason())
                                .and("to", dismissal.lastDay())),
                standing);
    }

    /** What was decided is open again; returns whether it was decided in that version, and no other change of the thing stands. */
    public boolean reopen(Standing standing) {
        return decided(update("""
                        state = 'open', decided_by = null, decided_at = null, reason = null, dismissed_to = null
                         where id = :id and version = :version and state in ('approved', 'dismissed')
                           and not exists (select from %1$s o where %2$s and o.id <> %1$s.id and o.state in ('open', 'approved'))
                        """.formatted(table, another)), standing);
    }

    /** What carries an approved change out was taken away. */
    public void exported(Standing standing) {
        jdbc.sql("update " + table + " set exported_at = :now where id = :id")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", standing.id())
                .update();
    }

    /** What speaks for these no longer holds; those that are not open stay as they are. */
    public void withdraw(Collection<Long> ids) {
        update("state = 'withdrawn', checked_at = :now where id = any(:ids) and state = 'open'")
                .params(Params.of("ids", ids))
                .update();
    }

    /** These were seen to have been carried out; those that are not approved stay as they are. */
    public void done(Collection<Long> ids) {
        update("state = 'done', done_at = :now where id = any(:ids) and state = 'approved'")
                .params(Params.of("ids", ids))
                .update();
    }
}
