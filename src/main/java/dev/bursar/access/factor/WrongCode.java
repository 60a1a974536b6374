package dev.bursar.access.factor;

/** The code isn't right now, or was used before; nothing was changed. */
public class WrongCode extends RuntimeException {
    public WrongCode() {
        super("Another code is right now");
    }
}
