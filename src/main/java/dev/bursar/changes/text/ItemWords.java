package dev.bursar.changes.text;

import dev.bursar.changes.write.ChangeItem;
import dev.bursar.changes.write.WriteKind;
import org.jspecify.annotations.Nullable;

/** How the items of a kind of change read; the feature that proposes them provides a bean. */
public interface ItemWords {
    WriteKind kind();

    /** What happens to it: {@code team: no tag \u2192 fraud}. */
    String what(ChangeItem item);

    /** What AWS shows of it; what isn't there is said. */
    String value(@Nullable String value);

    /** What AWS still has to do with what it took, as a sentence; "" where nothing is known. */
    default String waiting() {
        return "";
    }

    /** Whether a change can be brought back, as the second of two sentences. */
    default String afterwards() {
        return "You can undo it afterwards.";
    }
}
