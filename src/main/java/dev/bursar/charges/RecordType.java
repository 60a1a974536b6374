package dev.bursar.charges;

import module java.base;

/**
 * AWS's record types in FOCUS words. Cost Explorer calls the dimension RECORD_TYPE, its console "Charge type".
 *
 * <table>
 * <caption>Record types, with the ChargeCategory and PricingCategory they become</caption>
 * <tr><th>record type</th><th>ChargeCategory</th><th>BilledCost</th></tr>
 * <tr><td>Usage</td><td>Usage</td><td>NetUnblendedCost</td></tr>
 * <tr><td>DiscountedUsage</td><td>Usage (Committed)</td><td>NetUnblendedCost, which is 0</td></tr>
 * <tr><td>SavingsPlanCoveredUsage</td><td>Usage (Committed)</td><td>0</td></tr>
 * <tr><td>SavingsPlanNegation</td><td>Adjustment</td><td>what it leaves of the covered usage of its account, day and
 * service; 0 as a rule</td></tr>
 * <tr><td>RIFee, SavingsPlanRecurringFee, SavingsPlanUpfrontFee, Recurring, Upfront, Fee, Support</td><td>Purchase</td>
 * <td>NetUnblendedCost</td></tr>
 * <tr><td>Tax</td><td>Tax</td><td>NetUnblendedCost</td></tr>
 * <tr><td>Credit</td><td>Credit</td><td>NetUnblendedCost</td></tr>
 * <tr><td>Refund and all discounts</td><td>Adjustment</td><td>NetUnblendedCost</td></tr>
 * <tr><td>Purchase, Adjustment: FOCUS's words, of exports that don't have AWS's</td><td>the same</td><td>as exported</td></tr>
 * <tr><td>any other</td><td>Adjustment where its name ends in "discount", else Usage</td><td>NetUnblendedCost</td></tr>
 * </table>
 */
public final class RecordType {
    public static final String COVERED = "SavingsPlanCoveredUsage";
    public static final String NEGATION = "SavingsPlanNegation";

    private static final Map<String, ChargeCategory> KNOWN = Map.ofEntries(
            Map.entry("usage", ChargeCategory.USAGE),
            Map.entry("discountedusage", ChargeCategory.USAGE),
            Map.entry("savingsplancoveredusage", ChargeCategory.USAGE),
            Map.entry("savingsplannegation", ChargeCategory.ADJUSTMENT),
            Map.entry("rifee", ChargeCategory.PURCHASE),
            Map.entry("savingsplanrecurringfee", ChargeCategory.PURCHASE),
            Map.entry("savingsplanupfrontfee", ChargeCategory.PURCHASE),
            Map.entry("recurring", ChargeCategory.PURCHASE),
            Map.entry("upfront", ChargeCategory.PURCHASE),
            Map.entry("fee", ChargeCategory.PURCHASE),
            Map.entry("support", ChargeCategory.PURCHASE),
            Map.entry("tax", ChargeCategory.TAX),
            Map.entry("credit", ChargeCategory.CREDIT),
            Map.entry("refund", ChargeCategory.ADJUSTMENT),
            Map.entry("purchase", ChargeCategory.PURCHASE),
            Map.entry("adjustment", ChargeCategory.ADJUSTMENT));

    private RecordType() {}

    /** The category of a record type as AWS writes it; case and blanks don't matter. */
    public static ChargeCategory category(String recordType) {
        String name = recordType.replace(" ", "").toLowerCase(Locale.ROOT);
        ChargeCategory known = KNOWN.get(name);
        if (known != null) {
            return known;
        }
        return name.endsWith("discount") || name.endsWith("program") ? ChargeCategory.ADJUSTMENT : ChargeCategory.USAGE;
    }

    public static boolean covered(String recordType) {
        return recordType.replace(" ", "").equalsIgnoreCase(COVERED);
    }

    public static boolean negation(String recordType) {
        return recordType.replace(" ", "").equalsIgnoreCase(NEGATION);
    }
}
