package dev.bursar.simulator.budgets;

import dev.bursar.simulator.http.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.node.ObjectNode;

/** The days of a budget's period, the last excluded. */
record BudgetPeriod(LocalDate from, LocalDate to) {

    /** The one that holds the day, by the budget's TimeUnit. */
    static BudgetPeriod of(ObjectNode budget, LocalDate day) {
        return switch (Json.required(budget, "TimeUnit")) {
            case "DAILY" -> new BudgetPeriod(day, day.plusDays(1));
            case "QUARTERLY" -> {
                var first = day.withMonth((day.getMonthValue() - 1) / 3 * 3 + 1).withDayOfMonth(1);
                yield new BudgetPeriod(first, first.plusMonths(3));
            }
            case "ANNUALLY" ->
                new BudgetPeriod(day.withDayOfYear(1), day.withDayOfYear(1).plusYears(1));
            case "CUSTOM" -> new BudgetPeriod(moment(budget, "Start"), moment(budget, "End"));
            default ->
                new BudgetPeriod(day.withDayOfMonth(1), day.withDayOfMonth(1).plusMonths(1));
        };
    }

    private static LocalDate moment(ObjectNode budget, String member) {
        return LocalDate.ofInstant(
                Instant.ofEpochSecond(budget.path("TimePeriod").path(member).asLong()), ZoneOffset.UTC);
    }

    BudgetPeriod before() {
        var months = ChronoUnit.MONTHS.between(from, to);
        return months > 0
                ? new BudgetPeriod(from.minusMonths(months), from)
                : new BudgetPeriod(from.minusDays(ChronoUnit.DAYS.between(from, to)), from);
    }

    long days() {
        return ChronoUnit.DAYS.between(from, to);
    }

    long start() {
        return from.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    }

    long end() {
        return to.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    }
}
