package dev.bursar.spend.mails;

import dev.bursar.journal.Journal;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.notify.Mail;
import dev.bursar.notify.MailAddress;
import dev.bursar.notify.Outbox;
import dev.bursar.notify.Picture;
import dev.bursar.notify.PortalUrl;
import dev.bursar.spend.SpendAction;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sends what a person sees in the explorer by mail: to their own address, which an admin entered, and to nobody else's. The figures are
 * those that the sender may see, and the picture is what their browser drew of them; what another person may see of it can't be told from
 * either. Whoever is to have it gets it from the sender, or opens the mail's link with rights of their own. Nothing is sent on a schedule,
 * because nobody's browser is open then to draw the chart.
 */
@Service
@Transactional(readOnly = true)
public class ViewMails {
    /** So many may wait for one address, so that a silent mail server doesn't fill the database. */
    static final int MOST_WAITING = 20;

    private static final String MAY_SEE = "hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')";

    private final JdbcClient jdbc;
    private final Scope scope;
    private final Outbox outbox;
    private final PortalUrl portal;
    private final Journal journal;

    ViewMails(JdbcClient jdbc, Scope scope, Outbox outbox, PortalUrl portal, Journal journal) {
        this.jdbc = jdbc;
        this.scope = scope;
        this.outbox = outbox;
        this.portal = portal;
        this.journal = journal;
    }

    /** Why a person gets no mail. */
    public enum Hindrance {
        NO_SERVER,
        NO_ADDRESS,
        MANY_WAIT
    }

    /**
     * What is sent.
     *
     * @param html the text as HTML, in which {@code cid:picture} is the picture
     */
    public record Words(String subject, String text, String html) {}

    /** What a mail to the person would meet; empty where it can be sent. */
    @PreAuthorize(MAY_SEE)
    public Optional<Hindrance> hindrance() {
        if (!outbox.ready()) {
            return Optional.of(Hindrance.NO_SERVER);
        }
        Optional<MailAddress> own = own();
        return own.isEmpty()
                ? Optional.of(Hindrance.NO_ADDRESS)
                : own.filter(address -> outbox.pictures(address) >= MOST_WAITING)
                        .map(many -> Hindrance.MANY_WAIT);
    }

    /** The person's address; empty where they have none. */
    @PreAuthorize(MAY_SEE)
    public Optional<String> address() {
        return own().map(MailAddress::value);
    }

    /** Where people elsewhere open one of the portal's pages. */
    @PreAuthorize(MAY_SEE)
    public String link(String page) {
        return portal.to(page);
    }

    /**
     * Sends it to the person's own address.
     *
     * @param page the address of the page that was sent, for the journal
     * @return what hinders it; empty when it was sent
     */
    @PreAuthorize(MAY_SEE)
    @Writes(Guard.ANY_ORDER)
    public Optional<Hindrance> send(Words words, Picture picture, String page) {
        Optional<Hindrance> hindrance = hindrance();
        if (hindrance.isEmpty()) {
            outbox.send(new Mail(
                    own().orElseThrow(), words.subject(), words.text(), new Mail.Shown(words.html(), picture)));
            journal.record(
                    SpendAction.VIEW_MAILED, "person:" + scope.actor().id().value(), null, Map.of("address", page));
        }
        return hindrance;
    }

    private Optional<MailAddress> own() {
        return jdbc.sql("select email from person where id = :me and enabled and email is not null")
                .param("me", scope.actor().id().value())
                .query(String.class)
                .optional()
                .flatMap(MailAddress::read);
    }
}
