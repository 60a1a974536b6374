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

    /** The same from another month on. */
    public PoolDraft since(YearMonth month) {
        return new PoolDraft(name, selection, split, after, month, passes);
    }
}
