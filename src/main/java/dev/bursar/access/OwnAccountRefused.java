package dev.bursar.access;

/** Nobody disables themselves: it would end the session in which it was asked for. Nothing was changed. */
public class OwnAccountRefused extends RuntimeException {
    OwnAccountRefused() {
        super("Another admin has to do this");
    }
}
