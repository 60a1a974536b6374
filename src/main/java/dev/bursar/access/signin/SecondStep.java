package dev.bursar.access.signin;

import dev.bursar.access.factor.Enrolment;
import dev.bursar.access.factor.FactorStore;
import dev.bursar.access.factor.PasskeyProof;
import dev.bursar.access.factor.PasskeyStore;
import dev.bursar.access.factor.PortalOrigin;
import dev.bursar.access.factor.Totp;
import dev.bursar.access.factor.WrongCode;
import dev.bursar.access.journal.AccessAction;
import dev.bursar.access.password.SignInThrottle;
import dev.bursar.access.password.Throttled;
import dev.bursar.access.rights.SignInClient;
import dev.bursar.access.session.SignInCompletion;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Actor;
import jakarta.servlet.http.HttpSession;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The step between a right password and being signed in, for those who have a second factor or need one. */
@Service
public class SecondStep {
    private static final Logger log = LoggerFactory.getLogger(SecondStep.class);
    static final Duration VALID_FOR = Duration.ofMinutes(10);

    /**
     * What the browser sends.
     *
     * @param code what was typed
     * @param passkey what a passkey signed, as the browser writes it; empty without one
     */
    record Answer(String code, String passkey, PortalOrigin origin) {}

    private final FactorStore store;
    private final PasskeyStore passkeys;
    private final PasskeyProof proof;
    private final SignInThrottle throttle;
    private final SignInCompletion welcome;
    private final Journal journal;
    private final Clock clock;
    private final TransactionTemplate transaction;

    SecondStep(
            FactorStore store,
            PasskeyStore passkeys,
            PasskeyProof proof,
            SignInThrottle throttle,
            SignInCompletion welcome,
            Journal journal,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.passkeys = passkeys;
        this.proof = proof;
        this.throttle = throttle;
        this.welcome = welcome;
        this.journal = journal;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Whether a code is waited for in this browser. */
    public boolean waitsForCode(HttpSession session) {
        return pending(session).filter(one -> !one.enrolling()).isPresent();
    }

    /** What the browser is asked for a passkey; empty when the person has none. */
    public Optional<String> askForPasskey(HttpSession session, PortalOrigin origin) {
        return pending(session)
                .filter(one -> !one.enrolling() && !passkeys.of(one.person()).isEmpty())
                .map(one -> {
                    var question = proof.use(one.person(), origin);
                    one.ask(question.options());
                    return question.json();
                });
    }

    /** What the person whose password was right has to put into an app; empty when nobody has to. */
    public Optional<Enrolment> begin(HttpSession session) {
        return pending(session)
                .filter(one -> one.enrolling() && !one.proved())
                .map(one -> new Enrolment(Totp.newSecret(), one.userName()));
    }

    /**
     * Sets the second factor up; the person then only has to go on.
     *
     * @return the recovery codes, to be shown once; empty when the sign-in has to start again
     * @throws WrongCode when the app shows another one
     */
    public Optional<List<String>> set(HttpSession session, Enrolment enrolment, String code) {
        return pending(session).filter(one -> one.enrolling() && !one.proved()).map(one -> {
            var codes = Objects.requireNonNull(transaction.execute(status -> {
                store.lock(one.person());
                // whoever set one up in the meantime has to prove that one
                if (store.state(one.person()).set()) {
                    return List.<String>of();
                }
                return store.set(new Actor(one.person(), one.userName()), enrolment, code);
            }));
            if (!codes.isEmpty()) {
                one.prove();
            }
            return codes;
        });
    }

    /** Uses a code up and signs in; the browser's session forgets the step once it is over. */
    Authentication finish(@Nullable HttpSession session, Answer answer, SignInClient visitor) {
        var pending = pending(session).orElseThrow(SignInExpired::new);
        var with = pending.proved() ? FactorStore.Kind.CODE : prove(pending, answer, visitor, session);
        var signedIn = Objects.requireNonNull(transaction.execute(
                status -> welcome.in(pending.person(), pending.epoch(), visitor, true, with.words())));
        forget(session);
        return signedIn;
    }

    private FactorStore.Kind prove(
            PendingSignIn pending, Answer answer, SignInClient visitor, @Nullable HttpSession session) {
        if (pending.enrolling()) {
            throw new SignInExpired();
        }
        SignInThrottle.Admitted attempt;
        try {
            attempt = throttle.takeCode(pending.userName(), visitor.place());
        } catch (Throttled slowed) {
            journal.denied(
                    AccessAction.CODE_SLOWED,
                    subject(pending) + " from " + visitor.place().address());
            throw slowed;
        }
        try {
            var kind = used(pending, answer);
            throttle.succeeded(attempt);
            return kind;
        } catch (IllegalStateException unreadable) {
            log.error("A second factor can't be read", unreadable);
            throw new InternalAuthenticationServiceException("Unreadable second factor", unreadable);
        } catch (WrongCode wrong) {
            journal.denied(
                    AccessAction.CODE_REFUSED,
                    subject(pending) + " from " + visitor.place().address());
            if (pending.spent()) {
                forget(session);
                throw new SignInExpired();
            }
            throw new BadCredentialsException("Wrong code", wrong);
        }
    }

    private FactorStore.Kind used(PendingSignIn pending, Answer answer) {
        if (answer.passkey().isEmpty()) {
            return store.use(pending.person(), answer.code());
        }
        proof.used(pending.person(), pending.asked().orElseThrow(WrongCode::new), answer.origin(), answer.passkey());
        return FactorStore.Kind.PASSKEY;
    }

    private Optional<PendingSignIn> pending(@Nullable HttpSession session) {
        return session != null && session.getAttribute(PendingSignIn.KEY) instanceof PendingSignIn pending
                ? Optional.of(pending)
                        .filter(one -> clock.instant().isBefore(one.since().plus(VALID_FOR)))
                : Optional.empty();
    }

    private static void forget(@Nullable HttpSession session) {
        if (session != null) {
            session.removeAttribute(PendingSignIn.KEY);
        }
    }

    private static String subject(PendingSignIn pending) {
        return "person:" + pending.person().value();
    }
}
