package dev.bursar.journal;

import org.jspecify.annotations.Nullable;

/** What came of checking every seal. */
public sealed interface Verification {
    /** The result in one or two sentences. */
    String words();

    private static String counted(long number, String one, String many) {
        return String.format(java.util.Locale.ENGLISH, "%,d %s", number, number == 1 ? one : many);
    }

    /**
     * Nothing was changed.
     *
     * @param entries how many are sealed
     * @param heads how many published heads were found in their places
     * @param waiting how many entries wait for their seal, usually none or those of the last seconds
     */
    record Intact(long entries, int heads, long waiting) implements Verification {
        /** {@code The activity log is intact: 18,204 entries are unchanged since they were sealed. 12 published heads match.} */
        @Override
        public String words() {
            return "The activity log is intact: "
                    + counted(
                            entries,
                            "entry is unchanged since it was sealed.",
                            "entries are unchanged since they were sealed.")
                    + " "
                    + (heads == 0
                            ? "No published head was available to compare, so missing entries at the end would not be detected."
                            : counted(heads, "published head matches.", "published heads match."))
                    + (waiting == 0 ? "" : " " + counted(waiting, "entry is", "entries are") + " not sealed yet.");
        }
    }

    /**
     * Something was changed; this is the first place.
     *
     * @param position the place in the chain; 0 for an entry without one
     * @param entry the entry's number, where there is one
     */
    record Broken(Flaw flaw, long position, @Nullable Long entry) implements Verification {
        @Override
        public String words() {
            return (position == 0
                            ? "The activity log is broken: "
                            : "The activity log is broken at number " + position + ": ")
                    + switch (flaw) {
                        case CHANGED ->
                            "entry " + entry
                                    + " differs from what was sealed. The entry, its seal or its position was changed.";
                        case REMOVED ->
                            entry == null
                                    ? "the seal is missing, but later seals exist."
                                    : "entry " + entry + " is missing, but its seal exists.";
                        case CUT -> "the chain ends before a published head. Entries at the end were removed.";
                        case REMADE ->
                            "entry " + entry
                                    + " matches its seal, but the published head has a different one. The chain was"
                                    + " rewritten.";
                        case UNSEALED ->
                            "entry " + entry + " has no seal and is not waiting for one. Its seal was removed.";
                    };
        }

        /** What it means for the other entries, and what to do about it. */
        public String whatToDo() {
            return switch (flaw) {
                        case CHANGED, REMOVED ->
                            "Entries before it are verified. It and all later entries are not. Someone changed the"
                                    + " database directly, bypassing Bursar.";
                        case CUT ->
                            "The remaining entries are verified. Later entries are missing. Someone changed the database"
                                    + " directly, or it was restored from an older backup.";
                        case REMADE ->
                            "No entry up to this point is verified. Someone with owner access to the database rewrote the chain.";
                        case UNSEALED -> "All sealed entries are verified. This entry is not.";
                    }
                    + " Find out who had access to the database, keep a copy of its current state, and compare it with an"
                    + " earlier backup.";
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
