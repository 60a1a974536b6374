package dev.bursar.charges;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordTypeTest {
    @ParameterizedTest
    @CsvSource({
        "Usage, Usage",
        "DiscountedUsage, Usage",
        "SavingsPlanCoveredUsage, Usage",
        "Savings Plan Covered Usage, Usage",
        "SavingsPlanNegation, Adjustment",
        "RIFee, Purchase",
        "SavingsPlanRecurringFee, Purchase",
        "SavingsPlanUpfrontFee, Purchase",
        "Savings Plan Recurring Fee, Purchase",
        "Recurring, Purchase",
        "Upfront, Purchase",
        "Fee, Purchase",
        "Support, Purchase",
        "Tax, Tax",
        "tax, Tax",
        "Credit, Credit",
        "Refund, Adjustment",
        "EdpDiscount, Adjustment",
        "Enterprise Discount Program Discount, Adjustment",
        "PrivateRateDiscount, Adjustment",
        "BundledDiscount, Adjustment",
        "RiVolumeDiscount, Adjustment",
        "SppDiscount, Adjustment",
        "Something AWS invents tomorrow, Usage"
    })
    void eachRecordTypeBecomesItsChargeCategory(String recordType, String category) {
        assertThat(RecordType.category(recordType).label()).isEqualTo(category);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SavingsPlanCoveredUsage", "savingsplancoveredusage", "Savings Plan Covered Usage"})
    void coveredUsageIsKnownHoweverItIsWritten(String recordType) {
        assertThat(RecordType.covered(recordType)).isTrue();
        assertThat(RecordType.negation(recordType)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SavingsPlanNegation", "SAVINGSPLANNEGATION", "Savings Plan Negation"})
    void negationIsKnownHoweverItIsWritten(String recordType) {
        assertThat(RecordType.negation(recordType)).isTrue();
        assertThat(RecordType.covered(recordType)).isFalse();
    }
}
