package dev.bursar.ownership;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of ownership rules. */
@Component
final class OwnershipAction extends JournalActions {
    static final JournalAction RULE_ADDED = action("rule-added", "Ownership rule added");
    static final JournalAction RULE_CHANGED = action("rule-changed", "Ownership rule changed");
    static final JournalAction RULE_CORRECTED = action("rule-corrected", "Ownership rule corrected");
    static final JournalAction RULE_ENDED = action("rule-ended", "Ownership rule ended");
    static final JournalAction RULE_REMOVED = action("rule-removed", "Ownership rule removed");
    static final JournalAction RULES_ADDED = action("rules-added", "Ownership rules added");
    static final JournalAction RULES_HANDED_OVER = action("rules-handed-over", "Ownership rules handed over");
    static final JournalAction RULES_REORDERED = action("rules-reordered", "Ownership rules reordered");
    static final JournalAction TAG_VALUES_JOINED =
            action("tag-values-joined", "Tag values joined in an ownership rule");
}
