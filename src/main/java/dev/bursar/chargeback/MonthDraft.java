package dev.bursar.chargeback;

import dev.bursar.chargeback.Statement.Adjusted;
import dev.bursar.chargeback.Statement.Direct;
import dev.bursar.chargeback.Statement.InCurrency;
import dev.bursar.chargeback.Statement.Shared;
import dev.bursar.chargeback.corrections.CorrectionLine;
import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.statement.Allocation;
import dev.bursar.kernel.Sha256;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What would be issued of a month as it is now.
 *
 * @param number of the issue
 * @param checks of the month
 * @param corrections of closed months that stand in this one
 * @param before the newest versions that were issued
 * @param changed statements that aren't issued as they are now: teams by name, then Unallocated
 */
record MonthDraft(
        Cut cut,
        int number,
        List<Allocation> allocations,
        List<MonthCheck> checks,
        List<CorrectionLine> corrections,
        List<IssuedStatement> before,
        List<Statement> changed) {
    MonthDraft {
        corrections = List.copyOf(corrections);
        allocations = List.copyOf(allocations);
        checks = List.copyOf(checks);
        before = List.copyOf(before);
        changed = List.copyOf(changed);
    }

    /** The same as long as cut, statements and checks are. */
    String token() {
        String all = cut.id() + " " + number + " " + checks + " "
                + changed.stream().map(MonthDraft::lines).collect(Collectors.joining("\n"));
        return HexFormat.of().formatHex(Sha256.of(all));
    }

    /** What a statement charges, line by line: two that say the same here differ in nothing that anybody pays. */
    static String lines(Statement statement) {
        return statement.team() + " "
                + statement.currencies().stream().map(MonthDraft::lines).collect(Collectors.joining("\n"));
    }

    private static String lines(InCurrency in) {
        return in.currency() + " " + plain(in.total()) + " " + direct(in.direct()) + direct(in.corrections())
                + in.shared().stream().map(MonthDraft::line).sorted().collect(Collectors.joining())
                + in.closed() + in.adjustments().stream().map(MonthDraft::line).collect(Collectors.joining());
    }

    private static String direct(List<Direct> lines) {
        return lines.stream()
                .filter(line -> line.amount().signum() != 0)
                .map(line -> line.service() + "|" + line.account() + "|" + line.category() + "|" + line.chargeMonth()
                        + "|" + plain(line.amount()) + ";")
                .sorted()
                .collect(Collectors.joining());
    }

    private static String line(Shared line) {
        return line.pool() + "|" + plain(line.amount()) + "|" + line.total().map(MonthDraft::plain) + ";";
    }

    /** Whatever the other account is called now. */
    private static String line(Adjusted line) {
        return line.id() + "|" + line.ofMonth() + "|" + plain(line.amount()) + ";";
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }
}
