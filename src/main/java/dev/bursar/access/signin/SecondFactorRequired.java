package dev.bursar.access.signin;

import org.springframework.security.core.AuthenticationException;

/** The password was right, and a second factor has to be proved or set up before the person is signed in. */
class SecondFactorRequired extends AuthenticationException {
    private final transient PendingSignIn pending;

    SecondFactorRequired(PendingSignIn pending) {
        super("A second factor is needed");
        this.pending = pending;
    }

    PendingSignIn pending() {
        return pending;
    }
}
