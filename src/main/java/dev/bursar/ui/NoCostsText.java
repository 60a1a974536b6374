package dev.bursar.ui;

import dev.bursar.kernel.NoCosts;
import module java.base;
import org.threeten.extra.LocalDateRange;

/** What stands where costs aren't known: never 0.00. */
public final class NoCostsText {
    public static final String NOT_YET = "Not yet";
    public static final String NOT_READ = "Not read";

    private NoCostsText() {}

    /**
     * What a page shows in place of costs; only where they are read it says that there are none.
     *
     * @param read the days whose costs are read; empty while there are none, and for who may not know them
     */
    public static EmptyState state(NoCosts why, LocalDateRange days, Optional<LocalDateRange> read) {
        String period = Formats.period(days);
        return switch (why) {
            case TO_COME ->
                EmptyState.notKnown(
                        "Costs of " + period + " are yet to come", "These days are not over." + through(read));
            case ARRIVING ->
                EmptyState.notRead(
                        "Costs of " + period + " haven\u2019t arrived yet",
                        "AWS delivers most of a day\u2019s costs within three days." + through(read));
            case BEFORE_FIRST_DAY ->
                EmptyState.notKnown(
                        "Costs of " + period + " haven\u2019t been read",
                        read.map(some -> "Costs are read from " + Formats.date(some.getStart())
                                        + " on. Earlier ones are not read.")
                                .orElse("These days are before the first day whose costs have been read."));
            case READ_IN_PART ->
                EmptyState.noMatch(
                        "No spend in " + period + ", as far as it is read",
                        read.filter(some -> some.isConnected(days))
                                .map(some -> "Costs of " + Formats.range(some.intersection(days))
                                        + " have been read, and none were found on these days.")
                                .orElse("Costs of some of these days have been read, and none were found."));
            case NOT_READ ->
                EmptyState.notKnown(
                        "Costs of " + period + " haven\u2019t been read",
                        ("Nothing is known about them." + through(read)));
            case NOTHING_SPENT ->
                EmptyState.noMatch(
                        "No spend in " + period,
                        "Costs have been read, and none were found on these days." + through(read));
        };
    }

    private static String through(Optional<LocalDateRange> read) {
        return read.map(some -> " Costs are read through " + Formats.date(some.getEndInclusive()) + ".")
                .orElse("");
    }

    /** The amount, or that it isn't read yet: of days that have begun. */
    public static String money(Optional<BigDecimal> amount, String currency) {
        return amount.map(known -> Formats.money(known, currency)).orElse(NOT_YET);
    }

    /** The amount of days of which there may be no costs. */
    public static String money(NoCosts why, BigDecimal amount, String currency) {
        return switch (why) {
            case TO_COME, ARRIVING -> NOT_YET;
            case BEFORE_FIRST_DAY, NOT_READ -> NOT_READ;
            case READ_IN_PART, NOTHING_SPENT -> Formats.money(amount, currency);
        };
    }
}
