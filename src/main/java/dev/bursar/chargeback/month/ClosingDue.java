package dev.bursar.chargeback.month;

import module java.base;

/**
 * A step of a month that isn't done.
 *
 * @param day the last day on which it is in time
 * @param late how many days it is late; 0 on that day, negative before it
 */
public record ClosingDue(YearMonth month, ClosingStep step, LocalDate day, long late) {
    private static final int NEAR = 2;

    public boolean isLate() {
        return late > 0;
    }

    /** Whether it is late, or due within two days. */
    public boolean isNear() {
        return late >= -NEAR;
    }

    /** The first step that isn't done; empty of a closed month. */
    public static Optional<ClosingDue> next(ClosingCalendar calendar, ClosingProgress progress, LocalDate today) {
        return Stream.of(ClosingStep.values())
                .flatMap(step -> of(step, calendar, progress, today).stream())
                .findFirst();
    }

    /** Empty where the step is done. Leads have until the day that they were told, and no month is late before it. */
    public static Optional<ClosingDue> of(
            ClosingStep step, ClosingCalendar calendar, ClosingProgress progress, LocalDate today) {
        if (progress.done().contains(step)) {
            return Optional.empty();
        }
        LocalDate planned = calendar.day(step, progress.month());
        LocalDate day = progress.answerBy()
                .filter(answer -> step.compareTo(ClosingStep.ANSWERED) >= 0 && answer.isAfter(planned))
                .orElse(planned);
        return Optional.of(new ClosingDue(progress.month(), step, day, ChronoUnit.DAYS.between(day, today)));
    }
}
