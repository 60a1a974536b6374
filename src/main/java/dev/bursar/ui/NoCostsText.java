package dev.bursar.ui;

import dev.bursar.kernel.NoCosts;
import java.math.BigDecimal;
import java.util.Optional;

/** What stands where costs aren't known: never 0.00. */
public final class NoCostsText {
    public static final String NOT_YET = "Not yet";
    public static final String NOT_READ = "Not read";

    private NoCostsText() {}

    /** The amount, or that it isn't read yet: of days that have begun. */
    public static String money(Optional<BigDecimal> amount, String currency) {
        return amount.map(known -> Formats.money(known, currency)).orElse(NOT_YET);
    }

    /** The amount of days of which there may be no costs. */
    public static String money(NoCosts why, BigDecimal amount, String currency) {
        return switch (why) {
            case TO_COME, ARRIVING -> NOT_YET;
            case BEFORE_FIRST_DAY, NOT_READ -> NOT_READ;
            case NOTHING_SPENT -> Formats.money(amount, currency);
        };
    }
}
