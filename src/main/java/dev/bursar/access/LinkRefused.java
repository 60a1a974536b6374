package dev.bursar.access;

/** This person can't be sent this link, for the reason that the list of people shows; nothing was changed. */
public class LinkRefused extends RuntimeException {
    LinkRefused() {
        super("The person is disabled, or has or lacks a password");
    }
}
