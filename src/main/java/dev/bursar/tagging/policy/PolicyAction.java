package dev.bursar.tagging.policy;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of tag policies and exemptions from them. */
@Component
public final class PolicyAction extends JournalActions {
    public static final JournalAction TAG_POLICY_CREATED = action("tag-policy-created", "Tag policy added");
    public static final JournalAction TAG_POLICY_CHANGED = action("tag-policy-changed", "Tag policy changed");
    public static final JournalAction TAG_POLICY_REMOVED = action("tag-policy-removed", "Tag policy removed");
    public static final JournalAction TAG_EXEMPTION_CREATED =
            action("tag-exemption-created", "Exemption from tag policies added");
    public static final JournalAction TAG_EXEMPTION_ENDED =
            action("tag-exemption-ended", "Exemption from tag policies ended");
}
