package dev.bursar.access.password;

import module java.base;
import org.springframework.security.core.AuthenticationException;

/** Too many failed tries: this one was not looked at. */
public class Throttled extends AuthenticationException {
    private final transient Duration wait;

    public Throttled(Duration wait) {
        super("Too many attempts");
        this.wait = wait;
    }

    /** Whole seconds to wait, at least one. */
    public long seconds() {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
