package dev.bursar.chargeback.split;

import module java.base;

/** What a pool is from a month on, until its next terms. */
public record PoolTerms(YearMonth from, boolean ended, Pool pool) {}
