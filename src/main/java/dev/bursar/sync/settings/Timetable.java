package dev.bursar.sync.settings;

import module java.base;

/**
 * When a job is due: at these hours of each UTC day.
 *
 * @param everyHours 1, 2, 3, 4, 6, 8, 12 or 24
 * @param firstHour the first hour of the day, from 0 and below {@code everyHours}
 */
public record Timetable(int everyHours, int firstHour) {
    public static final List<Integer> INTERVALS = List.of(1, 2, 3, 4, 6, 8, 12, 24);

    public Timetable {
        if (!INTERVALS.contains(everyHours)) {
            throw new IllegalArgumentException("No day is divided into parts of " + everyHours + " hours");
        }
        if (firstHour < 0 || firstHour >= everyHours) {
            throw new IllegalArgumentException("The first hour is from 0 to " + (everyHours - 1));
        }
    }

    /** {@code 2, 10, 18}. */
    public List<Integer> hours() {
        return IntStream.iterate(firstHour, hour -> hour < 24, hour -> hour + everyHours)
                .boxed()
                .toList();
    }

    /** The first moment after this one at which it is due. */
    public Instant after(Instant moment) {
        LocalDate day = LocalDate.ofInstant(moment, ZoneOffset.UTC);
        return IntStream.iterate(firstHour, hour -> hour + everyHours)
                .mapToObj(hour -> day.atStartOfDay().plusHours(hour).toInstant(ZoneOffset.UTC))
                .filter(due -> due.isAfter(moment))
                .findFirst()
                .orElseThrow();
    }

    /** "every hour", "every 8 hours". */
    public static String every(int hours) {
        return hours == 1 ? "every hour" : "every " + hours + " hours";
    }
}
