package dev.bursar.testing;

import dev.bursar.journal.JournalAction;

/** An action that no module records. */
public record TestAction(String code) implements JournalAction {
    @Override
    public Called called() {
        return new Called(code, code, false);
    }
}
