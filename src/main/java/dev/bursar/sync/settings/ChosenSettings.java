package dev.bursar.sync.settings;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What an admin has set. What is null or missing is as the environment or Bursar itself says.
 *
 * @param dailyCapUsd not negative, at most two decimals
 * @param requestsPerSecond 1 to 50, by each node
 * @param timetables by job
 * @param keptMonths by what is kept: how many months before the current one
 */
public record ChosenSettings(
        @Nullable BigDecimal dailyCapUsd,
        @Nullable BigDecimal monthlyCapUsd,
        @Nullable Integer requestsPerSecond,
        Map<String, Timetable> timetables,
        Map<String, Integer> keptMonths) {
    public static final BigDecimal HIGHEST_CAP_USD = new BigDecimal("1000000.00");
    public static final int HIGHEST_PACE = 50;

    public ChosenSettings {
        dailyCapUsd = cap(dailyCapUsd);
        monthlyCapUsd = cap(monthlyCapUsd);
        if (requestsPerSecond != null && (requestsPerSecond < 1 || requestsPerSecond > HIGHEST_PACE)) {
            throw new IllegalArgumentException("A pace is 1 to " + HIGHEST_PACE + " requests a second");
        }
        timetables = Map.copyOf(new TreeMap<>(timetables));
        keptMonths = Map.copyOf(new TreeMap<>(keptMonths));
    }

    private static @Nullable BigDecimal cap(@Nullable BigDecimal usd) {
        if (usd == null) {
            return null;
        }
        if (usd.signum() < 0
                || usd.compareTo(HIGHEST_CAP_USD) > 0
                || usd.stripTrailingZeros().scale() > 2) {
            throw new IllegalArgumentException("A cap is 0 to 1,000,000 USD with at most two decimals");
        }
        return usd.setScale(2);
    }

    /** What differs here from {@code base}, on top of what others have made of that base since. */
    public ChosenSettings onto(ChosenSettings base, ChosenSettings theirs) {
        return new ChosenSettings(
                merged(dailyCapUsd, base.dailyCapUsd, theirs.dailyCapUsd),
                merged(monthlyCapUsd, base.monthlyCapUsd, theirs.monthlyCapUsd),
                merged(requestsPerSecond, base.requestsPerSecond, theirs.requestsPerSecond),
                merged(timetables, base.timetables, theirs.timetables),
                merged(keptMonths, base.keptMonths, theirs.keptMonths));
    }

    private static <T> @Nullable T merged(@Nullable T mine, @Nullable T base, @Nullable T theirs) {
        return Objects.equals(mine, base) ? theirs : mine;
    }

    private static <T> Map<String, T> merged(Map<String, T> mine, Map<String, T> base, Map<String, T> theirs) {
        var merged = new TreeMap<String, T>();
        var names = new TreeSet<>(mine.keySet());
        names.addAll(theirs.keySet());
        for (String name : names) {
            T value = merged(mine.get(name), base.get(name), theirs.get(name));
            if (value != null) {
                merged.put(name, value);
            }
        }
        return merged;
    }
}
