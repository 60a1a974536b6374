package dev.bursar.budgets.alerts;

import dev.bursar.budgets.Budget;
import dev.bursar.budgets.cost.BudgetCosts.Book;
import dev.bursar.budgets.cost.BudgetMovement;
import dev.bursar.budgets.cost.BudgetMovement.Compared;
import dev.bursar.budgets.cost.MovedByEvent;
import dev.bursar.kernel.OnBehalf;
import dev.bursar.kernel.PersonId;
import dev.bursar.spend.spi.CostMarks;
import dev.bursar.spend.spi.CostMarks.Mark;
import module java.base;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.threeten.extra.LocalDateRange;

/**
 * The event to which most of a budget's increase goes back. It is asked for as the person who is written to, so that nobody learns of an
 * event that they may not see.
 */
@Component
class AlertCauses {
    private static final Logger log = LoggerFactory.getLogger(AlertCauses.class);
    private static final BigDecimal DAY_SECONDS =
            BigDecimal.valueOf(Duration.ofDays(1).toSeconds());

    private final CostMarks marks;
    private final OnBehalf onBehalf;

    AlertCauses(CostMarks marks, OnBehalf onBehalf) {
        this.marks = marks;
        this.onBehalf = onBehalf;
    }

    /** Empty where no event is behind an increase, and where causes can't be told: an alert doesn't wait for them. */
    Optional<MovedByEvent> of(PersonId person, Budget budget, LocalDateRange period, Book book) {
        Optional<Compared> compared = BudgetMovement.compared(budget, period, book);
        if (compared.isEmpty()) {
            return Optional.empty();
        }
        Compared asked = compared.get();
        try {
            return onBehalf
                    .call(person, () -> marks.of(asked.days(), asked.before(), asked.cost(), asked.filters()))
                    .stream()
                    .filter(mark -> mark.currency().equals(budget.currency())
                            && mark.amount().signum() > 0)
                    .max(Comparator.comparing(Mark::amount))
                    .map(mark -> movedBy(mark, asked.days().to()));
        } catch (RuntimeException e) {
            log.warn("Budgets: what moved budget {} can't be told", budget.id(), e);
            return Optional.empty();
        }
    }

    private static MovedByEvent movedBy(Mark mark, LocalDate to) {
        Instant at = mark.at();
        long seconds = at == null
                ? 0
                : Duration.between(at, to.atStartOfDay().toInstant(ZoneOffset.UTC))
                        .toSeconds();
        BigDecimal days = BigDecimal.valueOf(seconds).divide(DAY_SECONDS, MathContext.DECIMAL64);
        return new MovedByEvent(
                mark.day(),
                mark.what(),
                mark.amount(),
                days.compareTo(BigDecimal.ONE) < 0 ? null : mark.amount().divide(days, MathContext.DECIMAL64),
                mark.currency(),
                mark.proved(),
                mark.address());
    }
}
