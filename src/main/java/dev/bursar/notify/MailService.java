package dev.bursar.notify;

import dev.bursar.journal.Journal;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Mails that were not delivered: admin and auditor see them, an admin sends them again or dismisses them. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasRole('ADMIN')")
public class MailService {
    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final Journal journal;
    private final Clock clock;

    MailService(JdbcClient jdbc, Outbox outbox, Journal journal, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.journal = journal;
        this.clock = clock;
    }

    /** The latest hundred, newest first. */
    @PreAuthorize("hasAnyRole('ADMIN', 'AUDITOR')")
    public List<MailTrouble> troubles() {
        return jdbc.sql("""
                        select id, recipient, subject, asked_at, attempts, problem, given_up_at
                          from outbox
                         where problem is not null
                         order by id desc
                         limit 100
                        """).query(RecordMapper.of(MailTrouble.class)).list();
    }

    /** Tries a mail that was given up for another day. */
    @Writes(Guard.CONDITION)
    public void tryAgain(long id) {
        var updated = jdbc.sql("""
                        update outbox set given_up_at = null, attempts = 0, tried_since = :now
                         where id = :id and given_up_at is not null
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
        if (updated == 0) {
            throw new StaleEdit("mail:" + id);
        }
        outbox.due(id);
        journal.record(NotifyAction.MAIL_TRIED_AGAIN, "mail:" + id);
    }

    /** Forgets a mail that was given up. */
    @Writes(Guard.CONDITION)
    public void dismiss(long id) {
        var deleted = jdbc.sql("delete from outbox where id = :id and given_up_at is not null")
                .param("id", id)
                .update();
        if (deleted == 0) {
            throw new StaleEdit("mail:" + id);
        }
        journal.record(NotifyAction.MAIL_DISMISSED, "mail:" + id);
    }
}
