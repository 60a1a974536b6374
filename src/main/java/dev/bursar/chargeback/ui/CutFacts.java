package dev.bursar.chargeback.ui;

import dev.bursar.chargeback.ChargebackService.MonthRow;
import dev.bursar.chargeback.cut.Cut;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
import java.util.List;

/** What every page about a cut says of it: a draft, and of which costs it is. Its number stands in files. */
final class CutFacts {
    private CutFacts() {}

    /** @param shown whether leads see its drafts */
    static FactLine line(MonthRow row, boolean shown) {
        Cut cut = row.cut();
        return row.stage()
                .issue()
                .map(issue -> new FactLine("BilledCost")
                        .fact(row.stage().closed().isPresent() ? "Closed" : "Issued")
                        .fact("costs as of " + Formats.momentWithYear(cut.observedAt())))
                .orElseGet(() -> line(cut, "BilledCost", shown ? "visible to leads" : "not visible to leads"));
    }

    static FactLine line(Cut cut, String... first) {
        var facts = new FactLine(first);
        facts.fact("Draft").fact("costs as of " + Formats.momentWithYear(cut.observedAt()));
        cut.estimated().ifPresent(days -> facts.finality(FactLine.Finality.ESTIMATED, estimated(cut)));
        if (!cut.fromExports()) {
            facts.fact("from Cost Explorer, by day of use");
        }
        if (!cut.current()) {
            facts.fact("costs have changed since then and are being updated");
        }
        return facts;
    }

    /** {@code 21–23 Nov estimated}. */
    static String estimated(Cut cut) {
        return cut.estimated()
                .map(days -> FactLine.days(List.of(days)) + " estimated")
                .orElse("");
    }
}
