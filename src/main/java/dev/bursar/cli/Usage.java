package dev.bursar.cli;

/** A command was called in a way that it does not understand; the message says how to call it. */
final class Usage extends RuntimeException {
    Usage(String message) {
        super(message);
    }
}
