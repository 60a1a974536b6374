package dev.bursar.focus;

/** A person stopped the reading; nothing of it is left. */
public final class ReadCancelled extends RuntimeException {
    ReadCancelled() {
        super("The reading was cancelled");
    }
}
