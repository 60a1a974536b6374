package dev.bursar.ui;

import dev.bursar.kernel.NumberStyle;
import module java.base;

/**
 * An amount as a person types it: {@code 44,000}, {@code $44,000.50}, {@code 44000 USD}, in the number style that they chose.
 *
 * @param amount empty where there is none
 * @param problem what to do; empty where there is an amount
 */
public record AmountText(Optional<BigDecimal> amount, String problem) {
    private static final int LONGEST = 40;
    private static final Pattern CURRENCY = Pattern.compile("\\b[A-Z]{3}\\b|[$\u20AC\u00A3\u00A5]");

    /** @param currency of the amount */
    public static AmountText read(String typed, String currency) {
        String text = typed.strip();
        if (text.isEmpty()) {
            return problem("Enter an amount above 0.");
        }
        var named = CURRENCY.matcher(text.toUpperCase(Locale.ROOT));
        if (named.find() && !isOf(named.group(), currency)) {
            return problem("Enter the amount in " + currency + ".");
        }
        String figure = text.toUpperCase(Locale.ROOT)
                .replace(currency, "")
                .replace("$", "")
                .strip();
        return text.length() > LONGEST ? unreadable(currency) : figure(figure, currency);
    }

    private static boolean isOf(String sign, String currency) {
        return sign.equals(currency) || sign.equals("$") && currency.endsWith("D");
    }

    private static AmountText figure(String figure, String currency) {
        NumberStyle style = NumberStyles.current();
        boolean negative = figure.startsWith("-") || figure.startsWith("\u2212");
        String digits = (negative ? figure.substring(1) : figure)
                .replace("\u00A0", "")
                .replace("\u202F", "")
                .replace(" ", "")
                .replace("'", "")
                .replace("\u2019", "");
        String point = Pattern.quote(style.decimal());
        String group = style.decimal().equals(".") ? "," : "\\.";
        if (!digits.matches("(\\d+|\\d{1,3}(" + group + "\\d{3})+)(" + point + "\\d{1,12})?")) {
            return unreadable(currency);
        }
        BigDecimal amount = new BigDecimal(digits.replaceAll(group, "").replace(style.decimal(), "."));
        if (negative || amount.signum() == 0) {
            return problem("Enter an amount above 0.");
        }
        return amount.stripTrailingZeros().scale() > 2
                ? problem("Enter an amount with at most two decimals.")
                : new AmountText(Optional.of(amount), "");
    }

    private static AmountText unreadable(String currency) {
        return problem("Enter an amount in " + currency + ", such as "
                + Formats.grouped(BigDecimal.valueOf(44_000), NumberStyles.current()) + ".");
    }

    private static AmountText problem(String sentence) {
        return new AmountText(Optional.empty(), sentence);
    }

    /** As it stands in a field: {@code 44,000}, {@code 44,000.50}. */
    public static String write(BigDecimal amount) {
        BigDecimal plain = amount.stripTrailingZeros();
        return Formats.grouped(
                plain.scale() <= 0 ? plain.setScale(0) : amount.setScale(Math.max(2, plain.scale())),
                NumberStyles.current());
    }
}
