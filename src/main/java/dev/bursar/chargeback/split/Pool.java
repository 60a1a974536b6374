package dev.bursar.chargeback.split;

import module java.base;

/**
 * A shared pool as it holds in a month.
 *
 * @param name 1 to 100 characters, unique among the pools of a month
 * @param position pools take their charges in this order
 * @param passes a part of what it takes that falls to a later pool; teams share the rest
 */
public record Pool(
        int id, String name, BigDecimal position, PoolSelection selection, PoolSplit split, Optional<Passed> passes) {
    public Pool {
        // a pool that was kept before there were such parts has none
        passes = Objects.requireNonNullElse(passes, Optional.empty());
    }

    public Pool(int id, String name, BigDecimal position, PoolSelection selection, PoolSplit split) {
        this(id, name, position, selection, split, Optional.empty());
    }

    /**
     * A part of a pool that falls to another one.
     *
     * @param pool its number; it takes its charges later
     * @param percent above 0, below 100
     */
    public record Passed(int pool, BigDecimal percent) {
        /** Of so much, with all digits. */
        public BigDecimal of(BigDecimal amount) {
            return amount.multiply(percent).movePointLeft(2);
        }
    }

    /** By number. */
    public static Map<Integer, String> names(List<Pool> pools) {
        return pools.stream().collect(Collectors.toMap(Pool::id, Pool::name));
    }

    /** The same with another number. */
    public Pool numbered(int number) {
        return new Pool(number, name, position, selection, split, passes);
    }

    /** Without the numbers of other months. */
    Pool in(YearMonth month) {
        return split instanceof PoolSplit.Metric by
                ? new Pool(id, name, position, selection, by.in(month), passes)
                : this;
    }
}
