package dev.bursar.budgets;

import dev.bursar.kernel.PersonId;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/**
 * A limit for what may be spent in each period.
 *
 * @param yearStart the first month of its fiscal years
 * @param currency of its limits; costs in another one don't count
 * @param limits by the first day of the period from which each holds; the first one is the budget's first period
 * @param bases likewise, which costs count
 * @param thresholds in order
 * @param people who are told besides the team's leads
 * @param endedOn the first day of the period from which it has ended; null while it has no end
 * @param version goes back with a change
 */
public record Budget(
        int id,
        BudgetScope scope,
        Cadence cadence,
        Month yearStart,
        String currency,
        NavigableMap<LocalDate, BigDecimal> limits,
        NavigableMap<LocalDate, BudgetBasis> bases,
        List<Threshold> thresholds,
        boolean tellsLeads,
        Set<PersonId> people,
        @Nullable LocalDate endedOn,
        int version) {
    public Budget {
        if (limits.isEmpty() || bases.isEmpty()) {
            throw new IllegalArgumentException("A budget has a limit, and costs that count");
        }
        limits = Collections.unmodifiableNavigableMap(new TreeMap<>(limits));
        bases = Collections.unmodifiableNavigableMap(new TreeMap<>(bases));
        thresholds = thresholds.stream().sorted().toList();
        people = Set.copyOf(people);
    }

    /** The one of this scope and cadence that hasn't ended; there is at most one. */
    public static Optional<Budget> present(List<Budget> all, BudgetScope scope, Cadence cadence) {
        return all.stream()
                .filter(budget -> budget.endedOn == null && budget.scope.equals(scope) && budget.cadence == cadence)
                .findFirst();
    }

    /** The period that holds a day. */
    public LocalDateRange period(LocalDate day) {
        return cadence.period(day, yearStart);
    }

    public LocalDate firstPeriod() {
        return limits.firstKey();
    }

    /** The limit of the period that begins on a day; empty before the first period and after the last. */
    public Optional<BigDecimal> limit(LocalDate period) {
        return hasEnded(period)
                ? Optional.empty()
                : Optional.ofNullable(limits.floorEntry(period)).map(Map.Entry::getValue);
    }

    /** Which costs count in the period that begins on a day. */
    public BudgetBasis basis(LocalDate period) {
        Map.Entry<LocalDate, BudgetBasis> entry = bases.floorEntry(period);
        return entry == null ? bases.firstEntry().getValue() : entry.getValue();
    }

    /** Whether it has ended in the period that begins on a day. */
    public boolean hasEnded(LocalDate period) {
        return endedOn != null && !period.isBefore(endedOn);
    }

    /**
     * The period that a page shows on a day: the one that holds it, the first one where that is still to come, the last one where
     * the budget has ended.
     */
    public LocalDateRange shown(LocalDate day) {
        LocalDateRange now = period(day);
        if (endedOn != null && hasEnded(now.getStart())) {
            LocalDateRange last = cadence.shifted(period(endedOn), -1);
            return last.getStart().isBefore(firstPeriod()) ? period(firstPeriod()) : last;
        }
        return now.getStart().isBefore(firstPeriod()) ? period(firstPeriod()) : now;
    }
}
