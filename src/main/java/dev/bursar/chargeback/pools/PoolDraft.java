package dev.bursar.chargeback.pools;

import dev.bursar.chargeback.split.Pool.Passed;
import dev.bursar.chargeback.split.PoolSelection;
import dev.bursar.chargeback.split.PoolSplit;
import module java.base;

/**
 * A pool as a person wants it.
 *
 * @param after the number of the pool that takes its charges just before it; 0 to be the first
 * @param from the first month that it holds in
 */
public record PoolDraft(
        String name, PoolSelection selection, PoolSplit split, int after, YearMonth from, Optional<Passed> passes) {
    public PoolDraft(String name, PoolSelection selection, PoolSplit split, int after, YearMonth from) {
        this(name, selection, split, after, from, Optional.empty());
    }

    /** What callers spend, split by numbers that are counted elsewhere. */
    public static PoolDraft ofCallers(String name, Set<String> callers, String metric, int after, YearMonth from) {
        return new PoolDraft(
                name,
                new PoolSelection(PoolSelection.Kind.ANY, Set.of(), Set.of(), Set.of(), false, Set.of(), callers),
                new PoolSplit.Metric(metric, Map.of(), Set.of()),
                after,
                from);
    }

    /** The same from another month on. */
    public PoolDraft since(YearMonth month) {
        return new PoolDraft(name, selection, split, after, month, passes);
    }
}
