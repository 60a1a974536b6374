package dev.bursar.sync.run;

import module java.base;

/** What one run of a job costs in USD, on average over so many of the last ones. */
public record TypicalCost(BigDecimal meanUsd, int runs) {}
