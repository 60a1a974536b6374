package dev.bursar.chargeback.pools;

import java.math.BigDecimal;
import java.time.YearMonth;

/**
 * A shared pool as it holds in a month.
 *
 * @param name 1 to 100 characters, unique among the pools of a month
 * @param position pools take their charges in this order
 */
public record Pool(int id, String name, BigDecimal position, PoolSelection selection, PoolSplit split) {
    /** Without the numbers of other months. */
    Pool in(YearMonth month) {
        return split instanceof PoolSplit.Metric by ? new Pool(id, name, position, selection, by.in(month)) : this;
    }
}
