package dev.bursar.access;

import dev.bursar.access.journal.AccessAction;
import dev.bursar.access.password.Hashing;
import dev.bursar.access.password.PasswordRefused;
import dev.bursar.access.password.PasswordRules;
import dev.bursar.access.password.SignInThrottle;
import dev.bursar.access.password.Throttled;
import dev.bursar.access.rights.SignInOrigin;
import dev.bursar.access.rights.UserNames;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Actor;
import dev.bursar.notify.MailAddress;
import dev.bursar.notify.Outbox;
import jakarta.servlet.http.HttpServletRequest;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * For people who aren't signed in: what an invitation or a reset link lets its holder do, and how to ask for a reset link. Nothing
 * here tells who has an account: addresses that nobody has are treated, stored and answered like others.
 */
@Service
public class PasswordLinks {
    private final PersonLinks links;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final Hashing hashing;
    private final SignInThrottle throttle;
    private final Outbox outbox;
    private final Journal journal;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    PasswordLinks(
            PersonLinks links,
            Passwords passwords,
            PasswordRules rules,
            Hashing hashing,
            SignInThrottle throttle,
            Outbox outbox,
            Journal journal,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.links = links;
        this.passwords = passwords;
        this.rules = rules;
        this.hashing = hashing;
        this.throttle = throttle;
        this.outbox = outbox;
        this.journal = journal;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Whom a link is for. */
    public record Invited(String userName, String displayName) {}

    /** Whom the link is for; empty when it was used, is too old or never was. */
    public Optional<Invited> find(LinkPurpose purpose, String token) {
        return links.holder(purpose, token).map(holder -> new Invited(holder.userName(), holder.displayName()));
    }

    /**
     * Uses an invitation up: the person has a password and the name that they want to be called by.
     *
     * @return false when the link doesn't work any more
     * @throws PasswordRefused when the password breaks a rule; the link stays good
     * @throws IllegalArgumentException when the name isn't one line of 1 to 200 visible characters; likewise
     */
    public boolean accept(String token, String displayName, String password) {
        var name = UserNames.line(displayName, "A name");
        return use(LinkPurpose.INVITATION, token, password, holder -> {
            jdbc.sql("update person set display_name = :name where id = :id")
                    .param("name", name)
                    .param("id", holder.person().value())
                    .update();
            var actor = new Actor(holder.person(), name);
            journal.recordAs(
                    actor,
                    AccessAction.INVITATION_USED,
                    subject(holder),
                    Map.of("displayName", holder.displayName()),
                    Map.of("displayName", name));
            journal.recordAs(actor, AccessAction.PASSWORD_SET, subject(holder), null, null);
        });
    }

    /**
     * Uses a reset link up: the person has a new password, and their sessions end.
     *
     * @return false when the link doesn't work any more
     * @throws PasswordRefused when the password breaks a rule; the link stays good
     */
    public boolean reset(String token, String password) {
        return use(LinkPurpose.RESET, token, password, holder -> {
            var actor = new Actor(holder.person(), holder.displayName());
            journal.recordAs(actor, AccessAction.RESET_LINK_USED, subject(holder), null, null);
            journal.recordAs(actor, AccessAction.PASSWORD_SET, subject(holder), null, null);
            address(holder).ifPresent(to -> outbox.send(PasswordMails.changed(to, holder.displayName())));
        });
    }

    private boolean use(
            LinkPurpose purpose, String token, String password, java.util.function.Consumer<PersonLinks.Holder> then) {
        var found = links.holder(purpose, token);
        if (found.isEmpty()) {
            return false;
        }
        var holder = found.get();
        rules.check(holder.userName(), password);
        var hash = hashing.hash(password);
        return Boolean.TRUE.equals(transaction.execute(status -> {
            if (!links.use(purpose, token) || !passwords.store(holder.person(), hash)) {
                status.setRollbackOnly();
                return false;
            }
            then.accept(holder);
            return true;
        }));
    }

    /**
     * Asks for a reset link by mail. Whether anybody has the address is only looked at when the mail would be sent.
     *
     * @return how long to wait when too many were asked for
     */
    public Optional<Duration> ask(MailAddress address, HttpServletRequest request) {
        var place = SignInOrigin.of(request);
        try {
            throttle.takeMail(address.key(), place);
        } catch (Throttled slowed) {
            journal.denied(AccessAction.RESET_SLOWED, "from " + place.address());
            return Optional.of(Duration.ofSeconds(slowed.seconds()));
        }
        var person =
                jdbc.sql("""
                        select coalesce(
                          (select id from person where lower(email) = :key and enabled and password_hash is not null), 0)
                        """).param("key", address.key()).query(Integer.class).single();
        journal.denied(
                AccessAction.RESET_ASKED,
                (person == 0 ? "unknown address" : "person:" + person) + " from " + place.address());
        transaction.executeWithoutResult(status -> outbox.sendWritten(ResetMails.NAME, String.valueOf(person)));
        return Optional.empty();
    }

    /** Whether mails can be sent at all. */
    public boolean mailed() {
        return outbox.ready();
    }

    private Optional<MailAddress> address(PersonLinks.Holder holder) {
        return jdbc.sql("select email from person where id = :id and email is not null")
                .param("id", holder.person().value())
                .query((row, i) -> new MailAddress(row.getString("email")))
                .optional();
    }

    private static String subject(PersonLinks.Holder holder) {
        return "person:" + holder.person().value();
    }
}
