package dev.bursar.spend;

import dev.bursar.forecast.Forecast;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Where the current month is heading.
 *
 * <p>AWS forecasts the whole only. Teams, and all together, are forecast from their own daily costs; where under eight whole weeks of them
 * are known, a figure is what was spent, and for each day left the mean of the last seven whole days.
 *
 * @param month first day of the month
 * @param wholeDays days with complete costs that a plain projection's mean is made of, at most 7
 * @param teams what the person may see, by name; Unallocated last, and only for those who see everything
 * @param whole the forecast of all of it, which isn't the sum of the teams'; empty where it is a plain projection
 * @param aws only for those who see everything, and only where AWS gave a forecast
 */
public record Projection(
        LocalDate month,
        String currency,
        int wholeDays,
        List<Team> teams,
        Optional<Forecast> whole,
        Optional<Aws> aws) {
    public Projection {
        teams = List.copyOf(teams);
    }

    /** What all of it is expected to cost. */
    public BigDecimal projected() {
        return whole.map(Forecast::mean)
                .orElseGet(() -> teams.stream().map(Team::projected).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    /** @param range empty where the figure is a plain projection */
    public record Team(
            String key, String name, BigDecimal toDate, BigDecimal projected, Optional<Forecast.Range> range) {}

    /**
     * AWS's forecast for the whole month: what is spent, and its forecast of the rest.
     *
     * @param lower and {@code upper} bound the 80 % range, where AWS gave one
     * @param difference {@code mean} less what all of it is projected to cost
     */
    public record Aws(
            LocalDate askedOn,
            BigDecimal mean,
            @Nullable BigDecimal lower,
            @Nullable BigDecimal upper,
            BigDecimal difference) {}
}
