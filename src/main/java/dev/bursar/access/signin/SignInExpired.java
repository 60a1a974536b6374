package dev.bursar.access.signin;

import org.springframework.security.core.AuthenticationException;

/** There is no right password, or it was given too long ago or used for too many codes: sign-in starts again. */
class SignInExpired extends AuthenticationException {
    SignInExpired() {
        super("The sign-in has to start again");
    }
}
