package dev.bursar.clusters;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of clusters. */
@Component
final class ClusterAction extends JournalActions {
    static final JournalAction CHOSEN = action("cluster-choice-saved", "Split of a cluster saved");
    static final JournalAction REMOVED = action("cluster-choice-removed", "Split of a cluster removed");
}
