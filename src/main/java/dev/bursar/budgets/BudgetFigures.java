package dev.bursar.budgets;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.threeten.extra.LocalDateRange;

/**
 * Where a budget stands in a period. Each day that is left is taken to cost the mean of the last seven whole days; lumps count once
 * and are never multiplied. Before there are seven whole days, nothing is projected.
 *
 * @param limit more than 0
 * @param spent to the last day that has all its costs; credits can make it negative
 * @param projected at the end of the period; empty where it isn't known
 * @param overOn the day on which the limit is passed at the present pace; empty where it isn't, or is passed already
 */
public record BudgetFigures(
        LocalDateRange period,
        BigDecimal limit,
        BigDecimal spent,
        Optional<BigDecimal> projected,
        Optional<LocalDate> overOn,
        BudgetState state) {
    /** So many whole days are needed for a projection, and as many make its mean. */
    static final int WHOLE_DAYS = 7;

    /**
     * Judges a period.
     *
     * @param costs of its first days, up to the last one with all its costs
     * @param ended whether the budget has ended
     */
    public static BudgetFigures of(LocalDateRange period, BigDecimal limit, PeriodCosts costs, boolean ended) {
        if (limit.signum() <= 0) {
            throw new IllegalArgumentException("A limit is more than 0");
        }
        if (costs.days() > period.lengthInDays()) {
            throw new IllegalArgumentException("More days than the period has");
        }
        BigDecimal spent = costs.spent();
        int left = period.lengthInDays() - costs.days();
        Optional<BigDecimal> mean = left == 0 ? Optional.of(BigDecimal.ZERO) : mean(costs.daily());
        Optional<BigDecimal> projected = mean.map(day -> spent.add(day.multiply(BigDecimal.valueOf(left))));
        return new BudgetFigures(
                period,
                limit,
                spent,
                projected,
                mean.flatMap(day -> overOn(period, limit, costs, day, left)),
                state(limit, costs, spent, projected, ended));
    }

    private static Optional<BigDecimal> mean(List<BigDecimal> daily) {
        if (daily.size() < WHOLE_DAYS) {
            return Optional.empty();
        }
        List<BigDecimal> last = daily.subList(daily.size() - WHOLE_DAYS, daily.size());
        return Optional.of(PeriodCosts.sum(last).divide(BigDecimal.valueOf(WHOLE_DAYS), MathContext.DECIMAL128));
    }

    private static Optional<LocalDate> overOn(
            LocalDateRange period, BigDecimal limit, PeriodCosts costs, BigDecimal day, int left) {
        BigDecimal room = limit.subtract(costs.spent());
        if (room.signum() < 0 || day.signum() <= 0) {
            return Optional.empty();
        }
        // the first day after whose costs more than the limit is spent
        long days = room.divideToIntegralValue(day).longValueExact() + 1;
        return days > left
                ? Optional.empty()
                : Optional.of(period.getStart().plusDays(costs.days() + days - 1));
    }

    private static BudgetState state(
            BigDecimal limit, PeriodCosts costs, BigDecimal spent, Optional<BigDecimal> projected, boolean ended) {
        if (ended) {
            return BudgetState.ENDED;
        }
        if (costs.days() == 0) {
            return BudgetState.NO_COSTS;
        }
        if (spent.compareTo(limit) > 0) {
            return BudgetState.OVER;
        }
        return projected.filter(end -> end.compareTo(limit) > 0).isPresent()
                ? BudgetState.FORECAST_OVER
                : BudgetState.ON_TRACK;
    }

    /** How much of the limit is spent: 0.82 is 82 %. */
    public BigDecimal used() {
        return spent.divide(limit, MathContext.DECIMAL64);
    }

    /** How much of the period is gone by a day. */
    public BigDecimal gone(LocalDate today) {
        long days = Math.clamp(
                ChronoUnit.DAYS.between(period.getStart(), today), 0, period.lengthInDays());
        return BigDecimal.valueOf(days).divide(BigDecimal.valueOf(period.lengthInDays()), MathContext.DECIMAL64);
    }
}
