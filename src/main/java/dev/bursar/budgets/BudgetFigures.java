package dev.bursar.budgets;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.threeten.extra.LocalDateRange;

/**
 * Where a budget stands in a period. Each day without whole costs is taken to cost the mean of the last seven whole days; lumps count
 * once and are never multiplied. Before there are seven whole days, nothing is projected.
 *
 * @param limit more than 0
 * @param spent all costs of the period that are known; credits can make it negative
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

    /** A projection is never exact: up to 2 % above the limit it says nothing. */
    private static final BigDecimal TOLERATED = new BigDecimal("1.02");

    /**
     * Judges a period.
     *
     * @param costs of its first days
     * @param ended whether the budget has ended
     */
    public static BudgetFigures of(LocalDateRange period, BigDecimal limit, PeriodCosts costs, boolean ended) {
        if (limit.signum() <= 0) {
            throw new IllegalArgumentException("A limit is more than 0");
        }
        if (costs.daily().size() > period.lengthInDays()) {
            throw new IllegalArgumentException("More days than the period has");
        }
        BigDecimal spent = costs.spent();
        Optional<BigDecimal> mean = mean(costs);
        int left = period.lengthInDays() - costs.whole();
        Optional<BigDecimal> projected =
                left == 0 ? Optional.of(spent) : mean.map(day -> projected(costs, spent, day, left));
        return new BudgetFigures(
                period,
                limit,
                spent,
                projected,
                mean.flatMap(day -> overOn(period, limit, costs, day, left)),
                state(limit, costs, spent, projected, ended));
    }

    private static Optional<BigDecimal> mean(PeriodCosts costs) {
        if (costs.whole() < WHOLE_DAYS) {
            return Optional.empty();
        }
        List<BigDecimal> last = costs.daily().subList(costs.whole() - WHOLE_DAYS, costs.whole());
        return Optional.of(PeriodCosts.sum(last).divide(BigDecimal.valueOf(WHOLE_DAYS), MathContext.DECIMAL128));
    }

    /** What is known of days that aren't whole is a part of what they will have cost. */
    private static BigDecimal projected(PeriodCosts costs, BigDecimal spent, BigDecimal day, int left) {
        BigDecimal early = PeriodCosts.sum(
                costs.daily().subList(costs.whole(), costs.daily().size()));
        return spent.subtract(early).add(day.multiply(BigDecimal.valueOf(left)).max(early));
    }

    private static Optional<LocalDate> overOn(
            LocalDateRange period, BigDecimal limit, PeriodCosts costs, BigDecimal day, int left) {
        BigDecimal early = PeriodCosts.sum(
                costs.daily().subList(costs.whole(), costs.daily().size()));
        BigDecimal room = limit.subtract(costs.spent().subtract(early));
        if (costs.spent().compareTo(limit) > 0 || room.signum() < 0 || day.signum() <= 0) {
            return Optional.empty();
        }
        // the first day after whose costs more than the limit is spent
        BigDecimal days = room.divideToIntegralValue(day).add(BigDecimal.ONE);
        return days.compareTo(BigDecimal.valueOf(left)) > 0
                ? Optional.empty()
                : Optional.of(period.getStart().plusDays(costs.whole() + days.longValueExact() - 1));
    }

    private static BudgetState state(
            BigDecimal limit, PeriodCosts costs, BigDecimal spent, Optional<BigDecimal> projected, boolean ended) {
        if (ended) {
            return BudgetState.ENDED;
        }
        if (costs.daily().isEmpty()) {
            return BudgetState.NO_COSTS;
        }
        if (spent.compareTo(limit) > 0) {
            return BudgetState.OVER;
        }
        return projected
                        .filter(end -> end.compareTo(limit.multiply(TOLERATED)) > 0)
                        .isPresent()
                ? BudgetState.FORECAST_OVER
                : BudgetState.ON_TRACK;
    }

    /** The amount that a kind of threshold looks at; empty where nothing is projected. */
    public Optional<BigDecimal> amount(Threshold.Kind kind) {
        return switch (kind) {
            case ACTUAL -> Optional.of(spent);
            case PROJECTED -> projected;
        };
    }

    /** How much of the limit is spent: 0.82 is 82 %. */
    public BigDecimal used() {
        return spent.divide(limit, MathContext.DECIMAL64);
    }

    /** What is projected less the limit; where nothing is projected, what is spent less the limit. */
    public BigDecimal difference() {
        return projected.orElse(spent).subtract(limit);
    }

    /** How much of the period is over on a day: 0.5 is half of it. */
    public BigDecimal gone(LocalDate today) {
        long days = Math.clamp(ChronoUnit.DAYS.between(period.getStart(), today), 0, period.lengthInDays());
        return BigDecimal.valueOf(days).divide(BigDecimal.valueOf(period.lengthInDays()), MathContext.DECIMAL64);
    }
}
