package dev.bursar.access.password;

/** The present password, asked for before a change, was not it; nothing was changed. */
public class WrongPassword extends RuntimeException {
    public WrongPassword() {
        super("The present password is another one");
    }
}
