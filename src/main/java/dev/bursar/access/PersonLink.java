package dev.bursar.access;

import module java.base;

/** A link that works once and until then; whoever has it can set the person's password. */
public record PersonLink(String url, Instant until) {
    /** A secret belongs into no log. */
    @Override
    public String toString() {
        return "PersonLink until " + until;
    }
}
