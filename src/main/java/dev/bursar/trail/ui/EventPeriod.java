package dev.bursar.trail.ui;

import dev.bursar.list.Preset;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/** Which days of events are shown. */
sealed interface EventPeriod {
    EventPeriod USUAL = new Moving(Preset.LAST_30_DAYS);
    EventPeriod ALL = new All();

    /** How {@link All} stands in an address. */
    String ALL_WORD = "all";

    /** Days that move on with time. */
    record Moving(Preset preset) implements EventPeriod {}

    record Fixed(LocalDateRange days) implements EventPeriod {}

    /** Everything that is kept. */
    record All() implements EventPeriod {}

    /** @param oldest day that has an event; null while none has, or where it doesn't matter */
    default LocalDateRange days(LocalDate today, @Nullable LocalDate oldest) {
        return switch (this) {
            case Moving(var preset) -> preset.days(today);
            case Fixed(var days) -> days;
            case All all ->
                oldest == null
                        ? Preset.LAST_30_DAYS.days(today)
                        : LocalDateRange.ofClosed(oldest.isAfter(today) ? today : oldest, today);
        };
    }
}
