package dev.bursar.journal;

/**
 * Something that is done and recorded. Each module that records declares its own as constants of {@link JournalActions}.
 *
 * @param code as stored, in lower case with hyphens: {@code team-renamed}. Never changed once it is written.
 * @param label what a person reads, the object and what was done to it: {@code Team renamed}
 * @param refusal whether somebody was refused something
 */
public record JournalAction(String code, String label, boolean refusal) {}
