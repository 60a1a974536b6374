package dev.bursar.budgets.aws;

import dev.bursar.budgets.Cadence;
import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.charges.CostResult.DayRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The days that AWS's figure of a budget is about. */
public final class BudgetDays {
    private BudgetDays() {}

    /**
     * The current period of its time unit; of one that has ended the last one, up to its end. Empty for a unit that nobody knows and for a
     * range that has no days.
     */
    public static Optional<DayRange> of(AwsBudget budget, LocalDate now) {
        Optional<LocalDate> ended = ended(budget, now);
        LocalDate today = ended.orElse(now);
        return period(budget, today)
                .flatMap(days -> range(
                        days.from(),
                        ended.map(last -> last.plusDays(1))
                                .filter(days.to()::isAfter)
                                .orElse(days.to())));
    }

    /** Its last day, where that is over. */
    private static Optional<LocalDate> ended(AwsBudget budget, LocalDate today) {
        return Optional.ofNullable(budget.period().end())
                .map(end -> day(end.minusNanos(1)))
                .filter(last -> last.isBefore(today));
    }

    private static Optional<DayRange> period(AwsBudget budget, LocalDate today) {
        return switch (budget.period().timeUnit()) {
            case "DAILY" -> {
                // AWS's figure is of the day on which it was calculated
                LocalDate updated = budget.spend().updatedAt() == null
                        ? today
                        : day(budget.spend().updatedAt());
                LocalDate last = today.isBefore(updated) ? today : updated;
                yield range(last, last.plusDays(1));
            }
            case "MONTHLY" -> period(Cadence.MONTH, today);
            case "QUARTERLY" -> period(Cadence.QUARTER, today);
            case "ANNUALLY" -> period(Cadence.YEAR, today);
            case "CUSTOM" -> custom(budget.period().start(), budget.period().end());
            default -> Optional.empty();
        };
    }

    private static Optional<DayRange> period(Cadence cadence, LocalDate today) {
        var days = cadence.period(today, Month.JANUARY);
        return range(days.getStart(), days.getEnd());
    }

    private static Optional<DayRange> custom(@Nullable Instant start, @Nullable Instant end) {
        return start == null || end == null
                ? Optional.empty()
                : range(day(start), day(end.minusNanos(1)).plusDays(1));
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    private static Optional<DayRange> range(LocalDate from, LocalDate to) {
        return from.isBefore(to) && !to.isAfter(from.plusYears(40))
                ? Optional.of(new DayRange(from, to))
                : Optional.empty();
    }
}
