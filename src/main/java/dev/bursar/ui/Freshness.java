package dev.bursar.ui;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * How fresh the data is that one person sees.
 *
 * @param asOf the oldest successful read among their current accounts
 * @param detail {@code 13 of 14 accounts} or, while a job runs, {@code Refresh running, 35 of 56}
 */
public record Freshness(Instant asOf, @Nullable String detail) {}
