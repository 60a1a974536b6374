package dev.bursar.billingdata.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.spi.DeliveredCosts.SplitRows;
import org.junit.jupiter.api.Test;

class SplitRowsTextTest {
    @Test
    void nothingIsSaidWhereAllIsPartedOrNothingWasCounted() {
        assertThat(SplitRowsText.of(null)).isEmpty();
        assertThat(SplitRowsText.of(new SplitRows(48_000, 0, 0, 0, 0, 3))).isEmpty();
        assertThat(SplitRowsText.of(new SplitRows(0, 0, 0, 0, 0, 0))).isEmpty();
    }

    @Test
    void whatIsLeftIsSaidWithItsCount() {
        assertThat(SplitRowsText.of(new SplitRows(48_000, 1, 1_200, 3, 2, 1)))
                .containsExactly(
                        "1 split row names no node.",
                        "1,200 split rows name a node without a charge in the files. What their pods used isn’t known.",
                        "3 split rows are of nodes whose split costs are negative or all 0. These nodes’ charges stay whole.",
                        "2 nodes of clusters have no split rows on some days. Their charges stay whole there.");
    }

    @Test
    void aMonthWithoutAnyNamesTheMissingOption() {
        assertThat(SplitRowsText.of(new SplitRows(0, 0, 0, 0, 9, 6)))
                .singleElement()
                .asString()
                .startsWith("No split cost allocation data of 6 EKS clusters")
                .contains("INCLUDE_SPLIT_COST_ALLOCATION_DATA");
    }
}
