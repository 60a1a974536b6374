package dev.bursar.access.factor;

import dev.bursar.access.journal.AccessAction;
import dev.bursar.access.password.PasswordProof;
import dev.bursar.access.password.SignInThrottle;
import dev.bursar.access.rights.CurrentAccount;
import dev.bursar.access.rights.RightsOfPeople;
import dev.bursar.access.rights.Sessions;
import dev.bursar.access.rights.SignedIn;
import dev.bursar.access.rights.UserNames;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.PersonId;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A signed-in person's own second factor. Setting one up needs the present password, everything later a code, so that an
 * open page alone changes nothing; wrong ones are slowed as at sign-in.
 */
@Service
public class SecondFactor {
    private final JdbcClient jdbc;
    private final FactorStore store;
    private final CurrentAccount oneself;
    private final PasswordProof proof;
    private final Sessions sessions;
    private final PasskeyStore passkeys;
    private final PasskeyProof passkeyProof;
    private final RightsOfPeople rights;
    private final SignInThrottle throttle;
    private final Journal journal;
    private final TransactionTemplate transaction;

    SecondFactor(
            JdbcClient jdbc,
            FactorStore store,
            CurrentAccount oneself,
            PasswordProof proof,
            Sessions sessions,
            PasskeyStore passkeys,
            PasskeyProof passkeyProof,
            RightsOfPeople rights,
            SignInThrottle throttle,
            Journal journal,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.store = store;
        this.oneself = oneself;
        this.proof = proof;
        this.sessions = sessions;
        this.passkeys = passkeys;
        this.passkeyProof = passkeyProof;
        this.rights = rights;
        this.throttle = throttle;
        this.journal = journal;
        this.transaction = new TransactionTemplate(transactions);
    }

    public FactorStatus status() {
        var me = oneself.me();
        return new FactorStatus(
                store.since(me.id()).orElse(null),
                store.recoveryCodesLeft(me.id()),
                store.state(me.id()).required());
    }

    /** Something to be put into an app; it counts once {@link #set} has seen a code of it. */
    public Enrolment begin() {
        return new Enrolment(Totp.newSecret(), userName(oneself.me()));
    }

    /**
     * Turns the second factor on and ends the person's other sessions, which did without.
     *
     * @return the recovery codes, to be shown once
     * @throws WrongPassword or {@link WrongCode} when one of both is wrong
     * @throws Throttled after too many wrong ones
     */
    public List<String> set(Enrolment enrolment, String password, String code) {
        var me = oneself.me();
        proof.prove(me, password);
        return change(() -> {
            var codes = store.set(oneself.actor(), enrolment, code);
            sessions.closeOthers(me);
            sessions.strengthen(me);
            return codes;
        });
    }

    /**
     * Replaces the recovery codes.
     *
     * @throws WrongCode when the code is wrong
     * @throws Throttled after too many wrong ones
     */
    public List<String> newRecoveryCodes(String code) {
        var me = oneself.me();
        prove(me, code);
        return change(() -> {
            journal.record(AccessAction.RECOVERY_CODES_RENEWED, subject(me.id()));
            return store.newRecoveryCodes(me.id());
        });
    }

    /**
     * Turns the second factor off.
     *
     * @throws SecondFactorNeeded when a role of the person asks for one
     * @throws WrongCode when the code is wrong
     * @throws Throttled after too many wrong ones
     */
    public void remove(String code) {
        var me = oneself.me();
        if (store.state(me.id()).required()) {
            throw new SecondFactorNeeded();
        }
        prove(me, code);
        change(() -> {
            if (store.remove(me.id())) {
                journal.record(AccessAction.SECOND_FACTOR_REMOVED, subject(me.id()));
            }
            return List.<String>of();
        });
    }

    /** The person's passkeys, the oldest first: each is as good as a code. */
    public List<Passkey> passkeys() {
        return passkeys.of(oneself.me().id());
    }

    /**
     * What the browser is asked in order to make a passkey; {@link #keep} takes its answer.
     *
     * @throws WrongCode when the code is wrong
     * @throws Throttled after too many wrong ones
     */
    public NewPasskey ask(String code, String label, PortalOrigin origin) {
        var me = oneself.me();
        prove(me, code);
        return new NewPasskey(me.id(), UserNames.line(label, "A name"), origin, passkeyProof.create(me.id(), origin));
    }

    /** A passkey that a browser is about to make. */
    public static final class NewPasskey {
        private final PersonId person;
        private final String label;
        private final PortalOrigin origin;
        private final PasskeyProof.Question<PublicKeyCredentialCreationOptions> question;

        private NewPasskey(
                PersonId person,
                String label,
                PortalOrigin origin,
                PasskeyProof.Question<PublicKeyCredentialCreationOptions> question) {
            this.person = person;
            this.label = label;
            this.origin = origin;
            this.question = question;
        }

        /** The question as browsers read it. */
        public String json() {
            return question.json();
        }
    }

    /**
     * Keeps the passkey that a browser has made.
     *
     * @param answer as the browser writes it
     * @throws WrongCode when it is none to the question
     */
    public void keep(NewPasskey asked, String answer) {
        var me = oneself.me();
        if (!me.id().equals(asked.person) || !store.state(me.id()).set()) {
            throw new WrongCode();
        }
        change(() -> {
            passkeyProof.created(asked.question.options(), asked.origin, asked.label, answer);
            journal.record(AccessAction.PASSKEY_ADDED, subject(me.id()), null, Map.of("label", asked.label));
            return List.of();
        });
    }

    /** Forgets a passkey; nothing happens when it is gone. */
    public void forget(Passkey passkey) {
        var me = oneself.me();
        change(() -> {
            if (passkeys.remove(me.id(), passkey.id())) {
                journal.record(AccessAction.PASSKEY_REMOVED, subject(me.id()), Map.of("label", passkey.label()), null);
            }
            return List.of();
        });
    }

    private void prove(SignedIn me, String code) {
        var attempt = throttle.take("code", me.id());
        try {
            store.use(me.id(), code);
        } catch (WrongCode wrong) {
            journal.denied(AccessAction.CODE_REFUSED, subject(me.id()));
            throw wrong;
        }
        throttle.succeeded(attempt);
    }

    private List<String> change(Supplier<List<String>> work) {
        var me = oneself.me();
        return Objects.requireNonNull(transaction.execute(status -> {
            store.lock(me.id());
            var answer = work.get();
            rights.changed(me.id());
            return answer;
        }));
    }

    private String userName(SignedIn me) {
        return jdbc.sql("select user_name from person where id = :id")
                .param("id", me.person())
                .query(String.class)
                .single();
    }

    private static String subject(PersonId person) {
        return "person:" + person.value();
    }

    /**
     * A person's second factor, as their own page shows it.
     *
     * @param since null when there is none
     * @param required whether a role of theirs asks for one
     */
    public record FactorStatus(@Nullable Instant since, int recoveryCodesLeft, boolean required) {}
}
