package dev.bursar.access.password;

/** The password breaks a rule; nothing was changed. */
public class PasswordRefused extends RuntimeException {
    private final PasswordRule rule;

    PasswordRefused(PasswordRule rule) {
        super("Password refused: " + rule);
        this.rule = rule;
    }

    public PasswordRule rule() {
        return rule;
    }
}
