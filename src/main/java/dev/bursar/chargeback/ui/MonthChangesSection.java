package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.Component;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.adjustments.Adjustment;
import dev.bursar.chargeback.corrections.Receivable;
import dev.bursar.chargeback.documents.DocumentLinks;
import dev.bursar.chargeback.month.MonthChanges;
import dev.bursar.chargeback.month.MonthChanges.Correction;
import dev.bursar.chargeback.month.MonthChanges.Since;
import dev.bursar.chargeback.text.AdjustmentText;
import dev.bursar.chargeback.text.ReceivableText;
import dev.bursar.ui.FixedRows;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;

/** By how much costs changed after issuing, for whom, and where that stands. */
final class MonthChangesSection {
    private static final int MOST_LINES = 20;

    private MonthChangesSection() {}

    /**
     * Nothing is shown where nothing changed.
     *
     * @param issued whether the month's statements stand, so that what is new has to be issued
     */
    static Component of(YearMonth month, boolean issued, MonthChanges.Page page) {
        var all = Styled.stack();
        page.receivable().forEach(one -> all.add(receivable(month, one)));
        if (!page.since().isEmpty()) {
            all.add(since(month, page.since()));
        }
        if (!page.corrections().isEmpty()) {
            all.add(corrections(month, issued, page));
        }
        return all;
    }

    private static Section receivable(YearMonth month, Receivable receivable) {
        String currency = receivable.currency();
        List<Receivable.Line> lines = receivable.lines();
        var rows = new FixedRows();
        for (Receivable.Line line : lines.subList(0, Math.min(MOST_LINES, lines.size()))) {
            rows.line(
                    ReceivableText.name(line),
                    line instanceof Receivable.LateDocument ? DocumentLinks.month(month) : "",
                    ReceivableText.side(line),
                    ReceivableText.side(line),
                    Formats.signed(line.amount(), currency));
        }
        if (lines.size() > MOST_LINES) {
            List<Receivable.Line> rest = lines.subList(MOST_LINES, lines.size());
            rows.line(
                    Formats.count(rest.size(), "smaller line", "smaller lines"),
                    "",
                    "",
                    "",
                    Formats.signed(
                            rest.stream().map(Receivable.Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add),
                            currency));
        }
        return new Section("AWS receivable, " + currency)
                .note(ReceivableText.total(receivable))
                .flush()
                .with(new HtmlTable(
                        "AWS receivable, " + currency,
                        List.of(
                                Column.name("what", "Document or costs", "Total"),
                                Column.text("side", "Which side has it", 280).quietOnlyWide(),
                                Column.figure("amount", "Amount", 120, Formats.signed(receivable.amount(), currency))),
                        List.of(),
                        rows));
    }

    private static Section since(YearMonth month, List<Since> since) {
        var rows = new FixedRows();
        for (Since one : since) {
            rows.line(
                    one.name(),
                    ChargebackLinks.statement(month, one.team()),
                    "issued " + Formats.money(one.issued(), one.currency()),
                    Formats.money(one.issued(), one.currency()),
                    Formats.money(one.now(), one.currency()),
                    Formats.signed(one.difference(), one.currency()));
        }
        return new Section("Changed since issue")
                .note(Formats.count(since.size(), "statement differs", "statements differ")
                        + ". Issue new versions, or leave it: what AWS changed is then a correction of "
                        + Formats.month(month.plusMonths(1)))
                .flush()
                .with(new HtmlTable(
                        "Changed since issue",
                        List.of(
                                Column.name("team", "Team", ""),
                                Column.figure("issued", "Issued", 130, "").onlyWide(),
                                Column.figure("now", "Now", 130, "").onlyWide(),
                                Column.figure("difference", "Difference", 120, "")),
                        List.of(),
                        rows));
    }

    private static Section corrections(YearMonth month, boolean issued, MonthChanges.Page page) {
        boolean closed =
                page.corrections().stream().allMatch(one -> one.ofMonth().equals(month));
        var rows = new FixedRows();
        for (Correction one : page.corrections()) {
            String stands = Formats.month(closed ? one.in() : one.ofMonth());
            rows.line(
                    one.name(),
                    ChargebackLinks.statement(one.ofMonth(), one.team()),
                    stands,
                    stands,
                    Formats.signed(one.amount(), one.currency()));
            for (Adjustment adjustment : one.byHand()) {
                rows.part(
                        AdjustmentText.byHand(adjustment, page.teams()),
                        ChargebackLinks.adjustment(adjustment.id()),
                        "",
                        Formats.month(closed ? adjustment.month() : adjustment.ofMonth()),
                        "");
            }
        }
        boolean byHand =
                page.corrections().stream().anyMatch(one -> !one.byHand().isEmpty());
        Section section = new Section(closed ? "Changed since it was closed" : "Corrections of closed months")
                .note(
                        closed
                                ? "what AWS changed stands on later statements"
                                : issued
                                        ? "what issued statements don\u2019t have yet comes with new versions, or in "
                                                + Formats.month(month.plusMonths(1))
                                        : "what AWS changed of closed months stands on this month\u2019s statements")
                .flush()
                .with(new HtmlTable(
                        "Corrections",
                        List.of(
                                Column.name("team", "Team", ""),
                                Column.text("month", closed ? "Stands in" : "Of", 150)
                                        .quietOnlyWide(),
                                Column.figure("amount", "Amount", 120, "")),
                        List.of(),
                        rows));
        if (byHand) {
            section.with(Styled.note(
                    "Adjustments for the same month and team are listed below each correction. If an adjustment already made"
                            + " the same change, reverse it. Otherwise it counts twice."));
        }
        return section;
    }
}
