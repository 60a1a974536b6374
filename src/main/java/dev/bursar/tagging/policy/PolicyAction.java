package dev.bursar.tagging.policy;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import dev.bursar.journal.SubjectNames;
import dev.bursar.tagging.TagLinks;
import module java.base;
import org.springframework.context.annotation.Bean;
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

    static String subject(int policy) {
        return "tag-policy:" + policy;
    }

    @Bean
    static SubjectNames policyNames(PolicyStore store) {
        return SubjectNames.of(
                "tag-policy",
                ids -> store.names().entrySet().stream()
                        .filter(one -> ids.contains(String.valueOf(one.getKey())))
                        .collect(Collectors.toMap(
                                one -> String.valueOf(one.getKey()), one -> "Tag policy " + one.getValue())),
                id -> Optional.of(TagLinks.POLICIES));
    }

    /** Exemptions from all policies. */
    @Bean
    static SubjectNames exemptionNames() {
        return SubjectNames.each(
                "tag-exemption",
                id -> Optional.of("Exemption " + id + " from all tag policies"),
                id -> Optional.of(TagLinks.EXEMPTIONS));
    }
}
