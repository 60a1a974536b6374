package dev.bursar.chargeback.ui.ledger;

import static dev.bursar.files.ListExport.Cell.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import dev.bursar.chargeback.ledger.LedgerAccount;
import dev.bursar.chargeback.ledger.LedgerRow;
import dev.bursar.chargeback.ledger.LedgerService;
import dev.bursar.chargeback.ledger.text.LedgerText;
import dev.bursar.files.ListExport.Cell;
import dev.bursar.ui.Formats;
import dev.bursar.ui.ListGrid;
import dev.bursar.ui.ListPage;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Tables;
import module java.base;
import org.joda.money.BigMoney;

/** The columns of transactions, on the page and in files. */
final class LedgerTable extends ListGrid<LedgerRow, Long> {
    private static final int LONGEST = 80;

    /**
     * @param account whose amounts are shown; empty for those of the transactions
     * @param address of the details of a transaction
     */
    LedgerTable(
            ListPage<?> page,
            LedgerService.Page ledger,
            Optional<LedgerAccount> account,
            LongFunction<String> address,
            ListGrid.Rows<LedgerRow> rows) {
        Map<Integer, String> teams = ledger.teams();
        super("Transactions", page, LedgerList.OPEN, LedgerRow::id);
        column("Transaction", 200, 4, row -> what(row, teams));
        wide("Month", 90, 0, row -> new Span(Formats.shortMonth(row.month())));
        wide("Posted", 190, 1, LedgerTable::posted);
        onlyAlone(wide("Corrects", 130, 0, row -> corrects(row, address)));
        figure(
                account.map(of -> "On " + LedgerText.account(of, teams)).orElse("Amount"),
                130,
                0,
                row -> amounts(amounts(row, account)));
        show(rows, LedgerRow::id, ledger.found());
        above(Styled.div(
                "section-head",
                new H2("Transactions"),
                Styled.span(
                        "note",
                        ledger.found() == ledger.all()
                                ? "the newest first"
                                : Formats.count(ledger.found()) + " of " + Formats.count(ledger.all()))));
    }

    private Component what(LedgerRow row, Map<Integer, String> teams) {
        String what = LedgerText.what(row, teams);
        return name(
                row,
                PlainText.cut(what, LONGEST),
                what,
                "No. " + row.id() + (row.reason().isEmpty() ? "" : ": " + PlainText.cut(row.reason(), LONGEST)),
                Formats.shortMonth(row.month()) + ", posted "
                        + Formats.date(LocalDate.ofInstant(row.at(), ZoneOffset.UTC)));
    }

    private static Component posted(LedgerRow row) {
        return Tables.twoLines(new Span(Formats.momentWithYear(row.at())), "by " + PlainText.cut(row.by(), LONGEST));
    }

    private static Component corrects(LedgerRow row, LongFunction<String> address) {
        return row.corrects()
                .map(id -> link("No. " + id, address.apply(id)))
                .or(() -> row.correctedBy().map(id -> link("reversed by " + id, address.apply(id))))
                .orElseGet(Span::new);
    }

    static Component link(String words, String address) {
        Anchor link = Styled.pageLink(address, words);
        link.addClassName("fact-link");
        return new Span(link);
    }

    private static Component amounts(List<BigMoney> amounts) {
        return Styled.div(
                "amounts",
                amounts.stream()
                        .map(amount -> Styled.div("number", Formats.money(amount)))
                        .toArray(Component[]::new));
    }

    static List<BigMoney> amounts(LedgerRow row, Optional<LedgerAccount> account) {
        return account.map(row::amounts).orElseGet(row::amounts);
    }

    /** An amount of a transaction: a line of a file. */
    record Entry(LedgerRow row, BigMoney amount) {}

    /** What a file has of a transaction. */
    static List<Cell<Entry>> cells(Map<Integer, String> teams, Optional<LedgerAccount> account) {
        return List.of(
                text("Transaction", one -> String.valueOf(one.row().id())),
                text("Posted (UTC)", one -> one.row().at().toString()),
                text("Posted by", one -> one.row().by()),
                text("Kind", one -> LedgerText.kind(one.row().kind())),
                text("What", one -> LedgerText.what(one.row(), teams)),
                text("Month", one -> one.row().month().toString()),
                text("Currency", one -> one.amount().getCurrencyUnit().getCode()),
                Cell.money(
                        account.map(of -> "On " + LedgerText.account(of, teams)).orElse("Amount"),
                        one -> one.amount().getAmount()),
                text(
                        "Corrects",
                        one -> one.row().corrects().map(String::valueOf).orElse("")),
                text(
                        "Reversed by",
                        one -> one.row().correctedBy().map(String::valueOf).orElse("")),
                text("Reason", one -> one.row().reason()),
                text(
                        "Postings",
                        one -> one.row().lines().stream()
                                .map(line -> posting(line, teams))
                                .collect(Collectors.joining("; "))),
                text("SHA-256", one -> one.row().sha256()));
    }

    private static String posting(LedgerRow.Line line, Map<Integer, String> teams) {
        return LedgerText.account(line.account(), teams) + " "
                + line.amount().getCurrencyUnit().getCode() + " "
                + line.amount().getAmount().toPlainString() + " of " + line.ofMonth()
                + line.document().map(number -> ", document " + number).orElse("")
                + (line.note().isEmpty() ? "" : ", " + line.note());
    }
}
