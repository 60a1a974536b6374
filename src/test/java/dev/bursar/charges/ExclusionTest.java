package dev.bursar.charges;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.api.Test;

class ExclusionTest {
    private static List<Exclusion> of(String recordType) {
        return Arrays.stream(Exclusion.values())
                .filter(part -> part.matches(recordType))
                .toList();
    }

    @Test
    void eachPartIsWhatItsTableSays() {
        assertThat(of("Credit")).containsExactly(Exclusion.CREDITS);
        assertThat(of("Tax")).containsExactly(Exclusion.TAX);
        for (String fee :
                List.of("SavingsPlanRecurringFee", "Savings Plan Upfront Fee", "RIFee", "Recurring", "Upfront")) {
            assertThat(of(fee)).as(fee).containsExactly(Exclusion.COMMITMENTS);
        }
    }

    @Test
    void coveredUsageAndItsNegationAreNeverParted() {
        for (String stays : List.of(
                "Usage",
                "DiscountedUsage",
                "SavingsPlanCoveredUsage",
                "SavingsPlanNegation",
                "Refund",
                "Fee",
                "Support",
                "PrivateRateDiscount")) {
            assertThat(of(stays)).as(stays).isEmpty();
        }
    }
}
