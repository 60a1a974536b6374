package dev.bursar.ownership;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of ownership rules. */
enum OwnershipAction implements JournalAction {
    RULE_ADDED("rule-added", "Ownership rule added"),
    RULE_CHANGED("rule-changed", "Ownership rule changed"),
    RULE_CORRECTED("rule-corrected", "Ownership rule corrected"),
    RULE_ENDED("rule-ended", "Ownership rule ended"),
    RULE_REMOVED("rule-removed", "Ownership rule removed"),
    RULES_ADDED("rules-added", "Ownership rules added"),
    RULES_HANDED_OVER("rules-handed-over", "Ownership rules handed over"),
    RULES_REORDERED("rules-reordered", "Ownership rules reordered"),
    TAG_VALUES_JOINED("tag-values-joined", "Tag values joined in an ownership rule");

    private final Called called;

    OwnershipAction(String code, String label) {
        called = new Called(code, label, false);
    }

    @Override
    public Called called() {
        return called;
    }

    /** Offers them to the Activity log page. */
    @Component
    static class Offered extends JournalActions {
        Offered() {
            super(values());
        }
    }
}
