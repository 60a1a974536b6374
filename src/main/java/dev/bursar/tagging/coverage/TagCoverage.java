package dev.bursar.tagging.coverage;

import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Finality;
import module java.base;

/**
 * How much of the spend of some days carries a tag.
 *
 * @param key the tag's, as AWS writes it
 * @param dimension by which Spend shows its values
 * @param untagged filters that keep what is untagged and can be tagged
 * @param currencies the largest first, never added together; empty where these days have no costs
 */
public record TagCoverage(
        DayRange days,
        String key,
        Dimension dimension,
        List<CostFilter> untagged,
        List<CurrencyCoverage> currencies,
        Finality finality,
        Optional<Instant> observedAt) {
    public TagCoverage {
        untagged = List.copyOf(untagged);
        currencies = List.copyOf(currencies);
    }

    /** The filters by which Spend shows what is untagged of one account or service. */
    public List<CostFilter> untagged(Dimension of, String key) {
        var filters = new ArrayList<CostFilter>();
        filters.add(new CostFilter(of, CostFilter.Operator.IS, List.of(key)));
        untagged.stream().filter(filter -> !filter.dimension().equals(of)).forEach(filters::add);
        return filters;
    }
}
