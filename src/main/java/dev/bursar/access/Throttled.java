package dev.bursar.access;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** Too many failed sign-ins: this one was not looked at. */
class Throttled extends AuthenticationException {
    private final transient Duration wait;

    Throttled(Duration wait) {
        super("Too many attempts");
        this.wait = wait;
    }

    /** Whole seconds to wait, at least one. */
    long seconds() {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
