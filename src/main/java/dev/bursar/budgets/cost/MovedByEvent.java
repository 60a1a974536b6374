package dev.bursar.budgets.cost;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * An event that a budget's increase goes back to.
 *
 * @param what in words, without the day
 * @param aDay what it adds a day; null where it was so short ago that this isn't known yet
 * @param proved whether the amount agrees with the event; else it may have another cause
 * @param address of what changed, relative to the portal
 */
public record MovedByEvent(
        LocalDate day,
        String what,
        BigDecimal amount,
        @Nullable BigDecimal aDay,
        String currency,
        boolean proved,
        String address) {}
