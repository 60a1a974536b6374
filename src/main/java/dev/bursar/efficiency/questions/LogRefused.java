package dev.bursar.efficiency.questions;

import module java.base;

/** A question can't be asked. */
public final class LogRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Why why;

    /** Why it can't. */
    public sealed interface Why {
        /** Its place isn't read at the moment. */
        record NotRead(String region, String account) implements Why {}

        /** In USD: what it would cost, and what a question may. */
        record TooDear(BigDecimal usd, BigDecimal most) implements Why {}

        /** In USD: what questions have cost today, and what they may. */
        record DayIsSpent(BigDecimal spent, BigDecimal most) implements Why {}

        /** It has written none yet, or it was deleted. */
        record NoLog() implements Why {}

        /** In this account and Region no call to SageMaker. */
        record NothingTraced() implements Why {}
    }

    LogRefused(Why why) {
        super(why.getClass().getSimpleName());
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
