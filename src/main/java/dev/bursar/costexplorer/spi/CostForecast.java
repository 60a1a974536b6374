package dev.bursar.costexplorer.spi;

import module java.base;
import org.jspecify.annotations.Nullable;

/** The source's forecast of the days {@code from} (included) to {@code to} (excluded), with its 80 % range if it gave one. */
public record CostForecast(
        LocalDate from,
        LocalDate to,
        String currency,
        BigDecimal mean,
        @Nullable BigDecimal lower,
        @Nullable BigDecimal upper) {}
