package dev.bursar.tagging.policy;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of tag policies and exemptions from them. */
public enum PolicyAction implements JournalAction {
    TAG_POLICY_CREATED("tag-policy-created", "Tag policy added"),
    TAG_POLICY_CHANGED("tag-policy-changed", "Tag policy changed"),
    TAG_POLICY_REMOVED("tag-policy-removed", "Tag policy removed"),
    TAG_EXEMPTION_CREATED("tag-exemption-created", "Exemption from tag policies added"),
    TAG_EXEMPTION_ENDED("tag-exemption-ended", "Exemption from tag policies ended");

    private final Called called;

    PolicyAction(String code, String label) {
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
