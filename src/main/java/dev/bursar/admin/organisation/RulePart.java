package dev.bursar.admin.organisation;

import dev.bursar.ownership.OwnershipRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes to the new team in a split: a rule, or some of its tag values.
 *
 * @param tagValues null: the whole rule
 */
record RulePart(OwnershipRule rule, @Nullable List<String> tagValues) {
    RulePart {
        tagValues = tagValues == null ? null : List.copyOf(tagValues);
    }

    /** Whether nothing of the rule stays. */
    boolean isWhole() {
        return tagValues == null || rule.tagValues() != null && tagValues.containsAll(rule.tagValues());
    }
}
