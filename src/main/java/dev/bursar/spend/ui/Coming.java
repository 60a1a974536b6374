package dev.bursar.spend.ui;

import module java.base;
import org.threeten.extra.LocalDateRange;

/** Whole months to come, of which there are no costs but a forecast; they move on with time. */
enum Coming {
    NEXT_MONTH("Next month", month -> months(month.plusMonths(1), 1)),
    NEXT_QUARTER("Next quarter", month -> months(BarPeriod.QUARTER.next(BarPeriod.QUARTER.first(month)), 3)),
    NEXT_12_MONTHS("Next 12 months", month -> months(month.plusMonths(1), 12));

    private final String label;
    private final Function<LocalDate, LocalDateRange> months;

    Coming(String label, Function<LocalDate, LocalDateRange> months) {
        this.label = label;
        this.months = months;
    }

    /** The months after that of {@code lastDay}, the last day with costs. */
    LocalDateRange months(LocalDate lastDay) {
        return months.apply(lastDay.withDayOfMonth(1));
    }

    String label() {
        return label;
    }

    /** By their names. */
    static Map<String, LocalDateRange> offered(LocalDate lastDay) {
        var offered = new LinkedHashMap<String, LocalDateRange>();
        for (Coming one : values()) {
            offered.put(one.label, one.months(lastDay));
        }
        return offered;
    }

    /** As in addresses. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Coming> ofWord(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    static Optional<Coming> labelled(String label) {
        return Arrays.stream(values()).filter(one -> one.label.equals(label)).findFirst();
    }

    private static LocalDateRange months(LocalDate first, int count) {
        return LocalDateRange.of(first, first.plusMonths(count));
    }
}
