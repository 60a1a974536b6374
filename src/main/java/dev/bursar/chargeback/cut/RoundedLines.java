package dev.bursar.chargeback.cut;

import module java.base;

/**
 * What a cut's charges in a currency come to when each line of AWS's documents is rounded.
 *
 * @param cut its number
 * @param lines how many of them are not zero
 * @param billed of all lines, not rounded
 * @param rounded each to 0.01
 * @param roundedUp the same, but lines under 0.01 count 0.01
 * @param guessed whether some charges don't say their usage types, so that AWS has more lines than can be told
 */
public record RoundedLines(
        long cut,
        YearMonth month,
        String currency,
        By by,
        int lines,
        BigDecimal billed,
        BigDecimal rounded,
        BigDecimal roundedUp,
        boolean guessed) {
    /** What a line is an account's charges of, from the coarsest on. */
    public enum By {
        SERVICE,
        CHARGE_TYPE,
        USAGE_TYPE,
        USAGE_AND_CHARGE_TYPE,
        /** As fine as the source tells lines apart. */
        FINEST
    }
}
