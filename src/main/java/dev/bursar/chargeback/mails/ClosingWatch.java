package dev.bursar.chargeback.mails;

import dev.bursar.access.Recipient;
import dev.bursar.access.Recipients;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.month.CalendarStore;
import dev.bursar.chargeback.month.ChargebackService;
import dev.bursar.chargeback.month.ClosingCalendar;
import dev.bursar.chargeback.month.ClosingDue;
import dev.bursar.chargeback.month.ClosingProgress;
import dev.bursar.chargeback.text.ClosingText;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.notify.Mail;
import dev.bursar.notify.Outbox;
import dev.bursar.notify.PortalUrl;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reminds once a day who has to do the next step of the earliest open month, where it is late or due within two days. That a day is
 * decided and its mails are stored at once: a crash loses both or neither, and of two nodes one decides.
 */
@Service
@PreAuthorize("hasRole('SYSTEM')")
public class ClosingWatch {
    private static final Logger log = LoggerFactory.getLogger(ClosingWatch.class);
    /** In UTC; a day's first mails are there when people come to work. */
    private static final int FROM_HOUR = 6;

    private final CalendarStore store;
    private final ChargebackService months;
    private final Recipients recipients;
    private final Outbox outbox;
    private final PortalUrl portal;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ClosingWatch(
            CalendarStore store,
            ChargebackService months,
            Recipients recipients,
            Outbox outbox,
            PortalUrl portal,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.months = months;
        this.recipients = recipients;
        this.outbox = outbox;
        this.portal = portal;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Does nothing before the morning, after the day was decided, and while no mail can be sent. */
    public void look() {
        LocalDateTime now = LocalDateTime.now(clock.withZone(ZoneOffset.UTC));
        LocalDate today = now.toLocalDate();
        if (now.getHour() < FROM_HOUR || !outbox.ready() || store.isMailed(today)) {
            return;
        }
        ClosingCalendar calendar = store.calendar();
        Optional<ClosingDue> due = months.open()
                .flatMap(row -> ClosingDue.next(calendar, ClosingProgress.of(row, today), today))
                .filter(ClosingDue::isNear);
        transaction.executeWithoutResult(status -> {
            if (store.mailed(today)) {
                due.ifPresent(one -> send(one, calendar.rule(one.step()).owner()));
            }
        });
    }

    private void send(ClosingDue due, @Nullable PersonId owner) {
        List<Recipient> finance = recipients.all().stream()
                .filter(person -> person.roles().contains(Role.FINANCE))
                .toList();
        List<Recipient> owners =
                finance.stream().filter(person -> person.person().equals(owner)).toList();
        // an owner who left finance or has no address reminds nobody
        List<Recipient> told = owners.isEmpty() ? finance : owners;
        String link = portal.to(ChargebackLinks.month(due.month()));
        told.forEach(person -> outbox.send(
                new Mail(person.address(), ClosingText.headline(due), ClosingText.mail(due, !owners.isEmpty(), link))));
        log.info("Closing: {} reminders queued for {}", told.size(), due.month());
    }
}
