package dev.bursar.journal;

/**
 * Something that is done and recorded. Each module that records has an enum of its own, offered to the Activity log page by its
 * {@link JournalActions}.
 */
public interface JournalAction {
    /**
     * What it is called.
     *
     * @param code as stored, in lower case with hyphens: {@code team-renamed}. Never changed once it is written.
     * @param label what a person reads, the object and what was done to it: {@code Team renamed}
     * @param refusal whether somebody was refused something
     */
    record Called(String code, String label, boolean refusal) {}

    Called called();

    default String code() {
        return called().code();
    }
}
