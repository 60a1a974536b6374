package dev.bursar.chargeback.month;

import dev.bursar.kernel.PersonId;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * The calendar as a person wants it.
 *
 * @param disputesBlock whether a month with open disputes can't be closed
 */
public record CalendarDraft(Map<ClosingStep, Entered> steps, boolean disputesBlock, int version) {
    public CalendarDraft {
        steps = Map.copyOf(steps);
    }

    /**
     * What was entered of a step.
     *
     * @param days after the month's end, as typed
     * @param owner null for everybody in finance
     */
    public record Entered(String days, @Nullable PersonId owner) {}
}
