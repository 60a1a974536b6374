package dev.bursar.access;

/** The code isn't right now, or was used before; nothing was changed. */
public class WrongCode extends RuntimeException {
    WrongCode() {
        super("Another code is right now");
    }
}
