package dev.bursar.budgets.spi;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Which costs a budget counts, in one of two forms: cost filters with cost types, or an expression with metrics.
 *
 * @param costFilters values by AWS's word: {@code TagKeyValue}, {@code Service}, {@code LinkedAccount} …
 * @param costTypes such as {@code UseAmortized} and {@code IncludeTax}, as far as AWS states them
 * @param expression JSON of Cost Explorer's expressions, or null
 * @param metrics such as {@code NetAmortizedCost}; empty in the other form
 */
public record AwsFilter(
        Map<String, List<String>> costFilters,
        Map<String, Boolean> costTypes,
        @Nullable String expression,
        List<String> metrics) {
    public AwsFilter {
        costFilters = new LinkedHashMap<>(costFilters);
        costTypes = new LinkedHashMap<>(costTypes);
        metrics = List.copyOf(metrics);
    }
}
