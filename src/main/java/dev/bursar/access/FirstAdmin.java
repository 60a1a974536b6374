package dev.bursar.access;

import dev.bursar.access.journal.AccessAction;
import dev.bursar.access.password.PasswordRefused;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import module java.base;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets the first admin of a new installation in: whoever holds the link, for 30 minutes, once. */
@Service
@Transactional(readOnly = true)
public class FirstAdmin {
    static final Duration VALID_FOR = Duration.ofMinutes(30);

    private final JdbcClient jdbc;
    private final boolean singleSignOn;
    private final People people;
    private final BackgroundScope background;
    private final Journal journal;
    private final Clock clock;

    FirstAdmin(
            JdbcClient jdbc,
            ObjectProvider<ClientRegistrationRepository> sso,
            People people,
            BackgroundScope background,
            Journal journal,
            Clock clock) {
        this.jdbc = jdbc;
        this.singleSignOn = sso.getIfAvailable() != null;
        this.people = people;
        this.background = background;
        this.journal = journal;
        this.clock = clock;
    }

    /** A new token, which ends every earlier one; empty when there is an admin already. */
    @Writes(Guard.ANY_ORDER)
    public Optional<String> invite() {
        if (hasAdmin()) {
            return Optional.empty();
        }
        var token = OneTimeToken.fresh();
        jdbc.sql("""
                insert into first_admin (token_hash, expires_at)
                values (:hash, :expires)
                on conflict (id) do update set token_hash = excluded.token_hash, expires_at = excluded.expires_at
                """)
                .param("hash", OneTimeToken.hash(token))
                .param("expires", clock.instant().plus(VALID_FOR).atOffset(ZoneOffset.UTC))
                .update();
        return Optional.of(token);
    }

    /** Whether the link still works. */
    public boolean valid(String token) {
        return !hasAdmin()
                && jdbc.sql("select exists (select from first_admin where token_hash = :hash and expires_at > :now)")
                        .param("hash", OneTimeToken.hash(token))
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .query(Boolean.class)
                        .single();
    }

    /**
     * Uses the link up and makes the admin.
     *
     * @return false when the link is unknown, used or too old
     * @throws PasswordRefused when the password breaks a rule; the link stays good
     * @throws UserNameTaken likewise
     */
    @Writes(Guard.CONDITION)
    public boolean claim(String token, String userName, String displayName, String password) {
        var used = jdbc.sql("delete from first_admin where token_hash = :hash and expires_at > :now")
                .param("hash", OneTimeToken.hash(token))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (used == 0 || hasAdmin()) {
            return false;
        }
        var admin = new NewPerson(userName, displayName, Set.of(Role.ADMIN));
        var id = background.call(() -> {
            var created = people.create(admin);
            people.setPassword(created, password);
            return created;
        });
        journal.recordAs(
                new Actor(id, admin.displayName()),
                AccessAction.FIRST_ADMIN_LINK_USED,
                "person:" + id.value(),
                null,
                null);
        return true;
    }

    /** Whether an admin can sign in: by a password, or by single sign-on where that is set up. */
    private boolean hasAdmin() {
        return jdbc.sql("""
                select exists (
                  select from person p
                  join person_role r on r.person_id = p.id
                  where r.role = 'ADMIN' and p.enabled
                    and (p.password_hash is not null
                         or :singleSignOn and exists (select from person_identity i where i.person_id = p.id)))
                """)
                .param("singleSignOn", singleSignOn)
                .query(Boolean.class)
                .single();
    }
}
