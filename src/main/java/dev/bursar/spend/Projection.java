package dev.bursar.spend;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the current month is heading.
 *
 * <p>AWS forecasts the whole only. A team's figure is a plain projection: what it has spent, and for each day left the mean of
 * its last seven whole days. {@code difference} is what all projections together leave to AWS's forecast.
 *
 * @param month first day of the month
 * @param wholeDays days with complete costs that the mean is made of, at most 7
 * @param teams what the person may see, by name; Unallocated last, and only for those who see everything
 * @param aws only for those who see everything, and only where AWS gave a forecast
 */
public record Projection(LocalDate month, String currency, int wholeDays, List<Team> teams, Optional<Aws> aws) {
    public Projection {
        teams = List.copyOf(teams);
    }

    public record Team(String key, String name, BigDecimal toDate, BigDecimal projected) {}

    /**
     * AWS's forecast for the whole month: what is spent, and its forecast of the rest.
     *
     * @param lower and {@code upper} bound the 80 % range, where AWS gave one
     * @param difference {@code mean} less the sum of all teams' projections, Unallocated included
     */
    public record Aws(
            LocalDate askedOn,
            BigDecimal mean,
            @Nullable BigDecimal lower,
            @Nullable BigDecimal upper,
            BigDecimal difference) {}
}
