package dev.bursar.ui;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.threeten.extra.LocalDateRange;

/** Periods that move on with time, by the name that the period control and the address give them. */
public enum Preset {
    THIS_MONTH("This month") {
        @Override
        public LocalDateRange days(LocalDate last) {
            return LocalDateRange.ofClosed(last.withDayOfMonth(1), last);
        }
    },
    LAST_MONTH("Last month") {
        @Override
        public LocalDateRange days(LocalDate last) {
            return months(last, 1);
        }
    },
    LAST_7_DAYS("Last 7 days") {
        @Override
        public LocalDateRange days(LocalDate last) {
            return LocalDateRange.ofClosed(last.minusDays(6), last);
        }
    },
    LAST_30_DAYS("Last 30 days") {
        @Override
        public LocalDateRange days(LocalDate last) {
            return LocalDateRange.ofClosed(last.minusDays(29), last);
        }
    },
    LAST_365_DAYS("Last 365 days") {
        @Override
        public LocalDateRange days(LocalDate last) {
            return LocalDateRange.ofClosed(last.minusDays(364), last);
        }
    },
    LAST_3_MONTHS("Last 3 months") {
        @Override
        public LocalDateRange days(LocalDate last) {
            return months(last, 3);
        }
    },
    LAST_12_MONTHS("Last 12 months") {
        @Override
        public LocalDateRange days(LocalDate last) {
            return months(last, 12);
        }
    },
    YEAR_TO_DATE("This year") {
        @Override
        public LocalDateRange days(LocalDate last) {
            return LocalDateRange.ofClosed(last.withDayOfYear(1), last);
        }
    };

    private final String label;

    Preset(String label) {
        this.label = label;
    }

    /** The days that it means when {@code last} is the last day that has anything. */
    public abstract LocalDateRange days(LocalDate last);

    /** As in addresses. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
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

    private static LocalDateRange months(LocalDate last, int count) {
        LocalDate month = last.withDayOfMonth(1);
        return LocalDateRange.of(month.minusMonths(count), month);
    }
}
