package dev.bursar.list;

import module java.base;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/** Which days a list shows. */
public sealed interface Period {
    /** Days that move on with time. */
    record Moving(Preset preset) implements Period {}

    record Fixed(LocalDateRange days) implements Period {}

    /** Everything that is kept. */
    record All() implements Period {}

    Period ALL = new All();

    /** How {@link All} stands in an address. */
    String ALL_WORD = "all";

    static Period of(Preset preset) {
        return new Moving(preset);
    }

    /** @param oldest day that has anything; null while none has, or where it doesn't matter */
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

    static Optional<Period> ofWord(String word, boolean withAll) {
        return withAll && word.equals(ALL_WORD)
                ? Optional.of(ALL)
                : Preset.ofWord(word).map(Moving::new);
    }
}
