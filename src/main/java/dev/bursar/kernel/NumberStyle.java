package dev.bursar.kernel;

/** How a person reads figures on the screen: what parts the thousands, and what the decimals. Files are not written so. */
public enum NumberStyle {
    COMMA_POINT(",", "."),
    POINT_COMMA(".", ","),
    SPACE_COMMA("\u202F", ","),
    SPACE_POINT("\u202F", "."),
    APOSTROPHE_POINT("\u2019", ".");

    private final String group;
    private final String decimal;

    NumberStyle(String group, String decimal) {
        this.group = group;
        this.decimal = decimal;
    }

    public String group() {
        return group;
    }

    public String decimal() {
        return decimal;
    }
}
