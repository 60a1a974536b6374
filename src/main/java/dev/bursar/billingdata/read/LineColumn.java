package dev.bursar.billingdata.read;

import java.util.List;

/**
 * A column that a format's statement reads.
 *
 * @param name as the statement writes it
 * @param others what it is called in files that don't have {@code name}; the first that a file has is read
 * @param mandatory whether files without it are refused
 * @param filled whether rows without a value are refused
 */
record LineColumn(String name, List<String> others, Kind kind, boolean mandatory, boolean filled) {
    LineColumn {
        others = List.copyOf(others);
    }

    /** What its values are. */
    enum Kind {
        TEXT,
        /** Text whose digits all count: a spreadsheet's 1.23457E+11 is no account. */
        ACCOUNT,
        CURRENCY,
        TIME,
        COST,
        QUANTITY,
        TAGS,
        /** A product's name: a column of its own or a key in the column product. */
        PRODUCT_NAME
    }

    /** AWS's longest ids have 2,048 characters. */
    static final int LONGEST_TEXT = 10_000;

    /** Codes have three letters; what FOCUS calls virtual currencies may have more. */
    static final int LONGEST_CURRENCY = 20;

    /** What a spreadsheet makes of a long number, as Java's and SQL's regular expression. */
    static final String ROUNDED = "[0-9]+([.,][0-9]+)?[eE][+][0-9]+";

    static LineColumn optional(String name, Kind kind, String... others) {
        return new LineColumn(name, List.of(others), kind, false, false);
    }

    static LineColumn mandatory(String name, Kind kind, String... others) {
        return new LineColumn(name, List.of(others), kind, true, false);
    }

    static LineColumn filled(String name, Kind kind, String... others) {
        return new LineColumn(name, List.of(others), kind, true, true);
    }

    /** The most characters that a value may have. */
    int longest() {
        return kind == Kind.CURRENCY ? LONGEST_CURRENCY : LONGEST_TEXT;
    }

    boolean isNumber() {
        return kind == Kind.COST || kind == Kind.QUANTITY;
    }
}
