package dev.bursar.chargeback.pools;

import java.math.BigDecimal;

/**
 * A shared pool as it holds in a month.
 *
 * @param name 1 to 100 characters, unique among the pools of a month
 * @param position pools take their charges in this order
 */
public record Pool(int id, String name, BigDecimal position, PoolSelection selection, PoolSplit split) {}
