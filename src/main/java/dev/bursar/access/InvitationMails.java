package dev.bursar.access;

import dev.bursar.kernel.PersonId;
import dev.bursar.notify.Mail;
import dev.bursar.notify.MailWriter;
import dev.bursar.notify.PortalUrl;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes invitations; the 72 hours begin when the mail leaves. */
@Component
public class InvitationMails implements MailWriter {
    public static final String NAME = "invitation";
    private static final DateTimeFormatter UNTIL = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final JdbcClient jdbc;
    private final PersonLinks links;
    private final PortalUrl portal;

    InvitationMails(JdbcClient jdbc, PersonLinks links, PortalUrl portal) {
        this.jdbc = jdbc;
        this.links = links;
        this.portal = portal;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Mail> write(String about, Instant askedAt) {
        return LinkRecipient.find(jdbc, new PersonId(Integer.parseInt(about)))
                .filter(person -> person.enabled() && !person.hasPassword())
                .flatMap(person -> Optional.ofNullable(person.address()).map(to -> {
                    var link = links.make(person.id(), LinkPurpose.INVITATION);
                    return new Mail(to, "Your invitation to Bursar", """
                            Hello %s,

                            an admin of your organisation has invited you to Bursar, which shows teams what they spend on AWS and why.

                            Set your password here:
                            %s

                            The link works once, until %s. After that you sign in at
                            %s
                            as %s.

                            If you did not expect this e-mail, you can ignore it.
                            """.formatted(
                                    person.displayName(),
                                    link.url(),
                                    UNTIL.format(link.until()),
                                    portal.to(""),
                                    person.userName()));
                }));
    }
}
