package dev.bursar.chargeback.month;

import module java.base;

/** The calendar can't be so: what is wrong of each step. */
public final class CalendarRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public enum Problem {
        NOT_A_NUMBER,
        OUT_OF_RANGE,
        /** Fewer days than a step that comes before it. */
        BEFORE_EARLIER_STEP,
        /** Nobody who may come in and belongs to finance. */
        NOT_FINANCE
    }

    private final transient Map<ClosingStep, Problem> problems;

    CalendarRefused(Map<ClosingStep, Problem> problems) {
        super(problems.toString());
        this.problems = Map.copyOf(problems);
    }

    public Map<ClosingStep, Problem> problems() {
        return problems;
    }
}
