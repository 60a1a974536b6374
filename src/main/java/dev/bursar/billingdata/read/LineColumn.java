package dev.bursar.billingdata.read;

import module java.base;
import org.joda.money.CurrencyUnit;

/**
 * A column that a format's statement reads.
 *
 * @param name as the statement writes it
 * @param others what it is called in files that don't have {@code name}; the first that a file has is read
 * @param mandatory whether files without it are refused
 * @param filled whether rows without a value are refused
 */
public record LineColumn(String name, List<String> others, Kind kind, boolean mandatory, boolean filled) {
    public LineColumn {
        others = List.copyOf(others);
    }

    /** What its values are. */
    public enum Kind {
        TEXT,
        /** Text whose digits all count: a spreadsheet's 1.23457E+11 is no account. */
        ACCOUNT,
        /** A currency's code of ISO 4217. */
        CURRENCY,
        /** One of FOCUS's ChargeCategories. */
        CATEGORY,
        TIME,
        COST,
        QUANTITY,
        TAGS,
        /** A product's name: a column of its own or a key in the column product. */
        PRODUCT_NAME,
        /** Who made a request, without the name of their session: {@link CallerText}. */
        CALLER
    }

    /** AWS's longest ids have 2,048 characters. */
    public static final int LONGEST_TEXT = 10_000;

    public static final Set<String> CURRENCIES = CurrencyUnit.registeredCurrencies().stream()
            .map(CurrencyUnit::getCode)
            .collect(Collectors.toUnmodifiableSet());

    public static final Set<String> CATEGORIES = Set.of("Usage", "Purchase", "Tax", "Credit", "Adjustment");

    /** What a spreadsheet makes of a long number, as Java's and SQL's regular expression. */
    public static final String ROUNDED = "[0-9]+([.,][0-9]+)?[eE][+][0-9]+";

    static LineColumn optional(String name, Kind kind, String... others) {
        return new LineColumn(name, List.of(others), kind, false, false);
    }

    static LineColumn mandatory(String name, Kind kind, String... others) {
        return new LineColumn(name, List.of(others), kind, true, false);
    }

    static LineColumn filled(String name, Kind kind, String... others) {
        return new LineColumn(name, List.of(others), kind, true, true);
    }

    /** What was expected where a value is refused, for people. */
    public String expected() {
        return LineColumnText.expected(kind);
    }

    public boolean isNumber() {
        return kind == Kind.COST || kind == Kind.QUANTITY;
    }
}
