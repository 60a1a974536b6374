package dev.bursar.ui;

import com.vaadin.flow.router.QueryParameters;
import module java.base;
import org.threeten.extra.LocalDateRange;

/** The month of costs that a page shows, as its address asks for it. */
public final class AskedMonth {
    private static final int FIRST_YEAR = 2000;

    private AskedMonth() {}

    /** {@code month=2026-10}; empty of an address without one, and of one that isn't a month up to the present. */
    public static Optional<YearMonth> of(QueryParameters parameters, LocalDate today) {
        try {
            return parameters
                    .getSingleParameter("month")
                    .map(YearMonth::parse)
                    .filter(month -> !month.isAfter(YearMonth.from(today)) && month.getYear() >= FIRST_YEAR);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /**
     * The month that is shown unless another is asked for: the present one, and the last while nothing of the present one is read.
     *
     * @param read the days whose costs are read
     */
    public static YearMonth usual(Optional<LocalDateRange> read, LocalDate today) {
        YearMonth present = YearMonth.from(today);
        return read.map(days -> YearMonth.from(days.getEndInclusive()))
                .filter(present.minusMonths(1)::equals)
                .orElse(present);
    }
}
