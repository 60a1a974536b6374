package dev.bursar.budgets.aws;

import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.charges.CostResult.DayRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The days that AWS's figure of a budget is about. */
public final class BudgetDays {
    private static final int MONTHS_OF_A_QUARTER = 3;

    private BudgetDays() {}

    /** The current period of its time unit; empty for a unit that nobody knows and for a range that has no days. */
    public static Optional<DayRange> of(AwsBudget budget, LocalDate today) {
        LocalDate month = today.withDayOfMonth(1);
        return switch (budget.period().timeUnit()) {
            case "DAILY" -> {
                // AWS's figure is of the day on which it was calculated
                LocalDate day = budget.spend().updatedAt() == null
                        ? today
                        : day(budget.spend().updatedAt());
                yield range(day, day.plusDays(1));
            }
            case "MONTHLY" -> range(month, month.plusMonths(1));
            case "QUARTERLY" -> {
                LocalDate first = month.minusMonths((month.getMonthValue() - 1) % MONTHS_OF_A_QUARTER);
                yield range(first, first.plusMonths(MONTHS_OF_A_QUARTER));
            }
            case "ANNUALLY" ->
                range(today.withDayOfYear(1), today.withDayOfYear(1).plusYears(1));
            case "CUSTOM" -> custom(budget.period().start(), budget.period().end());
            default -> Optional.empty();
        };
    }

    private static Optional<DayRange> custom(@Nullable Instant start, @Nullable Instant end) {
        return start == null || end == null ? Optional.empty() : range(day(start), day(end));
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
