package dev.bursar.charges;

import module java.base;

/**
 * Which charges AWS books on one day for a whole month; the one place that says so: tax and purchases (upfront fees, a reservation's
 * monthly fee, other fees), and all of {@link SupportService}. Fees that are charged for each hour are not among them, nor is what
 * turns out to be booked on most days: some files call hourly fees plainly purchases.
 */
public final class MonthlyCharge {
    /** Purchases that are charged for each hour. */
    private static final Set<String> HOURLY = Set.of("savingsplanrecurringfee", "recurring");

    private MonthlyCharge() {}

    /** Whether charges of this record type, as AWS writes it, are booked for a month; case and blanks don't matter. */
    public static boolean is(String recordType) {
        ChargeCategory category = RecordType.category(recordType);
        return (category == ChargeCategory.PURCHASE || category == ChargeCategory.TAX)
                && !HOURLY.contains(recordType.replace(" ", "").toLowerCase(Locale.ROOT));
    }

    /**
     * Whether what looks like such charges is booked day by day.
     *
     * @param booked on how many days
     * @param days of how many
     */
    public static boolean isDaily(long booked, long days) {
        return booked > 1 && booked * 2 > days;
    }
}
