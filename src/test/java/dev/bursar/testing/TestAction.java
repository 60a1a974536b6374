package dev.bursar.testing;

import dev.bursar.journal.JournalAction;

/** An action that only tests record. */
public final class TestAction {
    private TestAction() {}

    public static JournalAction of(String code) {
        return new JournalAction(code, code, false);
    }
}
