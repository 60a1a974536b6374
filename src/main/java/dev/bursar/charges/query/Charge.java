package dev.bursar.charges.query;

import module java.base;

/** A charge as it is stored, by numbers of teams and terms; 0 is a term that the source doesn't say. */
record Charge(
        LocalDate day,
        int team,
        int account,
        int service,
        int recordType,
        int tagValue,
        String currency,
        BigDecimal billed,
        BigDecimal effective,
        int region,
        int usageType,
        int pricingCategory,
        int commitment,
        int resource,
        int tags,
        int caller,
        boolean part) {
    /** How many columns hold texts of which there may be many. */
    public static final int TEXTS = 8;

    /** The number of one of those texts. */
    public int text(int which) {
        return switch (which) {
            case 0 -> tagValue;
            case 1 -> region;
            case 2 -> usageType;
            case 3 -> pricingCategory;
            case 4 -> commitment;
            case 5 -> resource;
            case 6 -> tags;
            case 7 -> caller;
            default -> throw new IndexOutOfBoundsException(which);
        };
    }
}
