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
        long lines) {

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
