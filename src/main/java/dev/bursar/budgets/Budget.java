package dev.bursar.budgets;

import dev.bursar.charges.CostMetric;
import dev.bursar.charges.Exclusion;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A limit for what may be spent in each period.
 *
 * @param without which charges don't count
 * @param currency of its limit; costs in another one don't count
 * @param limits by the first day of the period from which each holds; the first one is the budget's first period
 * @param endedOn the first day of the period from which it is no more, or null
 * @param version to be given back with a change
 */
public record Budget(
        int id,
        BudgetScope scope,
        Cadence cadence,
        CostMetric cost,
        Set<Exclusion> without,
        String currency,
        SortedMap<LocalDate, BigDecimal> limits,
        List<Threshold> thresholds,
        boolean tellsLeads,
        @Nullable LocalDate endedOn,
        int version) {
    /** When somebody is told: a percent of the limit that is spent, or projected to be. */
    public record Threshold(Kind kind, int percent) {
        public enum Kind {
            ACTUAL,
            PROJECTED
        }

        public Threshold {
            if (percent < 1 || percent > 1_000) {
                throw new IllegalArgumentException("A threshold is 1 to 1,000 percent");
            }
        }
    }

    public Budget {
        without = Set.copyOf(without);
        limits = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(limits));
        thresholds = List.copyOf(thresholds);
        if (limits.isEmpty()) {
            throw new IllegalArgumentException("A budget has a limit");
        }
    }

    /** The limit of the period that begins on a day; empty before the first and after the last. */
    public Optional<BigDecimal> limit(LocalDate period) {
        if (endedOn != null && !period.isBefore(endedOn)) {
            return Optional.empty();
        }
        return Optional.ofNullable(new TreeMap<>(limits).floorEntry(period)).map(Map.Entry::getValue);
    }
}
