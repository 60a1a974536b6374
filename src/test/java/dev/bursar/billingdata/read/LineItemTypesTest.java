package dev.bursar.billingdata.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.read.value.LineItemType;
import dev.bursar.charges.RecordType;
import dev.bursar.charges.spi.DeliveredCharge;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineItemTypesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "Usage, Usage, Standard, 1, 2",
        "DiscountedUsage, Usage, Committed, 7, 8",
        "SavingsPlanCoveredUsage, Usage, Committed, 3, 4",
        "SavingsPlanNegation, Adjustment, '', 0, 0",
        "SavingsPlanRecurringFee, Purchase, Standard, 0.75, 0.75",
        "SavingsPlanUpfrontFee, Purchase, Standard, 0, 0",
        "RIFee, Purchase, Standard, 0.09, 0.21",
        "Fee, Purchase, Standard, 0, 0",
        "Tax, Tax, '', 1, 2",
        "Credit, Credit, '', 1, 2",
        "Refund, Adjustment, '', 1, 2",
        "EdpDiscount, Adjustment, '', 1, 2",
        "PrivateRateDiscount, Adjustment, '', 1, 2",
        "BundledDiscount, Adjustment, '', 1, 2",
        "SppDiscount, Adjustment, '', 1, 2",
        "RiVolumeDiscount, Adjustment, '', 1, 2",
        "DistributorDiscount, Adjustment, '', 1, 2",
        "Something AWS invents tomorrow, Usage, '', 1, 2"
    })
    void eachTypeHasItsCategoryAndAmortizedCost(
            String type, String category, String pricing, BigDecimal amortized, BigDecimal netAmortized) {
        DeliveredCharge charge = read(type, line(type));
        assertThat(charge.recordType()).isEqualTo(type);
        assertThat(charge.chargeCategory())
                .isEqualTo(category)
                .isEqualTo(RecordType.category(type).label());
        assertThat(charge.pricingCategory()).isEqualTo(pricing);
        assertThat(charge.chargeClass()).isEqualTo(type.equals("Refund") ? "Correction" : "");
        assertThat(charge.costs().unblended()).isEqualTo("1");
        assertThat(charge.costs().netUnblended()).isEqualTo("2");
        assertThat(charge.costs().billed()).isEqualTo("2");
        assertThat(charge.costs().amortized()).isEqualByComparingTo(amortized);
        assertThat(charge.costs().netAmortized()).isEqualByComparingTo(netAmortized);
        assertThat(charge.costs().effective()).isEqualByComparingTo(netAmortized);
        assertThat(charge.quantity())
                .isEqualTo(category.equals("Usage") && !pricing.isEmpty() ? new BigDecimal("5") : null);
    }

    @Test
    void withoutNetColumnsTheGrossOnesAreBilled() {
        var line = ChargeLinesFile.curLine("DiscountedUsage", 0);
        line.put("reservation_effective_cost", 0.25);
        DeliveredCharge charge = read("DiscountedUsage", line);
        assertThat(charge.costs().billed()).isZero();
        assertThat(charge.costs().effective()).isEqualTo("0.25");
        assertThat(charge.costs().netUnblended()).isNull();
        assertThat(charge.costs().netAmortized()).isNull();
    }

    @Test
    void aFeeWithoutReservationIsAmortizedAsItIsBilled() {
        DeliveredCharge charge = read("Fee", ChargeLinesFile.curLine("Fee", 12.5));
        assertThat(charge.costs().amortized()).isEqualTo("12.5");
        assertThat(charge.costs().effective()).isEqualTo("12.5");
    }

    @Test
    void spotUsageIsDynamic() {
        var line = ChargeLinesFile.curLine("Usage", 1);
        line.put("line_item_usage_type", "USE1-SpotUsage:g5.xlarge");
        assertThat(read("Usage", line).pricingCategory()).isEqualTo("Dynamic");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SavingsPlanCoveredUsage", "SavingsPlanRecurringFee", "DiscountedUsage", "RIFee"})
    void aTypeWhoseAmortizedCostHasNoColumnIsRefused(String type) {
        var lines = ChargeLinesFile.of(LineFormat.CUR_2).add(ChargeLinesFile.curLine(type, 1));
        String needed = LineItemType.needs(type).getFirst();
        Path file = lines.without(needed).csv(folder.resolve("lines"));
        assertThatThrownBy(() -> Readings.read(folder, file))
                .isInstanceOfSatisfying(ChargeFileRefused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(ChargeFileRefused.Reason.MISSING_COLUMN);
                    assertThat(refused.column()).isEqualTo(needed);
                });
    }

    private DeliveredCharge read(String type, Map<String, @Nullable Object> line) {
        var lines = ChargeLinesFile.of(LineFormat.CUR_2).add(line);
        DeliveredCharge text = Readings.read(folder, lines.csv(folder.resolve(type + ".csv")))
                .charges()
                .getFirst();
        DeliveredCharge parquet = Readings.read(folder, lines.parquet(folder.resolve(type + ".parquet")))
                .charges()
                .getFirst();
        assertThat(parquet).isEqualTo(text);
        return text;
    }

    private static Map<String, @Nullable Object> line(String type) {
        var line = ChargeLinesFile.curLine(type, 1);
        line.put("line_item_net_unblended_cost", 2.0);
        line.put("savings_plan_savings_plan_effective_cost", 3.0);
        line.put("savings_plan_net_savings_plan_effective_cost", 4.0);
        line.put("savings_plan_total_commitment_to_date", 1.0);
        line.put("savings_plan_used_commitment", 0.25);
        line.put("reservation_effective_cost", 7.0);
        line.put("reservation_net_effective_cost", 8.0);
        line.put("reservation_unused_amortized_upfront_fee_for_billing_period", 0.04);
        line.put("reservation_unused_recurring_fee", 0.05);
        line.put("reservation_net_unused_amortized_upfront_fee_for_billing_period", 0.1);
        line.put("reservation_net_unused_recurring_fee", 0.11);
        line.put("reservation_reservation_a_r_n", "arn:aws:ec2:us-east-1:012345678901:reserved-instances/1");
        line.put("line_item_usage_amount", 5.0);
        return line;
    }
}
