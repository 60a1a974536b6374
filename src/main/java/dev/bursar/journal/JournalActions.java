package dev.bursar.journal;

import java.util.Collection;

/** Tells the Activity log page which actions a module records. Each module makes a bean of it. */
public interface JournalActions {
    /** All actions, those of earlier versions too. */
    Collection<? extends JournalAction> actions();
}
