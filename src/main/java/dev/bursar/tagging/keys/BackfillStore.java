package dev.bursar.tagging.keys;

import dev.bursar.tagging.spi.Backfill;
import dev.bursar.tagging.spi.Backfill.Status;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps backfills as AWS listed them, and after which of them the months were asked to be read again. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class BackfillStore {
    private final JdbcClient jdbc;

    BackfillStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest first. */
    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public List<Backfill> all() {
        return jdbc.sql(
                        "select requested_at, from_month, status, completed_at from tag_backfill order by requested_at desc")
                .query((row, number) -> new Backfill(
                        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                        row.getObject("from_month", LocalDate.class),
                        Status.of(row.getString("status")),
                        moment(row.getObject("completed_at", OffsetDateTime.class))))
                .list();
    }

    private static @Nullable Instant moment(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    void seen(List<Backfill> backfills, Instant at) {
        backfills.forEach(one -> jdbc.sql("""
                        insert into tag_backfill (requested_at, from_month, status, completed_at, seen_at)
                        values (:requested, :from, :status, :completed, :at)
                        on conflict (requested_at) do update
                           set status = excluded.status, completed_at = excluded.completed_at, seen_at = excluded.seen_at
                         where tag_backfill.seen_at <= excluded.seen_at
                        """)
                .param("requested", one.requested().atOffset(ZoneOffset.UTC))
                .param("from", one.from().withDayOfMonth(1))
                .param("status", one.status().stored())
                .param(
                        "completed",
                        one.completed() == null ? null : one.completed().atOffset(ZoneOffset.UTC))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update());
    }

    /** Whether one has ended after which nobody asked yet to read the months again; then somebody has. */
    boolean takeEnded(Instant at) {
        return jdbc.sql("update tag_backfill set reread_at = :at where status = 'succeeded' and reread_at is null")
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }
}
