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
        /** {@code The activity log is intact: 18,204 entries, each as it was sealed. 12 published heads are in their places.} */
        @Override
        public String words() {
            return "The activity log is intact: "
                    + counted(entries, "entry, as it was sealed.", "entries, each as it was sealed.") + " "
                    + (heads == 0
                            ? "No published head was there to compare, so a cut end would not show."
                            : counted(heads, "published head is in its place.", "published heads are in their places."))
                    + (waiting == 0 ? "" : " " + counted(waiting, "entry waits", "entries wait") + " for the seal.");
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
                            "entry " + entry + " is not what was sealed. It, its seal or its place was changed.";
                        case REMOVED ->
                            entry == null
                                    ? "the seal is gone, and what follows it is there."
                                    : "entry " + entry + " is gone, and its seal is there.";
                        case CUT -> "the chain ends before it, and a published head lies beyond. The end was cut off.";
                        case REMADE ->
                            "entry " + entry
                                    + " fits its seal, but the published head has another one. The chain was made"
                                    + " again.";
                        case UNSEALED -> "entry " + entry + " has no seal and waits for none. Its seal was removed.";
                    };
        }

        /** What it means for the other entries, and what to do about it. */
        public String whatToDo() {
            return switch (flaw) {
                        case CHANGED, REMOVED ->
                            "Entries before it are as they were sealed; from there on nothing is proved. Somebody changed"
                                    + " the database itself, past Bursar.";
                        case CUT ->
                            "What is left is as it was sealed; what followed is missing. Somebody changed the database"
                                    + " itself, or it was restored from an older backup.";
                        case REMADE ->
                            "Nothing up to there is proved. Somebody who owns the database wrote the chain again.";
                        case UNSEALED -> "All sealed entries are in order; what this one says is not proved.";
                    }
                    + " Find out who had access to the database, keep a copy of it as it is, and compare with a backup from"
                    + " before.";
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
