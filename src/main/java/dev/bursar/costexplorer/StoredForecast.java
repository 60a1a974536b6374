package dev.bursar.costexplorer;

import module java.base;
import org.jspecify.annotations.Nullable;

/** AWS's latest forecast of the days from {@code askedOn} to the end of that month. */
public record StoredForecast(
        LocalDate askedOn,
        String currency,
        BigDecimal mean,
        @Nullable BigDecimal lower,
        @Nullable BigDecimal upper) {}
