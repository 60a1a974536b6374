package dev.bursar.chargeback.ui.ledger;

import dev.bursar.chargeback.ledger.LedgerQuestion;
import dev.bursar.chargeback.ledger.LedgerService;
import dev.bursar.files.ListExport;
import dev.bursar.ui.Formats;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The balances of the Ledger page as a file. */
@Component
class BalanceExport extends ListExport<BalanceSheet.Row> {
    private static final String CURRENCY = "Currency";
    private static final String BALANCE = "Balance";

    private final LedgerService service;

    BalanceExport(LedgerService service, Clock clock) {
        super("ledger-balances", "Balances of the ledger", clock);
        this.service = service;
    }

    @Override
    protected Found<BalanceSheet.Row> find(String stored) {
        LedgerService.Page page = service.page(LedgerQuestion.ALL);
        BalanceSheet sheet =
                BalanceSheet.of(page, LedgerList.ADDRESS.ofStored(stored).get(LedgerList.UNTIL));
        var cells = new ArrayList<Cell<BalanceSheet.Row>>();
        cells.add(Cell.text("Account", BalanceSheet.Row::name));
        cells.add(Cell.text(CURRENCY, BalanceSheet.Row::currency));
        Map<String, Map<String, @Nullable Object>> totals = new TreeMap<>();
        sheet.currencies().forEach(currency -> totals.put(currency, new HashMap<>(Map.of(CURRENCY, currency))));
        if (sheet.older()) {
            String name = "Before " + sheet.months().getFirst();
            cells.add(Cell.money(name, BalanceSheet.Row::before));
            totals.forEach((currency, total) -> total.put(name, sheet.before(currency)));
        }
        for (int i = 0; i < sheet.months().size(); i++) {
            int at = i;
            String name = sheet.months().get(i).toString();
            cells.add(Cell.money(name, row -> row.amounts().get(at)));
            totals.forEach((currency, total) -> total.put(name, sheet.amount(currency, at)));
        }
        cells.add(Cell.money(BALANCE, BalanceSheet.Row::total));
        totals.forEach((currency, total) -> {
            BigDecimal all = sheet.total(currency);
            total.put(BALANCE, all);
        });
        return new Found<>(
                cells,
                List.of(
                        Formats.count(sheet.rows().size(), "account", "accounts")
                                + ", by the month in which amounts were posted, BilledCost",
                        exported()),
                sheet.rows().size(),
                BalanceSheet.Row::currency,
                each -> sheet.rows().forEach(each),
                totals);
    }
}
