package dev.bursar.access;

/** The change would leave nobody who can administer Bursar; nothing was changed. */
public class LastAdmin extends RuntimeException {
    LastAdmin() {
        super("At least one enabled admin must remain");
    }
}
