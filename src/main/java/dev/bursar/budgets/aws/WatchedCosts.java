package dev.bursar.budgets.aws;

import module java.base;

/**
 * Which costs a budget counts, whichever form its filter has; all conditions must hold.
 *
 * @param tags one for each tag key, or order of keys
 * @param others what else it filters by, in words: {@code a service}
 * @param withoutRecordTypes AWS's record types that it leaves out
 * @param understood whether this is all that the filter says
 */
public record WatchedCosts(
        List<TagCondition> tags, List<String> others, Set<String> withoutRecordTypes, boolean understood) {
    public WatchedCosts {
        tags = List.copyOf(tags);
        others = List.copyOf(others);
        withoutRecordTypes = Set.copyOf(withoutRecordTypes);
    }

    /**
     * Costs whose tag has one of the values.
     *
     * @param keys without {@code user:}; where there are several, the tag of the first that the cost carries
     * @param prefixed whether AWS finds the tag: cost filters need {@code user:} or {@code aws:} before its key
     * @param anyCase whether the case of values doesn't matter
     */
    public record TagCondition(List<String> keys, boolean prefixed, boolean anyCase, List<String> values) {
        public TagCondition {
            keys = List.copyOf(keys);
            values = values.stream().distinct().toList();
        }

        public TagCondition(String key, boolean prefixed, boolean anyCase, List<String> values) {
            this(List.of(key), prefixed, anyCase, values);
        }
    }
}
