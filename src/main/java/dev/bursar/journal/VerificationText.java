package dev.bursar.journal;

import dev.bursar.journal.Verification.Broken;
import dev.bursar.journal.Verification.Intact;
import module java.base;

/** What came of checking every seal, in words. */
final class VerificationText {
    private VerificationText() {}

    static String words(Verification verification) {
        return switch (verification) {
            case Intact intact -> words(intact);
            case Broken broken -> words(broken);
        };
    }

    /** {@code The activity log is intact: 18,204 entries are unchanged since they were sealed. 12 published heads match.} */
    private static String words(Intact intact) {
        return "The activity log is intact: "
                + counted(
                        intact.entries(),
                        "entry is unchanged since it was sealed.",
                        "entries are unchanged since they were sealed.")
                + " "
                + (intact.heads() == 0
                        ? "No published head was available to compare, so missing entries at the end would not be detected."
                        : counted(intact.heads(), "published head matches.", "published heads match."))
                + (intact.waiting() == 0
                        ? ""
                        : " " + counted(intact.waiting(), "entry is", "entries are") + " not sealed yet.");
    }

    private static String words(Broken broken) {
        String entry = "entry " + broken.entry();
        return (broken.position() == 0
                        ? "The activity log is broken: "
                        : "The activity log is broken at number " + broken.position() + ": ")
                + switch (broken.flaw()) {
                    case CHANGED ->
                        entry + " differs from what was sealed. The entry, its seal or its position was changed.";
                    case REMOVED ->
                        broken.entry() == null
                                ? "the seal is missing, but later seals exist."
                                : entry + " is missing, but its seal exists.";
                    case CUT -> "the chain ends before a published head. Entries at the end were removed.";
                    case REMADE ->
                        entry
                                + " matches its seal, but the published head has a different one. The chain was rewritten.";
                    case UNSEALED -> entry + " has no seal and is not waiting for one. Its seal was removed.";
                };
    }

    /** What it means for the other entries, and what to do about it. */
    static String whatToDo(Broken broken) {
        return switch (broken.flaw()) {
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

    private static String counted(long number, String one, String many) {
        return String.format(Locale.ENGLISH, "%,d %s", number, number == 1 ? one : many);
    }
}
