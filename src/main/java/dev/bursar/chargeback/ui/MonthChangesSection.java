package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.Component;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.corrections.Receivable;
import dev.bursar.chargeback.documents.DocumentLinks;
import dev.bursar.chargeback.month.MonthChanges;
import dev.bursar.chargeback.month.MonthChanges.Since;
import dev.bursar.chargeback.text.AdjustmentText;
import dev.bursar.chargeback.text.ReceivableText;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Table;
import module java.base;

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
        var table = new Table<>(
                        "AWS receivable, " + currency, currency, lines.subList(0, Math.min(MOST_LINES, lines.size())))
                .name("Document or costs", "Total", ReceivableText::name)
                .opens(line -> line instanceof Receivable.LateDocument ? DocumentLinks.month(month) : "")
                .narrow(ReceivableText::side)
                .text("Which side has it", 280, ReceivableText::side)
                .quietOnlyWide()
                .signed("Amount", 120, Receivable.Line::amount)
                .foot(Formats.signed(receivable.amount(), currency));
        if (lines.size() > MOST_LINES) {
            List<Receivable.Line> rest = lines.subList(MOST_LINES, lines.size());
            table.line(
                    Formats.count(rest.size(), "smaller line", "smaller lines"),
                    "",
                    Map.of(
                            "Amount",
                            Formats.signed(
                                    rest.stream().map(Receivable.Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add),
                                    currency)));
        }
        return new Section("AWS receivable, " + currency)
                .note(ReceivableText.total(receivable))
                .flush()
                .with(table.html());
    }

    private static Section since(YearMonth month, List<Since> since) {
        return new Section("Changed since issue")
                .note(Formats.count(since.size(), "statement differs", "statements differ")
                        + ". Issue new versions, or leave it: what AWS changed is then a correction of "
                        + Formats.month(month.plusMonths(1)))
                .flush()
                .with(new Table<>("Changed since issue", since)
                        .name("Team", Since::name)
                        .opens(one -> ChargebackLinks.statement(month, one.team()))
                        .narrow(one -> "issued " + Formats.money(one.issued(), one.currency()))
                        .figure("Issued", 130, one -> Formats.money(one.issued(), one.currency()))
                        .onlyWide()
                        .figure("Now", 130, one -> Formats.money(one.now(), one.currency()))
                        .onlyWide()
                        .figure("Difference", 120, one -> Formats.signed(one.difference(), one.currency()))
                        .html());
    }

    private record CorrectionLine(
            String name, String address, String month, String amount, List<CorrectionLine> byHand) {}

    private static Section corrections(YearMonth month, boolean issued, MonthChanges.Page page) {
        boolean closed =
                page.corrections().stream().allMatch(one -> one.ofMonth().equals(month));
        List<CorrectionLine> lines = page.corrections().stream()
                .map(one -> new CorrectionLine(
                        one.name(),
                        ChargebackLinks.statement(one.ofMonth(), one.team()),
                        Formats.month(closed ? one.in() : one.ofMonth()),
                        Formats.signed(one.amount(), one.currency()),
                        one.byHand().stream()
                                .map(adjustment -> new CorrectionLine(
                                        AdjustmentText.byHand(adjustment, page.teams()),
                                        ChargebackLinks.adjustment(adjustment.id()),
                                        Formats.month(closed ? adjustment.month() : adjustment.ofMonth()),
                                        "",
                                        List.of()))
                                .toList()))
                .toList();
        boolean byHand =
                page.corrections().stream().anyMatch(one -> !one.byHand().isEmpty());
        Section section = new Section(closed ? "Changed since it was closed" : "Corrections of closed months")
                .note(
                        closed
                                ? "AWS\u2019s later changes appear on later statements"
                                : issued
                                        ? "what issued statements don\u2019t have yet appears on new versions, or in "
                                                + Formats.month(month.plusMonths(1))
                                        : "AWS\u2019s changes to closed months appear on this month\u2019s statements")
                .flush()
                .with(new Table<>("Corrections", lines)
                        .parts(CorrectionLine::byHand)
                        .name("Team", CorrectionLine::name)
                        .opens(CorrectionLine::address)
                        .narrow(line -> line.amount().isEmpty() ? "" : line.month())
                        .text(closed ? "Stands in" : "Of", 150, CorrectionLine::month)
                        .quietOnlyWide()
                        .figure("Amount", 120, CorrectionLine::amount)
                        .html());
        if (byHand) {
            section.with(Styled.note(
                    "Adjustments for the same month and team are listed below each correction. If an adjustment already made"
                            + " the same change, reverse it. Otherwise it counts twice."));
        }
        return section;
    }
}
