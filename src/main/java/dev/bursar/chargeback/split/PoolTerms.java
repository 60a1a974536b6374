package dev.bursar.chargeback.split;

import java.time.YearMonth;

/** What a pool is from a month on, until its next terms. */
public record PoolTerms(YearMonth from, boolean ended, Pool pool) {}
