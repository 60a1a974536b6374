package dev.bursar.tasks;

import dev.bursar.kernel.Actor;
import dev.bursar.kernel.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
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
            w.id, w.kind, w.person_id, w.person, w.state, w.fence, w.asked_at, w.started_at, w.ended_at, w.cancel_asked_by, w.done,
            w.total, w.detail, w.problem, w.what_to_do
            """;

    public static Work of(ResultSet row) throws SQLException {
        return new Work(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                new Actor(new PersonId(row.getInt("person_id")), row.getString("person")),
                WorkState.of(row.getString("state")),
                row.getInt("fence"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                moment(row.getObject("started_at", OffsetDateTime.class)),
                moment(row.getObject("ended_at", OffsetDateTime.class)),
                row.getString("cancel_asked_by"),
                row.getLong("done"),
                row.getObject("total", Long.class),
                row.getString("detail"),
                row.getString("problem"),
                row.getString("what_to_do"));
    }

    private static @Nullable Instant moment(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
