package dev.bursar.clusters;

import dev.bursar.journal.JournalAction;

/** What people do to clusters. */
public enum ClusterAction implements JournalAction {
    CHOSEN,
    CHOICE_REMOVED
}
