package dev.bursar.access;

/** Nobody disables themselves: it would end the session in which it was asked for. Nothing was changed. */
public class NotYourself extends RuntimeException {
    NotYourself() {
        super("Another admin has to do this");
    }
}
