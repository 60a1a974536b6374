package dev.bursar.simulator.exports;

import dev.bursar.simulator.clusters.SplitLine;
import dev.bursar.simulator.costs.Costs;
import dev.bursar.simulator.organisation.Cell;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A line of an export: a part of a day's line, of one resource and one charge period.
 *
 * @param number its place in the month, from 1
 * @param resource "" where there is none
 * @param split what of a node's cost is whose; null on all lines but those of split cost allocation
 * @param commitmentUsed what of a Savings Plan's fee usage took; of a fee the difference to its amortized cost
 */
public record ExportLine(
        int number,
        Cell cell,
        String resource,
        Instant start,
        Instant end,
        Costs costs,
        BigDecimal commitmentUsed,
        BigDecimal quantity,
        @Nullable SplitLine split) {
    boolean is(String recordType) {
        return cell.recordType().equals(recordType);
    }

    boolean isUsage() {
        return is("Usage") || is("SavingsPlanCoveredUsage") || is("DiscountedUsage");
    }
}
