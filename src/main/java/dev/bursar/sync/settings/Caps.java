package dev.bursar.sync.settings;

import module java.base;

/** What paid requests may cost at most, in USD for each UTC day and calendar month. */
public record Caps(BigDecimal dailyUsd, BigDecimal monthlyUsd) {}
