package dev.bursar.tagging.values;

import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.inventory.UnreadAccounts;
import module java.base;

/**
 * Values of the tag that names teams which are probably the same word.
 *
 * @param key empty where no tag names teams; everything else is then empty, too
 * @param days three whole months and the one after; empty without costs
 * @param values that the tag has on these days, the largest first
 * @param rules versions of the rules that values name, by their number
 * @param distinct what people said is not the same
 * @param unread accounts whose resources were not read: values of theirs without costs are not among the values
 */
public record ValueReport(
        Optional<String> key,
        Optional<DayRange> days,
        List<TagValue> values,
        List<ValueGroup> groups,
        Map<Integer, Integer> rules,
        List<Distinct> distinct,
        UnreadAccounts.Answer unread) {
    public ValueReport {
        values = List.copyOf(values);
        groups = List.copyOf(groups);
        rules = Map.copyOf(rules);
        distinct = List.copyOf(distinct);
    }

    public record Distinct(String value, String other) {}

    /**
     * The joining of values to a target, if a rule names the target and asks for nothing else.
     *
     * @param values at least one
     */
    public Optional<Joining> joining(TagValue target, List<String> values) {
        return Optional.ofNullable(rules.get(target.rule()))
                .map(version -> new Joining(target.rule(), version, values));
    }

    /**
     * Values that shall become aliases.
     *
     * @param rule that names the target
     * @param version of the rule that was seen
     */
    public record Joining(int rule, int version, List<String> values) {
        public Joining {
            values = List.copyOf(values);
        }
    }
}
