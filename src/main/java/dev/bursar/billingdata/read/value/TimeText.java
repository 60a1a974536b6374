package dev.bursar.billingdata.read.value;

import module java.base;
import org.jspecify.annotations.Nullable;

/** Times as exports write them: with T or a blank, with or without a fraction and an offset, which a blank may go before; without one they are UTC. */
public final class TimeText {
    public static final int FIRST_YEAR = 2000;
    public static final int LAST_YEAR = 2099;

    /** So many years before its billing period a charge may lie, as corrections do, and so many after it. */
    public static final int YEARS_BEFORE = 5;

    public static final int YEARS_AFTER = 1;
    public static final String NEAR =
            "a time from the %d years before its billing period to the year after it".formatted(YEARS_BEFORE);

    private static final int YEAR_DIGITS = 4;

    private static final Pattern SHAPE =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)(?:[T ](\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?)"
                    + " ?(UTC|Z|[+-]\\d\\d(?::?\\d\\d)?)?)?");
    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final TextCache<String> known = new TextCache<>();

    /** The time in UTC as "2026-10-01 13:00:00"; null when it is none, or of another century. */
    public @Nullable String utc(String text) {
        return known.get(text, TimeText::parse);
    }

    /**
     * Whether a charge may lie so far from its billing period.
     *
     * @param charge as {@link #utc} writes it
     * @param billingPeriod likewise; any charge may lie by one that isn't known
     */
    public static boolean near(String charge, String billingPeriod) {
        if (billingPeriod.isEmpty() || charge.regionMatches(0, billingPeriod, 0, YEAR_DIGITS)) {
            return true;
        }
        int years = year(charge) - year(billingPeriod);
        return years >= -YEARS_BEFORE && years <= YEARS_AFTER;
    }

    private static int year(String time) {
        return Integer.parseInt(time, 0, YEAR_DIGITS, 10);
    }

    private static @Nullable String parse(String text) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(shape.group(1));
            LocalTime time = shape.group(2) == null ? LocalTime.MIDNIGHT : LocalTime.parse(shape.group(2));
            LocalDateTime utc =
                    day.atTime(time).minusSeconds(offset(shape.group(3)).getTotalSeconds());
            return utc.getYear() < FIRST_YEAR || utc.getYear() > LAST_YEAR ? null : WRITTEN.format(utc);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static ZoneOffset offset(@Nullable String text) {
        return text == null || text.equals("Z") || text.equals("UTC") ? ZoneOffset.UTC : ZoneOffset.of(text);
    }
}
