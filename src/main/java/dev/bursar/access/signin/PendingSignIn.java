package dev.bursar.access.signin;

import dev.bursar.kernel.PersonId;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;

/**
 * Somebody whose password was right and who still has to prove the second factor. It lies in the browser's session and is no
 * sign-in: as long as it is only this, the person is nobody and may do nothing.
 */
final class PendingSignIn implements Serializable {
    static final String KEY = PendingSignIn.class.getName();
    private static final int MOST_TRIES = 5;

    private final int person;
    private final String userName;
    private final int epoch;
    private final Instant since;
    private final boolean enrolling;
    private final AtomicInteger tries = new AtomicInteger();
    private volatile boolean proved;
    private @Nullable PublicKeyCredentialRequestOptions asked;

    /** @param enrolling whether a second factor is to be set up first */
    PendingSignIn(PersonId person, String userName, int epoch, Instant since, boolean enrolling) {
        this.person = person.value();
        this.userName = userName;
        this.epoch = epoch;
        this.since = since;
        this.enrolling = enrolling;
    }

    PersonId person() {
        return new PersonId(person);
    }

    String userName() {
        return userName;
    }

    int epoch() {
        return epoch;
    }

    Instant since() {
        return since;
    }

    boolean enrolling() {
        return enrolling;
    }

    boolean proved() {
        return proved;
    }

    /** The factor was set up just now, with a code of it. */
    void prove() {
        proved = true;
    }

    /** The browser was asked for a passkey. */
    synchronized void ask(PublicKeyCredentialRequestOptions question) {
        asked = question;
    }

    /** What it was asked, once: no question is answered twice. */
    synchronized Optional<PublicKeyCredentialRequestOptions> asked() {
        var question = Optional.ofNullable(asked);
        asked = null;
        return question;
    }

    /** Whether this was the last try that one right password gives. */
    boolean spent() {
        return tries.incrementAndGet() >= MOST_TRIES;
    }
}
