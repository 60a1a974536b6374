package dev.bursar.billingdata.read;

import dev.bursar.billingdata.read.value.TimeText;

/** What values of a column are, in words. */
final class LineColumnText {
    private LineColumnText() {}

    static String expected(LineColumn.Kind kind) {
        return switch (kind) {
            case TEXT, PRODUCT_NAME, CALLER -> "a text of at most %,d characters".formatted(LineColumn.LONGEST_TEXT);
            case ACCOUNT -> "an account's id with all its digits";
            case CURRENCY -> "a currency's ISO 4217 code such as USD";
            case CATEGORY -> "Usage, Purchase, Tax, Credit or Adjustment";
            case TIME ->
                "a date or time from %d to %d such as 2026-10-01 or 2026-10-01T13:00:00Z"
                        .formatted(TimeText.FIRST_YEAR, TimeText.LAST_YEAR);
            case COST, QUANTITY ->
                "a number such as 1234.5 or 8.4E-9, without currency symbols or thousands separators,";
            case TAGS -> "a JSON object of tags";
        };
    }
}
