package dev.bursar.tasks;

import dev.bursar.kernel.Actor;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A piece of background work as it stands.
 *
 * @param by who asked for it
 * @param fence grows whenever a node begins: only who has the latest one can say how far it is and how it ended
 * @param started when the latest attempt began
 * @param cancelAskedBy null while nobody wants it to end
 * @param done of {@code total}, in the kind's own unit
 * @param total null while it is not known
 * @param detail how far it is in the kind's own words
 * @param problem of what failed
 */
public record Work(
        UUID id,
        String kind,
        Actor by,
        WorkState state,
        int fence,
        Instant asked,
        @Nullable Instant started,
        @Nullable Instant ended,
        @Nullable String cancelAskedBy,
        long done,
        @Nullable Long total,
        @Nullable String detail,
        @Nullable String problem,
        @Nullable String whatToDo) {
    /** What {@link #of} reads, of {@code background_work w}; a kind's own table is joined to it. */
    public static final String COLUMNS = """
            w.id, w.kind, w.person_id as by_id, w.person as by_name, w.state, w.fence, w.asked_at as asked, w.started_at as started,
            w.ended_at as ended, w.cancel_asked_by, w.done, w.total, w.detail, w.problem, w.what_to_do
            """;

    public static Work of(ResultSet row) throws SQLException {
        return RecordMapper.of(Work.class).mapRow(row, 0);
    }
}
