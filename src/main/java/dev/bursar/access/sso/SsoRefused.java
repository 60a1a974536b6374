package dev.bursar.access.sso;

import org.springframework.security.core.AuthenticationException;

/** The other place vouched for somebody who may not come in here. */
public class SsoRefused extends AuthenticationException {
    /** Why, as the sign-in page says it. */
    public enum Reason {
        NO_RIGHTS("no-rights"),
        DISABLED("disabled"),
        NAME_TAKEN("name-taken");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    private final Reason reason;

    public SsoRefused(Reason reason) {
        super("Refused: " + reason.word);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
