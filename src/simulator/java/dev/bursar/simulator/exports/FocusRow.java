package dev.bursar.simulator.exports;

import dev.bursar.simulator.organisation.Cell;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row of a FOCUS export. It is billed net, without what a commitment covers, and a commitment's fee is a purchase of no
 * effective cost beside the unused usage that has it.
 *
 * @param commitmentStatus Used or Unused, null where no commitment is used or bought
 */
record FocusRow(
        ExportLine line,
        String category,
        @Nullable String pricingCategory,
        @Nullable String commitmentStatus,
        BigDecimal billed,
        BigDecimal effective,
        BigDecimal list,
        BigDecimal contracted) {

    private static final BigDecimal NONE = BigDecimal.ZERO;

    static Stream<FocusRow> of(ExportLine line) {
        var type = line.cell().recordType();
        var costs = line.costs();
        var billed = costs.netUnblended();
        var effective = costs.netAmortized();
        var list = costs.unblended();
        return switch (type) {
            case "Usage" ->
                Stream.of(new FocusRow(line, "Usage", priced(line.cell()), null, billed, effective, list, billed));
            case "SavingsPlanCoveredUsage" ->
                Stream.of(new FocusRow(line, "Usage", "Committed", "Used", NONE, effective, list, list));
            case "SavingsPlanNegation" -> Stream.of();
            case "SavingsPlanRecurringFee" ->
                Stream.of(
                        new FocusRow(line, "Purchase", "Standard", null, billed, NONE, list, billed),
                        new FocusRow(line, "Usage", "Committed", "Unused", NONE, effective, NONE, NONE));
            case "Support", "Fee" ->
                Stream.of(new FocusRow(line, "Purchase", "Standard", null, billed, effective, list, billed));
            case "Tax", "Credit" -> Stream.of(new FocusRow(line, type, null, null, billed, effective, list, billed));
            default -> adjustment(line, billed, effective);
        };
    }

    /** Refunds; discounts too, but as a rule these are in the net costs of what they are on. */
    private static Stream<FocusRow> adjustment(ExportLine line, BigDecimal billed, BigDecimal effective) {
        return billed.signum() == 0 && effective.signum() == 0
                ? Stream.of()
                : Stream.of(new FocusRow(line, "Adjustment", null, null, billed, effective, billed, billed));
    }

    private static String priced(Cell cell) {
        return cell.purchaseType().equals("Spot Instances") ? "Dynamic" : "Standard";
    }

    boolean isPurchaseOfCommitment() {
        return line.is("SavingsPlanRecurringFee") && category.equals("Purchase");
    }

    boolean isOfCommitment() {
        return commitmentStatus != null || isPurchaseOfCommitment();
    }

    /** What was used; an unused commitment is used by nobody. */
    @Nullable
    BigDecimal consumed() {
        return line.isUsage() ? line.quantity() : null;
    }
}
