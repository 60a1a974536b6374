package dev.bursar.access;

/** Somebody has this user name already, in whatever case; nothing was changed. */
public class UserNameTaken extends RuntimeException {
    UserNameTaken() {
        super("The user name is taken");
    }
}
