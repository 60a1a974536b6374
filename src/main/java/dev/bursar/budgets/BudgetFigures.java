package dev.bursar.budgets;

import dev.bursar.forecast.Forecast;
import module java.base;
import org.threeten.extra.LocalDateRange;

/**
 * Where a budget stands in a period. Days without whole costs are forecast. Where too little is known for that, each is taken to cost the
 * mean of the period's last seven whole days; lumps count once and are never multiplied. Before there are seven, nothing is projected.
 *
 * @param limit more than 0
 * @param spent all costs of the period that are known; credits can make it negative; empty while no day of the period is read
 * @param projected at the end of the period; empty where it isn't known
 * @param forecast of the period, where one could be made
 * @param overOn the day on which the limit is expected to be passed; empty where it isn't, or is passed already
 */
public record BudgetFigures(
        LocalDateRange period,
        BigDecimal limit,
        Optional<BigDecimal> spent,
        Optional<BigDecimal> projected,
        Optional<Forecast> forecast,
        Optional<LocalDate> overOn,
        BudgetState state) {
    /** So many whole days are needed for a projection, and as many make its mean. */
    static final int WHOLE_DAYS = 7;

    /** Judges a period without a forecast. */
    public static BudgetFigures of(LocalDateRange period, BigDecimal limit, PeriodCosts costs, boolean ended) {
        return of(period, limit, costs, Optional.empty(), ended);
    }

    /**
     * Judges a period.
     *
     * @param costs of its first days
     * @param forecast of its other days, and maybe of the last whole ones too; another is left out
     * @param ended whether the budget has ended
     */
    public static BudgetFigures of(
            LocalDateRange period, BigDecimal limit, PeriodCosts costs, Optional<Forecast> forecast, boolean ended) {
        if (limit.signum() <= 0) {
            throw new IllegalArgumentException("A limit is more than 0");
        }
        if (costs.daily().size() > period.lengthInDays()) {
            throw new IllegalArgumentException("More days than the period has");
        }
        BigDecimal spent = costs.spent();
        int left = period.lengthInDays() - costs.whole();
        Optional<Forecast> ahead =
                forecast.filter(one -> left > 0 && isOf(period, costs, one)).map(one -> knowing(costs, one));
        List<BigDecimal> toCome = ahead.map(one -> one.toCome()
                        .subList(one.toCome().size() - left, one.toCome().size()))
                .orElseGet(() ->
                        mean(costs).map(day -> Collections.nCopies(left, day)).orElse(List.of()));
        Optional<BigDecimal> projected = left == 0
                ? Optional.of(spent)
                : ahead.map(Forecast::mean)
                        .or(() -> toCome.stream().findFirst().map(day -> projected(costs, spent, day, left)));
        Optional<BigDecimal> known = costs.daily().isEmpty() ? Optional.empty() : Optional.of(spent);
        return new BudgetFigures(
                period,
                limit,
                known,
                projected,
                ahead,
                overOn(period, limit, costs, toCome),
                BudgetState.of(limit, known, projected, ended));
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

    private static boolean isOf(LocalDateRange period, PeriodCosts costs, Forecast forecast) {
        return !forecast.next().isBefore(period.getStart())
                && !forecast.next().isAfter(period.getStart().plusDays(costs.whole()))
                && forecast.next().plusDays(forecast.toCome().size()).equals(period.getEnd());
    }

    private static Forecast knowing(PeriodCosts costs, Forecast forecast) {
        int arrived = (int) ChronoUnit.DAYS.between(costs.days().getStart(), forecast.next());
        return forecast.knowing(costs.perDay().subList(arrived, costs.perDay().size()));
    }

    /** The first day after whose costs more than the limit is spent. */
    private static Optional<LocalDate> overOn(
            LocalDateRange period, BigDecimal limit, PeriodCosts costs, List<BigDecimal> toCome) {
        BigDecimal sum = costs.spent()
                .subtract(PeriodCosts.sum(
                        costs.daily().subList(costs.whole(), costs.daily().size())));
        if (costs.spent().compareTo(limit) > 0 || sum.compareTo(limit) > 0) {
            return Optional.empty();
        }
        for (int i = 0; i < toCome.size(); i++) {
            sum = sum.add(toCome.get(i));
            if (sum.compareTo(limit) > 0) {
                return Optional.of(period.getStart().plusDays(costs.whole() + (long) i));
            }
        }
        return Optional.empty();
    }

    /** The amount that a kind of threshold looks at; empty where it isn't known. */
    public Optional<BigDecimal> amount(Threshold.Kind kind) {
        return switch (kind) {
            case ACTUAL -> spent;
            case PROJECTED -> projected;
        };
    }

    /** How much of the limit is spent: 0.82 is 82 %; empty while nothing is read. */
    public Optional<BigDecimal> used() {
        return spent.map(sum -> sum.divide(limit, MathContext.DECIMAL64));
    }

    /** By how much more than the limit is spent; empty where it isn't. */
    public Optional<BigDecimal> overBy() {
        return spent.map(sum -> sum.subtract(limit)).filter(by -> by.signum() > 0);
    }

    /** What is projected less the limit; where nothing is projected, what is spent less the limit; empty where neither is known. */
    public Optional<BigDecimal> difference() {
        return projected.or(() -> spent).map(sum -> sum.subtract(limit));
    }

    /** How much of the period is over on a day: 0.5 is half of it. */
    public BigDecimal gone(LocalDate today) {
        long days = Math.clamp(ChronoUnit.DAYS.between(period.getStart(), today), 0, period.lengthInDays());
        return BigDecimal.valueOf(days).divide(BigDecimal.valueOf(period.lengthInDays()), MathContext.DECIMAL64);
    }
}
