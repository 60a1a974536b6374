package dev.bursar.charges.spi;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * The sum of all lines of a delivery that agree in everything but their amounts. Texts are "" where the export has none.
 *
 * @param day the UTC day of ChargePeriodStart, which may lie outside of the billing period
 * @param account SubAccountId as it is written; the billing account where the line has none
 * @param service FOCUS's ServiceName; of a CUR the product code
 * @param serviceName what people call the service; of a CUR the product's name
 * @param recordType AWS's line item type; of FOCUS only Tax and Credit, which are certain
 * @param chargeCategory FOCUS's; of a CUR see {@code focus.LineItemType}
 * @param commitment the Savings Plan's or reservation's id
 * @param caller the role or user that made the request, without a session's name; AWS's ARN of it cut short
 * @param tags sorted by key; a CUR's user tags without their prefix "user:" or "user_"
 * @param quantity what was consumed, of usage only; null where the export doesn't say
 * @param lines how many lines it sums up
 * @param split what AWS's split cost allocation says that something used of a node; null of all else. Such a row is a charge only where it
 *     has a cost itself
 */
public record DeliveredCharge(
        LocalDate day,
        YearMonth billingPeriod,
        String provider,
        String billingAccount,
        String account,
        String service,
        String serviceName,
        String region,
        String usageType,
        String recordType,
        String chargeCategory,
        String chargeClass,
        String pricingCategory,
        String commitment,
        String caller,
        String resource,
        Map<String, String> tags,
        String currency,
        String unit,
        Costs costs,
        @Nullable BigDecimal quantity,
        long lines,
        @Nullable Split split) {

    /**
     * A row of split cost allocation. Its resource is the pod's without the id of its run, or the task's cluster.
     *
     * @param node the resource that the costs are a part of; "" where the row names none
     * @param cost what was used is worth of the node's amortized cost
     * @param unused what is its share of what nobody used
     * @param usage hours of vCPUs, of GB or of GPUs, as the usage type says: what was asked for or used, whichever is more
     * @param spare what of the usage wasn't used; null where AWS measured nothing
     */
    public record Split(
            String node,
            @Nullable BigDecimal cost,
            @Nullable BigDecimal unused,
            @Nullable BigDecimal usage,
            @Nullable BigDecimal spare) {
        /** Which node it is of. */
        public Split withoutAmounts() {
            return new Split(node, null, null, null, null);
        }
    }

    /** Whether it has no cost at all. */
    public boolean free() {
        return Stream.of(
                        costs.billed(),
                        costs.effective(),
                        costs.list(),
                        costs.unblended(),
                        costs.netUnblended(),
                        costs.amortized(),
                        costs.netAmortized())
                .allMatch(cost -> cost == null || cost.signum() == 0);
    }

    /** A part of this charge. */
    public DeliveredCharge part(
            Map<String, String> partTags, Costs partCosts, @Nullable BigDecimal partQuantity, long partLines) {
        return new DeliveredCharge(
                day,
                billingPeriod,
                provider,
                billingAccount,
                account,
                service,
                serviceName,
                region,
                usageType,
                recordType,
                chargeCategory,
                chargeClass,
                pricingCategory,
                commitment,
                caller,
                resource,
                partTags,
                currency,
                unit,
                partCosts,
                partQuantity,
                partLines,
                null);
    }

    /** The service as charges are stored. */
    public String storedService() {
        return serviceName.isEmpty() ? service : serviceName;
    }

    /** AWS's record type where the export has it, else FOCUS's word for what it is; as charges are stored. */
    public String storedRecordType() {
        return recordType.isEmpty() ? chargeCategory : recordType;
    }

    /**
     * Sums of a charge with every digit of its lines; null where the export has no such cost.
     *
     * @param billed FOCUS's BilledCost; of a CUR the net unblended cost where the line has it, else the unblended
     * @param effective FOCUS's EffectiveCost; of a CUR the net amortized cost where the line has it, else the amortized
     * @param contracted of a CUR only of usage whose contracted price is its unblended one
     * @param unblended of a CUR only, like those that follow
     */
    public record Costs(
            BigDecimal billed,
            BigDecimal effective,
            @Nullable BigDecimal list,
            @Nullable BigDecimal contracted,
            @Nullable BigDecimal unblended,
            @Nullable BigDecimal netUnblended,
            @Nullable BigDecimal amortized,
            @Nullable BigDecimal netAmortized) {}
}
