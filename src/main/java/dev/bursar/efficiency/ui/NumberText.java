package dev.bursar.efficiency.ui;

import module java.base;

/**
 * A number as a person types it, {@code 1500} or {@code 0.1158}, with a point. A comma is refused: it may stand for decimals or for
 * thousands.
 *
 * @param number empty where there is none
 * @param problem what to do; empty where there is a number
 */
record NumberText(Optional<BigDecimal> number, String problem) {
    private static final String COMMA =
            "Use a point for decimals and nothing between thousands, such as 1500.5. A comma can be read in two ways.";

    /** @param otherwise what to do where it is no number */
    static NumberText read(String typed, String otherwise) {
        String text = typed.strip();
        if (text.contains(",")) {
            return new NumberText(Optional.empty(), COMMA);
        }
        return text.matches("[0-9]{1,9}(\\.[0-9]{1,12})?")
                ? new NumberText(Optional.of(new BigDecimal(text)), "")
                : new NumberText(Optional.empty(), otherwise);
    }

    /** As it stands in a field. */
    static String write(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    static String write(double number) {
        return write(BigDecimal.valueOf(number));
    }
}
