package dev.bursar.budgets;

import java.math.BigDecimal;
import java.util.List;

/**
 * What was spent on the days of a period that have costs, from its first on, in one currency.
 *
 * @param daily costs of each day without lumps
 * @param lumps costs of each day that are charged once for more than it: purchases, tax, support
 */
public record PeriodCosts(List<BigDecimal> daily, List<BigDecimal> lumps) {
    public PeriodCosts {
        daily = List.copyOf(daily);
        lumps = List.copyOf(lumps);
        if (daily.size() != lumps.size()) {
            throw new IllegalArgumentException("%d days, %d days of lumps".formatted(daily.size(), lumps.size()));
        }
    }

    public int days() {
        return daily.size();
    }

    public BigDecimal spent() {
        return sum(daily).add(sum(lumps));
    }

    static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
