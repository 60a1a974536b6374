package dev.bursar.ownership;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What goes to the new team in a split: a rule, or some of its tag values.
 *
 * @param tagValues null: the whole rule
 */
public record RulePart(OwnershipRule rule, @Nullable List<String> tagValues) {
    public RulePart {
        tagValues = tagValues == null ? null : List.copyOf(tagValues);
    }

    /** Whether nothing of the rule stays. */
    public boolean isWhole() {
        return tagValues == null || rule.tagValues() != null && tagValues.containsAll(rule.tagValues());
    }
}
