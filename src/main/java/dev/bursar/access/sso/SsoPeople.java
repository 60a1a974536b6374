package dev.bursar.access.sso;

import dev.bursar.access.NewPerson;
import dev.bursar.access.People;
import dev.bursar.access.journal.AccessAction;
import dev.bursar.access.rights.SignInClient;
import dev.bursar.access.rights.UserNames;
import dev.bursar.access.session.SignInCompletion;
import dev.bursar.access.sso.SsoRefused.Reason;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds or makes the person whom a verified ID token means, gives them the rights of their groups and signs them in. A
 * refusal takes away what earlier groups gave all the same.
 */
@Component
class SsoPeople {
    private record Found(PersonId id, boolean enabled, int epoch) {}

    /** How it ended, once everything is committed. */
    private sealed interface Outcome {
        record In(Authentication authentication) implements Outcome {}

        record Refused(Reason reason) implements Outcome {}
    }

    private final JdbcClient jdbc;
    private final SsoSettings settings;
    private final GroupRightsOfPeople groupRights;
    private final People people;
    private final BackgroundScope background;
    private final SignInCompletion welcome;
    private final Journal journal;
    private final Clock clock;
    private final TransactionTemplate transaction;

    SsoPeople(
            JdbcClient jdbc,
            SsoSettings settings,
            GroupRightsOfPeople groupRights,
            People people,
            BackgroundScope background,
            SignInCompletion welcome,
            Journal journal,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.groupRights = groupRights;
        this.people = people;
        this.background = background;
        this.welcome = welcome;
        this.journal = journal;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Signs in whom the token means. Nobody may be signed in on this thread.
     *
     * @param token verified: issuer, audience, signature, times and nonce are right
     * @throws SsoRefused when they may not come in
     */
    Authentication admit(OidcIdToken token, SignInClient visitor) {
        var outcome = Objects.requireNonNull(transaction.execute(status -> decide(token, visitor)));
        return switch (outcome) {
            case Outcome.In(Authentication authentication) -> authentication;
            case Outcome.Refused(Reason reason) -> {
                journal.denied(
                        AccessAction.SINGLE_SIGN_ON_REFUSED,
                        reason.word() + " from " + visitor.place().address());
                throw new SsoRefused(reason);
            }
        };
    }

    private Outcome decide(OidcIdToken token, SignInClient visitor) {
        var issuer = token.getIssuer().toString();
        // one sign-in of a subject after the other, or two first ones would make two people
        jdbc.sql("select pg_advisory_xact_lock(hashtext(:issuer), hashtext(:subject))")
                .param("issuer", issuer)
                .param("subject", token.getSubject())
                .query(row -> {});
        var groups = groups(token);
        var known = linked(issuer, token.getSubject()).or(() -> link(issuer, token));
        if (known.isEmpty()) {
            if (!groupRights.any(groups)) {
                return new Outcome.Refused(Reason.NO_RIGHTS);
            }
            known = make(issuer, token);
            if (known.isEmpty()) {
                return new Outcome.Refused(Reason.NAME_TAKEN);
            }
        }
        var person = known.get();
        var roles = groupRights.apply(person.id(), groups);
        if (!person.enabled()) {
            return new Outcome.Refused(Reason.DISABLED);
        }
        if (roles.isEmpty()) {
            return new Outcome.Refused(Reason.NO_RIGHTS);
        }
        return new Outcome.In(welcome.in(person.id(), person.epoch(), visitor, true, "single sign-on"));
    }

    private Optional<Found> linked(String issuer, String subject) {
        return jdbc.sql("""
                select p.id, p.enabled, p.epoch
                from person_identity i
                join person p on p.id = i.person_id
                where i.issuer = :issuer and i.subject = :subject
                """)
                .param("issuer", issuer)
                .param("subject", subject)
                .query(RecordMapper.of(Found.class))
                .optional();
    }

    /** The person whose user name is the verified e-mail address, where the settings allow it and nobody else is linked. */
    private Optional<Found> link(String issuer, OidcIdToken token) {
        if (!settings.linkByEmail()) {
            return Optional.empty();
        }
        var found = verifiedEmail(token)
                .flatMap(email -> jdbc.sql("""
                        select p.id, p.enabled, p.epoch
                        from person p
                        where p.user_key = :key
                          and not exists (
                            select from person_identity i where i.person_id = p.id and i.issuer = :issuer)
                        """)
                        .param("key", UserNames.key(email))
                        .param("issuer", issuer)
                        .query(RecordMapper.of(Found.class))
                        .optional());
        found.ifPresent(person -> remember(person.id(), issuer, token.getSubject()));
        return found;
    }

    private Optional<Found> make(String issuer, OidcIdToken token) {
        var userName = userName(token);
        NewPerson newcomer;
        try {
            var shown = Objects.requireNonNullElse(token.getFullName(), userName);
            newcomer = new NewPerson(userName, shown.isBlank() ? userName : shown, Set.of());
        } catch (IllegalArgumentException unreadable) {
            newcomer = new NewPerson(token.getSubject(), token.getSubject(), Set.of());
        }
        if (taken(newcomer.userName())) {
            return Optional.empty();
        }
        var created = newcomer;
        var id = background.call(() -> people.create(created));
        remember(id, issuer, token.getSubject());
        return Optional.of(new Found(id, true, 0));
    }

    private boolean taken(String userName) {
        return jdbc.sql("select exists (select from person where user_key = :key)")
                .param("key", UserNames.key(userName))
                .query(Boolean.class)
                .single();
    }

    private void remember(PersonId person, String issuer, String subject) {
        jdbc.sql("""
                insert into person_identity (issuer, subject, person_id, linked_at)
                values (:issuer, :subject, :person, :now)
                """)
                .param("issuer", issuer)
                .param("subject", subject)
                .param("person", person.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        journal.recordAs(
                Actor.SYSTEM,
                AccessAction.IDENTITY_LINKED,
                "person:" + person.value(),
                null,
                Map.of("issuer", issuer, "subject", subject));
    }

    /** An address that nobody has verified is no name: it would be somebody else's. */
    private static String userName(OidcIdToken token) {
        return verifiedEmail(token)
                .or(() -> Optional.ofNullable(token.getPreferredUsername())
                        .filter(name -> !name.isBlank() && name.indexOf('@') < 0))
                .orElse(token.getSubject());
    }

    private static Optional<String> verifiedEmail(OidcIdToken token) {
        return Boolean.TRUE.equals(token.getEmailVerified())
                ? Optional.ofNullable(token.getEmail()).filter(email -> !email.isBlank())
                : Optional.empty();
    }

    private Collection<String> groups(OidcIdToken token) {
        return switch (token.getClaims().get(settings.groupsClaim())) {
            case Collection<?> many -> many.stream().map(String::valueOf).toList();
            case String one -> List.of(one);
            case null, default -> List.of();
        };
    }
}
