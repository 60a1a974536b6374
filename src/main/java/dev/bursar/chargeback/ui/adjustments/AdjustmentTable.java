package dev.bursar.chargeback.ui.adjustments;

import static dev.bursar.files.ListExport.Cell.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import dev.bursar.chargeback.adjustments.Adjustment;
import dev.bursar.chargeback.adjustments.Adjustment.Decision;
import dev.bursar.chargeback.adjustments.Adjustment.Reversal;
import dev.bursar.chargeback.ledger.text.LedgerText;
import dev.bursar.chargeback.text.AdjustmentText;
import dev.bursar.files.ListExport.Cell;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.ListGrid;
import dev.bursar.ui.ListPage;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Tables;
import module java.base;

/** The columns of adjustments, on the page and in files. */
final class AdjustmentTable extends ListGrid<Adjustment, Long> {
    private static final int LONGEST = 80;

    AdjustmentTable(ListPage<?> page, Map<Integer, String> teams, ListGrid.Rows<Adjustment> rows, long count) {
        super("Adjustments", page, AdjustmentList.OPEN, Adjustment::id);
        column("Adjustment", 230, 4, row -> what(row, teams));
        onlyAlone(wide("About", 100, 0, row -> new Span(Formats.shortMonth(row.ofMonth()))));
        wide("Billed in", 100, 0, row -> new Span(Formats.shortMonth(row.month())));
        onlyAlone(wide("Made", 190, 1, AdjustmentTable::made));
        wide("State", 120, 0, row -> badge(row.state()));
        figure("Amount", 130, 0, row -> Styled.span("number", Formats.money(row.amount())));
        show(rows, Adjustment::id, count);
    }

    private Component what(Adjustment row, Map<Integer, String> teams) {
        String what = AdjustmentText.accounts(row, teams);
        return name(
                row,
                PlainText.cut(what, LONGEST),
                what,
                "No. " + row.id() + row.reverses().map(id -> ", reverses " + id).orElse("") + ": "
                        + PlainText.cut(row.reason(), LONGEST),
                AdjustmentText.state(row.state()) + " in " + Formats.shortMonth(row.month())
                        + (row.ofMonth().equals(row.month()) ? "" : ", about " + Formats.shortMonth(row.ofMonth())));
    }

    private static Component made(Adjustment row) {
        return Tables.twoLines(
                new Span(Formats.momentWithYear(row.at())),
                "by " + PlainText.cut(row.by().name(), LONGEST));
    }

    static StatusBadge badge(Adjustment.State state) {
        String words = AdjustmentText.state(state);
        return switch (state) {
            case PROPOSED -> new StatusBadge(Kind.INFO, Icons.CIRCLE_DASHED, words);
            case POSTED -> new StatusBadge(Kind.SUCCESS, Icons.CIRCLE_CHECK, words);
            case REJECTED -> new StatusBadge(Kind.NEUTRAL, Icons.X, words);
            case REVERSED -> new StatusBadge(Kind.NEUTRAL, Icons.UNDO_2, words);
        };
    }

    /** What a file has of an adjustment. */
    static List<Cell<Adjustment>> cells(Map<Integer, String> teams) {
        return List.of(
                text("Adjustment", row -> String.valueOf(row.id())),
                text("Made (UTC)", row -> row.at().toString()),
                text("Made by", row -> row.by().name()),
                text("Stands in", row -> row.month().toString()),
                text("About", row -> row.ofMonth().toString()),
                text("From", row -> LedgerText.account(row.from(), teams)),
                text("To", row -> LedgerText.account(row.to(), teams)),
                text("Currency", row -> row.amount().getCurrencyUnit().getCode()),
                Cell.money("Amount", row -> row.amount().getAmount()),
                text("Reason", Adjustment::reason),
                text("State", row -> AdjustmentText.state(row.state())),
                text(
                        "Decided (UTC)",
                        row -> row.decision().map(one -> one.at().toString()).orElse("")),
                text(
                        "Decided by",
                        row -> row.decision().map(one -> one.by().name()).orElse("")),
                text(
                        "Rejected because",
                        row -> row.decision().map(Decision::reason).orElse("")),
                text("Reverses", row -> row.reverses().map(String::valueOf).orElse("")),
                text(
                        "Reversed by",
                        row -> row.reversal()
                                .filter(Reversal::posted)
                                .map(one -> String.valueOf(one.id()))
                                .orElse("")),
                text("Dispute", row -> row.dispute().map(String::valueOf).orElse("")),
                text(
                        "Transaction",
                        row -> row.transaction().map(String::valueOf).orElse("")));
    }
}
