package dev.bursar.journal;

import org.jspecify.annotations.Nullable;

/** What came of checking every seal. */
public sealed interface Verification {
    /** The result in one or two sentences. */
    default String words() {
        return VerificationText.words(this);
    }

    /**
     * Nothing was changed.
     *
     * @param entries how many are sealed
     * @param heads how many published heads were found in their places
     * @param waiting how many entries wait for their seal, usually none or those of the last seconds
     */
    record Intact(long entries, int heads, long waiting) implements Verification {}

    /**
     * Something was changed; this is the first place.
     *
     * @param position the place in the chain; 0 for an entry without one
     * @param entry the entry's number, where there is one
     */
    record Broken(Flaw flaw, long position, @Nullable Long entry) implements Verification {
        /** What it means for the other entries, and what to do about it. */
        public String whatToDo() {
            return VerificationText.whatToDo(this);
        }
    }

    /** What is wrong at the first place where something is. */
    enum Flaw {
        /** The entry, its seal or its place is not what was sealed. */
        CHANGED,
        /** The entry or its seal is gone; what follows it is there. */
        REMOVED,
        /** A published head lies beyond the end: the end was cut off. */
        CUT,
        /** Up to here the seals fit each other but not the published head: the chain was made anew. */
        REMADE,
        /** The entry has no seal and waits for none. */
        UNSEALED
    }

    /** Told now and then how many of all entries are checked. */
    interface Progress {
        void checked(long done, long all);
    }
}
