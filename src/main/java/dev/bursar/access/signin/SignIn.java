package dev.bursar.access.signin;

import dev.bursar.access.factor.FactorStore;
import dev.bursar.access.journal.AccessAction;
import dev.bursar.access.password.Hashing;
import dev.bursar.access.password.SignInThrottle;
import dev.bursar.access.password.Throttled;
import dev.bursar.access.rights.SignInClient;
import dev.bursar.access.rights.SignInOrigin;
import dev.bursar.access.rights.UserNames;
import dev.bursar.access.session.SignInCompletion;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks name and password, the first step of a local sign-in. Unknown, disabled and wrong cost the same work and end alike, so nobody learns who has an
 * account.
 */
@Component
public class SignIn implements AuthenticationProvider {
    private record Account(
            PersonId id, String key, @Nullable String hash, boolean enabled, int epoch) {}

    /** How far a right password leads. */
    private sealed interface Passed {
        Authentication authentication();

        record In(Authentication authentication) implements Passed {}

        record Halfway(PendingSignIn pending) implements Passed {
            @Override
            public Authentication authentication() {
                throw new SecondFactorRequired(pending);
            }
        }
    }

    private final JdbcClient jdbc;
    private final Hashing hashing;
    private final SignInThrottle throttle;
    private final FactorStore factors;
    private final SignInCompletion welcome;
    private final Journal journal;
    private final Clock clock;
    private final TransactionTemplate transaction;

    SignIn(
            JdbcClient jdbc,
            Hashing hashing,
            SignInThrottle throttle,
            FactorStore factors,
            SignInCompletion welcome,
            Journal journal,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.hashing = hashing;
        this.throttle = throttle;
        this.factors = factors;
        this.welcome = welcome;
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
        if (!(asked.getDetails() instanceof SignInClient visitor)
                || name.isBlank()
                || name.indexOf('\0') >= 0
                || name.length() > UserNames.LONGEST
                || password.isEmpty()
                || password.length() > Hashing.LONGEST) {
            throw wrong();
        }
        var key = UserNames.key(name);
        var attempt = admit(key, visitor.place());
        var found = find(key);
        var hash = found.filter(Account::enabled).map(Account::hash).orElse(hashing.decoy());
        var right = hashing.matches(password, hash);
        if (!right || found.isEmpty() || hash.equals(hashing.decoy())) {
            // names that nobody has stay unwritten: people type passwords into the wrong field
            journal.denied(
                    AccessAction.SIGN_IN_REFUSED,
                    found.map(account -> "person:" + account.id().value()).orElse("unknown name") + " from "
                            + visitor.place().address());
            throw wrong();
        }
        return goOn(found.get(), attempt, visitor, hashing.outdated(hash) ? hashing.hash(password) : hash, hash);
    }

    private SignInThrottle.Admitted admit(String key, SignInOrigin place) {
        try {
            return throttle.take(key, place);
        } catch (Throttled e) {
            journal.denied(AccessAction.SIGN_IN_SLOWED, "from " + place.address());
            throw e;
        }
    }

    /** Gives the try back, and either signs in or asks for the second factor. */
    private Authentication goOn(
            Account account, SignInThrottle.Admitted attempt, SignInClient visitor, String hash, String checked) {
        return Objects.requireNonNull(transaction.execute(status -> {
                    throttle.succeeded(attempt);
                    var updated = jdbc.sql("""
                            update person set password_hash = :hash
                            where id = :id and enabled and epoch = :epoch and password_hash = :checked
                            """)
                            .param("hash", hash)
                            .param("id", account.id().value())
                            .param("epoch", account.epoch())
                            .param("checked", checked)
                            .update();
                    if (updated == 0) {
                        throw wrong();
                    }
                    var factor = factors.state(account.id());
                    return factor.set() || factor.required()
                            ? new Passed.Halfway(new PendingSignIn(
                                    account.id(), account.key(), account.epoch(), clock.instant(), !factor.set()))
                            : new Passed.In(welcome.in(account.id(), account.epoch(), visitor, false, null));
                }))
                .authentication();
    }

    private Optional<Account> find(String key) {
        return jdbc.sql("""
                select id, user_key as key, password_hash as hash, enabled, epoch
                from person
                where user_key = :key
                """)
                .param("key", key)
                .query(RecordMapper.of(Account.class))
                .optional();
    }

    private static BadCredentialsException wrong() {
        return new BadCredentialsException("Wrong name or password");
    }
}
