package dev.bursar.sync.ui;

import dev.bursar.sync.settings.ChosenSettings;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed into a field for an amount or a number.
 *
 * @param value null where the field is empty or {@code wrong}
 * @param wrong what to type instead, as a sentence; null where it can be used
 */
record AmountText<T>(@Nullable T value, @Nullable String wrong) {
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,15}(\\.\\d*)?|\\d{1,3}(,\\d{3}){1,4}(\\.\\d*)?");
    private static final Pattern NEGATIVE = Pattern.compile("[-\u2212]\\s*\\$?\\s*[\\d.,]+");

    /** USD with at most two decimals; {@code $} and commas between thousands are fine. */
    static AmountText<BigDecimal> usd(String typed) {
        String text = typed.strip();
        if (text.isEmpty()) {
            return new AmountText<>(null, null);
        }
        if (NEGATIVE.matcher(text).matches()) {
            return wrong("A cap can\u2019t be negative. Enter 0.00 or more.");
        }
        String number = text.startsWith("$") ? text.substring(1).strip() : text;
        if (!AMOUNT.matcher(number).matches()) {
            return wrong("Enter an amount such as 25.00.");
        }
        String plain = number.replace(",", "");
        BigDecimal amount = new BigDecimal(plain.endsWith(".") ? plain + "0" : plain);
        if (amount.stripTrailingZeros().scale() > 2) {
            return wrong("Enter at most two decimals, such as 25.00.");
        }
        return amount.compareTo(ChosenSettings.HIGHEST_CAP_USD) > 0
                ? wrong("Enter at most 1,000,000.00.")
                : new AmountText<>(amount.setScale(2), null);
    }

    static AmountText<Integer> pace(String typed) {
        String text = typed.strip();
        if (text.isEmpty()) {
            return new AmountText<>(null, null);
        }
        if (!text.matches("\\d{1,9}")) {
            return wrong("Enter a whole number from 1 to " + ChosenSettings.HIGHEST_PACE + ".");
        }
        int pace = Integer.parseInt(text);
        return pace < 1 || pace > ChosenSettings.HIGHEST_PACE
                ? wrong("Enter a whole number from 1 to " + ChosenSettings.HIGHEST_PACE + ".")
                : new AmountText<>(pace, null);
    }

    private static <T> AmountText<T> wrong(String sentence) {
        return new AmountText<>(null, sentence);
    }
}
