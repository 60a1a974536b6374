package dev.bursar.chargeback.month;

import dev.bursar.kernel.PersonId;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * By when each step is done, in days after the month's end, and by whom.
 *
 * @param disputesBlock whether a month with open disputes can't be closed
 */
public record ClosingCalendar(Map<ClosingStep, Rule> rules, boolean disputesBlock, int version) {
    static final int LEAST_DAYS = 1;
    static final int MOST_DAYS = 90;

    /** What holds until finance chooses other days. */
    public static final ClosingCalendar USUAL = new ClosingCalendar(
            Map.of(
                    ClosingStep.DOCUMENTS, new Rule(5, null),
                    ClosingStep.ISSUED, new Rule(6, null),
                    ClosingStep.ANSWERED, new Rule(13, null),
                    ClosingStep.CLOSED, new Rule(15, null)),
            false,
            0);

    public ClosingCalendar {
        rules = Map.copyOf(new EnumMap<>(rules));
    }

    /** @param owner null for everybody in finance */
    public record Rule(int days, @Nullable PersonId owner) {}

    /** Whether it says the same as another version. */
    boolean saysTheSame(ClosingCalendar other) {
        return rules.equals(other.rules) && disputesBlock == other.disputesBlock;
    }

    public Rule rule(ClosingStep step) {
        return Objects.requireNonNull(rules.get(step));
    }

    /** The last day on which the step is in time. */
    public LocalDate day(ClosingStep step, YearMonth month) {
        return month.atEndOfMonth().plusDays(rule(step).days());
    }
}
