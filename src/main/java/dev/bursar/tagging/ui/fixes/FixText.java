package dev.bursar.tagging.ui.fixes;

import dev.bursar.changes.write.Fixing;
import dev.bursar.ui.PlainText;

/** A fix on its way in words. */
public final class FixText {
    private FixText() {}

    /** {@code Fix proposed by Demo lead}, {@code Fix approved}. */
    public static String of(Fixing fixing) {
        return switch (fixing.state()) {
            case APPROVED, RUNNING -> "Bursar is writing the fix";
            default -> "Fix proposed by " + PlainText.cut(fixing.proposer(), 60);
        };
    }
}
