package dev.bursar.access;

import org.springframework.security.core.AuthenticationException;

/** The other place vouched for somebody who may not come in here. */
class SsoRefused extends AuthenticationException {
    /** Why, as the sign-in page says it. */
    enum Reason {
        NO_RIGHTS("no-rights"),
        DISABLED("disabled"),
        NAME_TAKEN("name-taken");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    private final Reason reason;

    SsoRefused(Reason reason) {
        super("Refused: " + reason.word);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
