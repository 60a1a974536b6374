package dev.bursar.tagging.values;

import module java.base;

/**
 * Values that are probably the same word.
 *
 * @param target which the others would be joined to
 * @param others what isn't the target, by how sure it is and then the largest first; at least one
 */
public record ValueGroup(TagValue target, List<Other> others) {
    public ValueGroup {
        others = List.copyOf(others);
    }

    /**
     * A value that probably means the target.
     *
     * @param sure false where both have been used for long, cost much and have teams of their own, so that they may well be two things
     */
    public record Other(TagValue value, ValueLikeness.Likeness likeness, boolean sure) {}
}
