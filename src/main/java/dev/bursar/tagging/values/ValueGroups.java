package dev.bursar.tagging.values;

import dev.bursar.tagging.values.ValueGroup.Other;
import dev.bursar.tagging.values.ValueLikeness.Likeness;
import module java.base;

/**
 * Finds groups of values that are probably the same word. The value that a rule names, and of those the one that costs most, is the
 * target; a value joins the first target that it is like, and no value is in two groups. The order of the values makes no difference.
 */
final class ValueGroups {
    /** Values in use so many months are no typing errors of a day. */
    private static final int LONG_STANDING = 3;
    /** A tenth of the target's cost is much. */
    private static final BigDecimal MUCH = new BigDecimal("0.1");

    private static final Comparator<TagValue> LARGEST_FIRST =
            Comparator.comparing(TagValue::size).reversed().thenComparing(TagValue::text);
    private static final Comparator<TagValue> TARGET_FIRST =
            Comparator.comparing((TagValue value) -> value.rule() == 0).thenComparing(LARGEST_FIRST);

    private ValueGroups() {}

    /** Two values that people said are not the same, in the order of their characters. */
    record Pair(String value, String other) {
        static Pair of(String one, String other) {
            return one.compareTo(other) <= 0 ? new Pair(one, other) : new Pair(other, one);
        }
    }

    /** The groups with the most to join first. */
    static List<ValueGroup> of(List<TagValue> values, Set<Pair> distinct) {
        List<TagValue> targets = values.stream().sorted(TARGET_FIRST).toList();
        Map<String, String> folded = new HashMap<>();
        values.forEach(value -> folded.put(value.text(), ValueLikeness.folded(value.text())));
        Set<String> taken = new HashSet<>();
        var groups = new ArrayList<ValueGroup>();
        for (TagValue target : targets) {
            if (!taken.add(target.text())) {
                continue;
            }
            var others = new ArrayList<Other>();
            for (TagValue value : targets) {
                if (taken.contains(value.text())
                        || isJoined(value, target)
                        || distinct.contains(Pair.of(value.text(), target.text()))) {
                    continue;
                }
                Likeness likeness = ValueLikeness.ofFolded(
                        folded.getOrDefault(value.text(), ""), folded.getOrDefault(target.text(), ""));
                if (likeness != Likeness.NONE) {
                    others.add(new Other(
                            value, likeness, likeness == Likeness.VARIANT || !areBothEstablished(value, target)));
                }
            }
            if (!others.isEmpty()) {
                others.forEach(other -> taken.add(other.value().text()));
                others.sort(Comparator.comparing((Other other) -> !other.sure())
                        .thenComparing(Other::likeness)
                        .thenComparing(Other::value, LARGEST_FIRST));
                groups.add(new ValueGroup(target, others));
            }
        }
        groups.sort(Comparator.comparing(ValueGroups::joins)
                .reversed()
                .thenComparing(group -> group.target().text()));
        return List.copyOf(groups);
    }

    /** Whether one rule names both. */
    private static boolean isJoined(TagValue value, TagValue target) {
        return value.rule() != 0 && value.rule() == target.rule();
    }

    private static boolean areBothEstablished(TagValue value, TagValue target) {
        return value.rule() != 0
                && target.rule() != 0
                && !value.team().equals(target.team())
                && value.months() >= LONG_STANDING
                && target.months() >= LONG_STANDING
                && value.size().compareTo(target.size().multiply(MUCH)) >= 0;
    }

    private static BigDecimal joins(ValueGroup group) {
        return group.others().stream().map(other -> other.value().size()).reduce(BigDecimal.ZERO, BigDecimal::max);
    }
}
