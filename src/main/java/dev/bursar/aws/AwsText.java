package dev.bursar.aws;

import module java.base;

/** Tells which of AWS's texts can be kept exactly, before one that can't breaks a whole transaction. */
public final class AwsText {
    private static final int LONGEST_NUMBER = 200;
    private static final int MOST_DIGITS = 100;

    private AwsText() {}

    /** False for what PostgreSQL refuses or alters: a zero character, or half of a surrogate pair. */
    public static boolean canBeKept(String text) {
        return text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    }

    /** The amount with every digit, or empty for what is no amount or has more digits than any. */
    static Optional<BigDecimal> number(String text) {
        if (text.length() > LONGEST_NUMBER) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text))
                    .filter(number -> number.precision() <= MOST_DIGITS && Math.abs(number.scale()) <= MOST_DIGITS);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
