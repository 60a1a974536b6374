package dev.bursar.billingdata.read.value;

import module java.base;

/**
 * The line item types of a CUR, which Cost Explorer calls record types, in FOCUS words; the statements say the same in SQL.
 *
 * <table>
 * <caption>What a line becomes, and its amortized cost; the net amortized cost takes the net column of the same name</caption>
 * <tr><th>line item type</th><th>ChargeCategory</th><th>PricingCategory</th><th>amortized cost</th></tr>
 * <tr><td>Usage</td><td>Usage</td><td>Standard; Dynamic where the usage type has SpotUsage</td><td>unblended</td></tr>
 * <tr><td>DiscountedUsage</td><td>Usage</td><td>Committed</td><td>reservation EffectiveCost</td></tr>
 * <tr><td>SavingsPlanCoveredUsage</td><td>Usage</td><td>Committed</td><td>SavingsPlanEffectiveCost</td></tr>
 * <tr><td>SavingsPlanNegation</td><td>Adjustment</td><td></td><td>0: what it takes back is amortized nowhere</td></tr>
 * <tr><td>SavingsPlanRecurringFee</td><td>Purchase</td><td>Standard</td><td>TotalCommitmentToDate − UsedCommitment, which
 * is what of the commitment nothing used</td></tr>
 * <tr><td>SavingsPlanUpfrontFee</td><td>Purchase</td><td>Standard</td><td>0: it is in the effective costs</td></tr>
 * <tr><td>RIFee</td><td>Purchase</td><td>Standard</td><td>UnusedAmortizedUpfrontFeeForBillingPeriod +
 * UnusedRecurringFee</td></tr>
 * <tr><td>Fee</td><td>Purchase</td><td>Standard</td><td>0 with a reservation's ARN, whose upfront fee it is; else
 * unblended</td></tr>
 * <tr><td>Recurring, Upfront, Support (Cost Explorer's words)</td><td>Purchase</td><td>Standard</td><td>unblended</td></tr>
 * <tr><td>Tax</td><td>Tax</td><td></td><td>unblended</td></tr>
 * <tr><td>Credit</td><td>Credit</td><td></td><td>unblended</td></tr>
 * <tr><td>Refund (ChargeClass Correction)</td><td>Adjustment</td><td></td><td>unblended</td></tr>
 * <tr><td>EdpDiscount, PrivateRateDiscount, BundledDiscount, SppDiscount, RiVolumeDiscount, DistributorDiscount and
 * whatever else ends in Discount</td><td>Adjustment</td><td></td><td>unblended</td></tr>
 * <tr><td>any other</td><td>Usage</td><td></td><td>unblended</td></tr>
 * </table>
 *
 * <p>BilledCost is each line's net unblended cost, or the unblended one where it has no net: covered usage and its negation are
 * both there and are netted later.
 */
public final class LineItemType {
    private LineItemType() {}

    /** The columns without which lines of this type have no amortized cost. */
    public static List<String> needs(String type) {
        return switch (type) {
            case "SavingsPlanCoveredUsage" -> List.of("savings_plan_savings_plan_effective_cost");
            case "SavingsPlanRecurringFee" ->
                List.of("savings_plan_total_commitment_to_date", "savings_plan_used_commitment");
            case "DiscountedUsage" -> List.of("reservation_effective_cost");
            case "RIFee" -> List.of("reservation_unused_recurring_fee");
            default -> List.of();
        };
    }
}
