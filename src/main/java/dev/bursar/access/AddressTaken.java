package dev.bursar.access;

/** Somebody else has this e-mail address already; nothing was changed. */
public class AddressTaken extends RuntimeException {
    AddressTaken() {
        super("The e-mail address is taken");
    }
}
