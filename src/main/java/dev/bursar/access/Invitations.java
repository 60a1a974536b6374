package dev.bursar.access;

import dev.bursar.access.journal.AccessAction;
import dev.bursar.journal.Journal;
import dev.bursar.journal.JournalAction;
import dev.bursar.kernel.Constraint;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.notify.MailAddress;
import dev.bursar.notify.Outbox;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;

/** Lets admins bring people in, and help those in who have lost their password, without ever knowing one. */
@Service
@Writes(Guard.CONSTRAINT)
@PreAuthorize("hasRole('ADMIN')")
public class Invitations {
    private final People people;
    private final PersonLinks links;
    private final Outbox outbox;
    private final Journal journal;
    private final JdbcClient jdbc;

    Invitations(People people, PersonLinks links, Outbox outbox, Journal journal, JdbcClient jdbc) {
        this.people = people;
        this.links = links;
        this.outbox = outbox;
        this.journal = journal;
        this.jdbc = jdbc;
    }

    /** Who was invited, and how the link gets to them. */
    public record Invited(PersonId person, LinkDelivery way) {}

    /**
     * Adds a person, makes them lead of teams and invites them.
     *
     * @throws UserNameTaken when somebody has the name
     * @throws AddressTaken when somebody has the address
     * @throws LeadOverlap when two of the times are of one team and have days in common
     */
    public Invited invite(NewPerson person, @Nullable MailAddress address, Collection<LedTeam> led) {
        var id = people.create(person);
        if (address != null) {
            try {
                jdbc.sql("update person set email = :email where id = :id")
                        .param("email", address.value())
                        .param("id", id.value())
                        .update();
            } catch (DuplicateKeyException e) {
                throw Constraint.isViolated(PersonEditor.ADDRESS, e) ? new AddressTaken() : e;
            }
            journal.record(AccessAction.ADDRESS_CHANGED, subject(id), null, Map.of("email", address.value()));
        }
        led.forEach(time -> people.assignLead(id, time));
        return new Invited(id, invite(id));
    }

    /**
     * Invites somebody once more; the earlier link ends.
     *
     * @throws LinkRefused when the person is disabled or has a password
     */
    public LinkDelivery invite(PersonId person) {
        var found = find(person);
        if (!found.enabled() || found.hasPassword()) {
            throw new LinkRefused();
        }
        return send(found, LinkPurpose.INVITATION, InvitationMails.NAME, AccessAction.INVITED);
    }

    /**
     * Sends a link by which the person sets a new password; the present one works until then.
     *
     * @throws LinkRefused when the person is disabled or has no password
     */
    public LinkDelivery reset(PersonId person) {
        var found = find(person);
        if (!found.enabled() || !found.hasPassword()) {
            throw new LinkRefused();
        }
        return send(found, LinkPurpose.RESET, ResetMails.NAME, AccessAction.RESET_LINK_SENT);
    }

    private LinkDelivery send(LinkRecipient person, LinkPurpose purpose, String writer, JournalAction action) {
        var address = person.address();
        if (address != null
                && outbox.sendWritten(writer, String.valueOf(person.id().value()))) {
            journal.record(action, subject(person.id()), null, Map.of("by", "mail"));
            return new LinkDelivery.ByMail(address);
        }
        journal.record(action, subject(person.id()), null, Map.of("by", "screen"));
        return new LinkDelivery.OnScreen(links.make(person.id(), purpose));
    }

    private LinkRecipient find(PersonId person) {
        return LinkRecipient.find(jdbc, person).orElseThrow(() -> new StaleEdit(subject(person)));
    }

    private static String subject(PersonId person) {
        return "person:" + person.value();
    }
}
