package dev.bursar.journal;

/**
 * Something that is done and recorded. Each module that records has an enum of its own, offered to the Activity log page by a
 * {@link JournalActions}.
 */
public interface JournalAction {
    /** As stored, in lower case with hyphens: {@code team-renamed}. Never changed once it is written. */
    String code();

    /** What a person reads, the object and what was done to it: {@code Team renamed}. */
    String label();

    /** Whether somebody was refused something. */
    default boolean refusal() {
        return false;
    }
}
