package dev.bursar.watch;

import dev.bursar.access.Recipients;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.notify.Mail;
import dev.bursar.notify.MailAddress;
import dev.bursar.notify.Outbox;
import dev.bursar.notify.PortalUrl;
import dev.bursar.sync.SyncLinks;
import dev.bursar.sync.control.SyncService;
import dev.bursar.sync.control.SyncService.Late;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;

/**
 * Writes to all admins once when jobs have not been done for a day, and once when all are done again. As long as nobody can be
 * written to (no mail server, no address) nothing counts as told.
 */
@Service
@PreAuthorize("hasRole('SYSTEM')")
class OutageWatch {
    private final JdbcClient jdbc;
    private final SyncService sync;
    private final Recipients addresses;
    private final Outbox outbox;
    private final PortalUrl portal;
    private final Clock clock;

    OutageWatch(JdbcClient jdbc, SyncService sync, Recipients addresses, Outbox outbox, PortalUrl portal, Clock clock) {
        this.jdbc = jdbc;
        this.sync = sync;
        this.addresses = addresses;
        this.outbox = outbox;
        this.portal = portal;
        this.clock = clock;
    }

    @Writes(Guard.CONSTRAINT)
    public void look() {
        List<Late> late = sync.late();
        Optional<Instant> told = told();
        if (!late.isEmpty() && told.isEmpty()) {
            if (send(admin -> OutageMails.began(admin, late, portal.to(SyncLinks.SYNC)))) {
                remember(late.stream().map(Late::since).min(Instant::compareTo).orElseThrow());
            }
        } else if (late.isEmpty() && told.isPresent()) {
            send(admin -> OutageMails.ended(admin, told.get(), portal.to(SyncLinks.SYNC)));
            jdbc.sql("delete from sync_outage").update();
        }
    }

    private boolean send(Function<MailAddress, Mail> mail) {
        List<MailAddress> admins = addresses.of(Role.ADMIN);
        if (!outbox.ready() || admins.isEmpty()) {
            return false;
        }
        admins.forEach(admin -> outbox.send(mail.apply(admin)));
        return true;
    }

    private Optional<Instant> told() {
        return jdbc.sql("select since from sync_outage")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    private void remember(Instant since) {
        jdbc.sql("insert into sync_outage (since, told_at) values (:since, :now)")
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
