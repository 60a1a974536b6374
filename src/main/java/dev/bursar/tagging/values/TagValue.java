package dev.bursar.tagging.values;

import module java.base;
import org.joda.money.BigMoney;

/**
 * A value of the tag that names teams, with what it costs.
 *
 * @param text as AWS has it, not empty
 * @param costs EffectiveCost by currency, the largest first
 * @param team that has most of it now: its name, Unallocated's where nobody has it
 * @param months in how many months it has costs
 * @param rule that names it and asks for nothing else, the first one tried; 0 where there is none
 */
public record TagValue(String text, List<BigMoney> costs, String team, boolean unallocated, int months, int rule) {
    public TagValue {
        costs = List.copyOf(costs);
    }

    /** For an order of importance only: never shown. */
    java.math.BigDecimal size() {
        return costs.stream()
                .map(cost -> cost.getAmount().abs())
                .max(java.util.Comparator.naturalOrder())
                .orElse(java.math.BigDecimal.ZERO);
    }
}
