package dev.bursar.access;

import dev.bursar.journal.Journal;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks name and password. Unknown, disabled and wrong cost the same work and end alike, so nobody learns who has an
 * account.
 */
@Component
class SignIn implements AuthenticationProvider {
    private record Account(
            PersonId id, String name, @Nullable String hash, boolean enabled, int epoch, Set<Role> roles) {}

    private static final RowMapper<Account> ACCOUNT = (row, i) -> new Account(
            new PersonId(row.getInt("id")),
            row.getString("display_name"),
            row.getString("password_hash"),
            row.getBoolean("enabled"),
            row.getInt("epoch"),
            RightsOfPeople.roles(row));

    private final JdbcClient jdbc;
    private final Hashing hashing;
    private final SignInThrottle throttle;
    private final Journal journal;
    private final Clock clock;
    private final TransactionTemplate transaction;

    SignIn(
            JdbcClient jdbc,
            Hashing hashing,
            SignInThrottle throttle,
            Journal journal,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.hashing = hashing;
        this.throttle = throttle;
        this.journal = journal;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        var name = asked.getName();
        var password = asked.getCredentials() instanceof String text ? text : "";
        if (!(asked.getDetails() instanceof SignInPlace place)
                || name.isBlank()
                || name.indexOf('\0') >= 0
                || name.length() > Names.LONGEST
                || password.isEmpty()
                || password.length() > Hashing.LONGEST) {
            throw wrong();
        }
        var key = Names.key(name);
        var attempt = admit(key, place);
        var found = find(key);
        var hash = found.filter(Account::enabled).map(Account::hash).orElse(Hashing.DECOY);
        var right = hashing.matches(password, hash);
        if (!right || found.isEmpty() || hash.equals(Hashing.DECOY)) {
            // names that nobody has stay unwritten: people type passwords into the wrong field
            journal.denied(
                    "sign-in-refused",
                    found.map(account -> "person:" + account.id().value()).orElse("unknown name") + " from "
                            + place.address());
            throw wrong();
        }
        var account = found.get();
        welcome(account, attempt, hashing.outdated(hash) ? hashing.hash(password) : hash, hash);
        return UsernamePasswordAuthenticationToken.authenticated(
                new SignedIn(account.id().value(), account.name(), account.epoch(), clock.instant()),
                null,
                Rights.authorities(account.roles()));
    }

    private SignInThrottle.Admitted admit(String key, SignInPlace place) {
        try {
            return throttle.take(key, place);
        } catch (Throttled e) {
            journal.denied("sign-in-slowed", "from " + place.address());
            throw e;
        }
    }

    private void welcome(Account account, SignInThrottle.Admitted attempt, String hash, String checked) {
        transaction.executeWithoutResult(status -> {
            throttle.succeeded(attempt);
            var updated = jdbc.sql("""
                    update person set last_sign_in_at = :now, password_hash = :hash
                    where id = :id and enabled and epoch = :epoch and password_hash = :checked
                    """)
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .param("hash", hash)
                    .param("id", account.id().value())
                    .param("epoch", account.epoch())
                    .param("checked", checked)
                    .update();
            if (updated == 0) {
                throw wrong();
            }
            journal.recordAs(
                    new Actor(account.id(), account.name()),
                    "signed-in",
                    "person:" + account.id().value(),
                    null,
                    null);
        });
    }

    private Optional<Account> find(String key) {
        return jdbc.sql("""
                select p.id, p.display_name, p.password_hash, p.enabled, p.epoch,
                  array(select r.role from person_role r where r.person_id = p.id) as roles
                from person p
                where p.user_key = :key
                """).param("key", key).query(ACCOUNT).optional();
    }

    private static BadCredentialsException wrong() {
        return new BadCredentialsException("Wrong name or password");
    }
}
