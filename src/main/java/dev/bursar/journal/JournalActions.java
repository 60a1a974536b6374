package dev.bursar.journal;

import java.util.List;

/** Tells the Activity log page which actions a module records. Each module makes a bean of it. */
public abstract class JournalActions {
    private final List<JournalAction> actions;

    /** @param actions all, those of earlier versions too */
    protected JournalActions(JournalAction... actions) {
        this.actions = List.of(actions);
    }

    public final List<JournalAction> actions() {
        return actions;
    }
}
