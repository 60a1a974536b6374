package dev.bursar.budgets;

import module java.base;
import org.threeten.extra.LocalDateRange;

/** How long a budget's periods are. Quarters and years begin with the fiscal year's first month or whole quarters after it. */
public enum Cadence {
    MONTH("Monthly", 1),
    QUARTER("Quarterly", 3),
    YEAR("Yearly", 12);

    private static final int MONTHS_OF_YEAR = 12;

    private final String label;
    private final int months;

    Cadence(String label, int months) {
        this.label = label;
        this.months = months;
    }

    public String label() {
        return label;
    }

    /**
     * The period that holds a day.
     *
     * @param fiscalStart the first month of a fiscal year
     */
    public LocalDateRange period(LocalDate day, Month fiscalStart) {
        int sinceStart = Math.floorMod(day.getMonthValue() - fiscalStart.getValue(), MONTHS_OF_YEAR);
        LocalDate from = day.withDayOfMonth(1).minusMonths(sinceStart % months);
        return LocalDateRange.of(from, from.plusMonths(months));
    }

    /** The period some periods after this one; before it where negative. */
    public LocalDateRange shifted(LocalDateRange period, int periods) {
        LocalDate from = period.getStart().plusMonths((long) months * periods);
        return LocalDateRange.of(from, from.plusMonths(months));
    }
}
