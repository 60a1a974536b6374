package dev.bursar.chargeback.ui;

import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.month.ChargebackService.MonthRow;
import dev.bursar.chargeback.statement.ChargeDetails;
import dev.bursar.chargeback.statement.Statement;
import dev.bursar.chargeback.statement.text.StatementText;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
import module java.base;

/** What every page about a cut says of it: a draft or issued, and of which costs it is. A draft's number stands in files. */
final class CutFacts {
    private CutFacts() {}

    /** @param shown whether leads see its drafts */
    static FactLine line(MonthRow row, boolean shown) {
        return row.cut()
                .map(cut -> line(row, cut, shown))
                .orElseGet(() -> new FactLine("No charges")
                        .fact(row.stage().closed().isPresent() ? "Closed" : "closes at 0.00"));
    }

    private static FactLine line(MonthRow row, Cut cut, boolean shown) {
        return row.stage()
                .issue()
                .map(issue -> new FactLine("BilledCost")
                        .fact(row.stage().closed().isPresent() ? "Closed" : "Issued")
                        .fact("costs as of " + Formats.momentWithYear(cut.observedAt())))
                .orElseGet(() -> line(cut, "BilledCost", shown ? "visible to leads" : "not visible to leads"));
    }

    static FactLine line(Cut cut, String... first) {
        var facts = new FactLine(first).fact("Draft");
        costs(facts, cut);
        if (!cut.current()) {
            facts.fact("costs have changed since then and are being updated");
        }
        return facts;
    }

    /** The same for charges that a figure is made of. */
    static FactLine line(ChargeDetails.Page page, String... first) {
        if (!page.issued()) {
            return line(page.cut(), first);
        }
        var facts = new FactLine(first).fact("Issued");
        costs(facts, page.cut());
        return facts;
    }

    /** The same; of an issued one its number and version, when and by whom. */
    static FactLine line(Statement statement, String... first) {
        if (statement.issued().isEmpty()) {
            return line(statement.cut(), first);
        }
        // the sum says its number
        var facts =
                new FactLine(first).fact(statement.currencies().isEmpty() ? StatementText.called(statement) : "Issued");
        costs(facts, statement.cut());
        return facts;
    }

    private static void costs(FactLine facts, Cut cut) {
        facts.fact("costs as of " + Formats.momentWithYear(cut.observedAt()));
        cut.estimated().ifPresent(days -> facts.finality(FactLine.Finality.ESTIMATED, estimated(cut)));
        if (!cut.fromExports()) {
            facts.fact("from Cost Explorer, by day of use");
        }
    }

    /** {@code 21–23 Nov estimated}. */
    static String estimated(Cut cut) {
        return cut.estimated()
                .map(days -> FactLine.days(List.of(days)) + " estimated")
                .orElse("");
    }
}
