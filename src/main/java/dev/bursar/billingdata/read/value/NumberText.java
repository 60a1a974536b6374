package dev.bursar.billingdata.read.value;

import module java.base;
import org.jspecify.annotations.Nullable;

/** Numbers as text files have them: the text is the value. */
public final class NumberText {
    /** As SQL's regular expression; the method below says the same. */
    public static final String PATTERN = "[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{1,3})?";

    public static final int MOST_CHARACTERS = 60;
    private static final int MOST_EXPONENT_DIGITS = 3;

    private NumberText() {}

    /** The number without needless zeros; null when the text is none, such as 1,234.5 or NaN. */
    public static @Nullable BigDecimal parse(String text) {
        if (!isNumber(text)) {
            return null;
        }
        return plain(new BigDecimal(text));
    }

    /** The same number without needless zeros and with no negative scale. */
    public static BigDecimal plain(BigDecimal number) {
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static boolean isNumber(String text) {
        int length = text.length();
        if (length == 0 || length > MOST_CHARACTERS) {
            return false;
        }
        int at = sign(text, 0);
        int before = digits(text, at);
        at += before;
        int after = 0;
        if (at < length && text.charAt(at) == '.') {
            at++;
            after = digits(text, at);
            at += after;
        }
        if (before + after == 0) {
            return false;
        }
        if (at < length && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at = sign(text, at + 1);
            int exponent = digits(text, at);
            if (exponent == 0 || exponent > MOST_EXPONENT_DIGITS) {
                return false;
            }
            at += exponent;
        }
        return at == length;
    }

    private static int sign(String text, int at) {
        return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at - from;
    }
}
