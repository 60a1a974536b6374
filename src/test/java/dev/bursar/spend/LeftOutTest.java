package dev.bursar.spend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeftOutTest {
    private static List<LeftOut> of(String recordType) {
        return Arrays.stream(LeftOut.values())
                .filter(part -> part.matches(recordType))
                .toList();
    }

    @Test
    void eachPartIsWhatItsTableSays() {
        assertThat(of("Credit")).containsExactly(LeftOut.CREDITS);
        assertThat(of("Tax")).containsExactly(LeftOut.TAX);
        for (String fee :
                List.of("SavingsPlanRecurringFee", "Savings Plan Upfront Fee", "RIFee", "Recurring", "Upfront")) {
            assertThat(of(fee)).as(fee).containsExactly(LeftOut.COMMITMENTS);
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
