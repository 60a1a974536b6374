package dev.bursar.ownership;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import java.util.Collection;
import java.util.List;
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

    private final String code;
    private final String label;

    OwnershipAction(String code, String label) {
        this.code = code;
        this.label = label;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String label() {
        return label;
    }

    /** Offers them to the Activity log page. */
    @Component
    static class Offered implements JournalActions {
        @Override
        public Collection<OwnershipAction> actions() {
            return List.of(values());
        }
    }
}
