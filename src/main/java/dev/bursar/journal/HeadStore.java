package dev.bursar.journal;

import module java.base;

/**
 * A place outside the database where the chain's heads are kept, once a day. Make a bean of it to have them somewhere else
 * too: who can change the database should not be able to change that place.
 */
public interface HeadStore {
    /** Keeps a head. A failure is logged and does not keep the head from other places. */
    void publish(JournalHead head);

    /** What was kept here, for verification; empty where it can't be read back. */
    default List<JournalHead> published() {
        return List.of();
    }
}
