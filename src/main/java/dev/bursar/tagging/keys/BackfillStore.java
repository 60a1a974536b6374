package dev.bursar.tagging.keys;

import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.tagging.spi.Backfill;
import module java.base;
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
        return jdbc.sql("""
                        select requested_at as requested, from_month as from, status, completed_at as completed
                          from tag_backfill order by requested_at desc
                        """).query(RecordMapper.of(Backfill.class)).list();
    }

    void seen(List<Backfill> backfills, Instant at) {
        backfills.forEach(one -> jdbc.sql("""
                        insert into tag_backfill (requested_at, from_month, status, completed_at, seen_at)
                        values (:requested, :from, :status, :completed, :at)
                        on conflict (requested_at) do update
                           set status = excluded.status, completed_at = excluded.completed_at, seen_at = excluded.seen_at
                         where tag_backfill.seen_at <= excluded.seen_at
                        """)
                .params(Params.of(one).and("from", one.from().withDayOfMonth(1)).and("at", at))
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
