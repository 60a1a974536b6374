package dev.bursar.budgets;

import module java.base;
import org.jspecify.annotations.Nullable;

/** What moved a budget when a threshold was passed. */
public sealed interface Moved {
    /** As an alert of before was stored. */
    record Said(String words) implements Moved {}

    /**
     * Those that grew most against the same days of the period before; one of them at least.
     *
     * @param from first of the days that they are compared with
     * @param to the day after the last of them
     */
    record By(@Nullable Grew service, @Nullable Grew account, String currency, LocalDate from, LocalDate to)
            implements Moved {}

    /** How much more it costs. */
    record Grew(String name, BigDecimal amount) {}
}
