package dev.bursar.list;

import module java.base;
import org.threeten.extra.LocalDateRange;

/** Periods that move on with time, by the name that the period control and the address give them. */
public enum Preset {
    THIS_MONTH("This month", last -> LocalDateRange.ofClosed(last.withDayOfMonth(1), last)),
    LAST_MONTH("Last month", last -> months(last, 1)),
    LAST_7_DAYS("Last 7 days", last -> days(last, 7)),
    LAST_30_DAYS("Last 30 days", last -> days(last, 30)),
    LAST_365_DAYS("Last 365 days", last -> days(last, 365)),
    THIS_QUARTER("This quarter", last -> LocalDateRange.ofClosed(quarter(last), last)),
    LAST_QUARTER("Last quarter", last -> LocalDateRange.of(quarter(last).minusMonths(3), quarter(last))),
    LAST_3_MONTHS("Last 3 months", last -> months(last, 3)),
    LAST_12_MONTHS("Last 12 months", last -> months(last, 12)),
    YEAR_TO_DATE("This year", last -> LocalDateRange.ofClosed(last.withDayOfYear(1), last)),
    LAST_YEAR("Last year", last -> LocalDateRange.of(last.withDayOfYear(1).minusYears(1), last.withDayOfYear(1)));

    private final String label;
    private final Function<LocalDate, LocalDateRange> days;

    Preset(String label, Function<LocalDate, LocalDateRange> days) {
        this.label = label;
        this.days = days;
    }

    /** The days that it means when {@code last} is the last day that has anything. */
    public LocalDateRange days(LocalDate last) {
        return days.apply(last);
    }

    public String label() {
        return label;
    }

    /** As in addresses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Preset> ofWord(String word) {
        return Arrays.stream(values())
                .filter(preset -> preset.word().equals(word))
                .findFirst();
    }

    public static Optional<Preset> labelled(String label) {
        return Arrays.stream(values())
                .filter(preset -> preset.label.equals(label))
                .findFirst();
    }

    private static LocalDate quarter(LocalDate day) {
        return day.with(IsoFields.DAY_OF_QUARTER, 1);
    }

    private static LocalDateRange days(LocalDate last, int count) {
        return LocalDateRange.ofClosed(last.minusDays(count - 1L), last);
    }

    private static LocalDateRange months(LocalDate last, int count) {
        LocalDate month = last.withDayOfMonth(1);
        return LocalDateRange.of(month.minusMonths(count), month);
    }
}
