package dev.bursar.chargeback.month;

import dev.bursar.chargeback.corrections.CorrectionLine;
import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.split.Allocation;
import dev.bursar.chargeback.statement.Statement;
import module java.base;

/**
 * What would be issued of a month as it is now.
 *
 * @param number of the issue
 * @param checks of the month
 * @param corrections of closed months that stand in this one
 * @param before the newest versions that were issued
 * @param changed statements that aren't issued as they are now: teams by name, then Unallocated
 */
record Draft(
        Cut cut,
        int number,
        List<Allocation> allocations,
        List<Check> checks,
        List<CorrectionLine> corrections,
        List<IssuedStatement> before,
        List<Statement> changed) {
    Draft {
        corrections = List.copyOf(corrections);
        allocations = List.copyOf(allocations);
        checks = List.copyOf(checks);
        before = List.copyOf(before);
        changed = List.copyOf(changed);
    }
}
