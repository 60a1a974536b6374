package dev.bursar.access;

import dev.bursar.access.journal.AccessAction;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.PersonId;
import dev.bursar.notify.Mail;
import dev.bursar.notify.MailWriter;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes mails with reset links. What nobody has an account for gets none, and neither does what was asked too long ago. */
@Component
public class ResetMails implements MailWriter {
    public static final String NAME = "password-reset";

    private final JdbcClient jdbc;
    private final PersonLinks links;
    private final Journal journal;
    private final Clock clock;

    ResetMails(JdbcClient jdbc, PersonLinks links, Journal journal, Clock clock) {
        this.jdbc = jdbc;
        this.links = links;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Mail> write(String about, Instant askedAt) {
        if (!clock.instant().isBefore(askedAt.plus(LinkPurpose.RESET.validFor()))) {
            return Optional.empty();
        }
        return LinkRecipient.find(jdbc, new PersonId(Integer.parseInt(about)))
                .filter(person -> person.enabled() && person.hasPassword())
                .flatMap(person -> Optional.ofNullable(person.address()).map(to -> {
                    var link = links.make(person.id(), LinkPurpose.RESET);
                    journal.record(
                            AccessAction.RESET_LINK_MADE,
                            "person:" + person.id().value());
                    return new Mail(to, "A new password for Bursar", """
                            Hello %s,

                            someone, probably you, requested a new password for the Bursar account %s.

                            Set it here:
                            %s

                            The link works once, for %d minutes. Using it ends your open sessions.

                            If it wasn't you, you can ignore this e-mail. Your password stays the same.
                            """.formatted(
                                    person.displayName(),
                                    person.userName(),
                                    link.url(),
                                    LinkPurpose.RESET.validFor().toMinutes()));
                }));
    }
}
