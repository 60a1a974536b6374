package dev.bursar.chargeback.ui.ledger;

import dev.bursar.chargeback.ledger.LedgerQuestion;
import dev.bursar.chargeback.ledger.LedgerRow;
import dev.bursar.chargeback.ledger.LedgerService;
import dev.bursar.chargeback.ledger.text.LedgerText;
import dev.bursar.chargeback.ui.ledger.LedgerTable.Entry;
import dev.bursar.files.ListExport;
import dev.bursar.ui.Formats;
import module java.base;
import org.springframework.stereotype.Component;

/** The transactions of the Ledger page as a file, one line for each currency. */
@Component
class LedgerExport extends ListExport<Entry> {
    private final LedgerService service;

    LedgerExport(LedgerService service, Clock clock) {
        super("ledger", "Ledger", clock);
        this.service = service;
    }

    @Override
    protected Found<Entry> find(String stored) {
        LedgerQuestion question = LedgerList.question(LedgerList.ADDRESS.ofStored(stored));
        LedgerService.Page page = service.page(question);
        Rows<LedgerRow> rows =
                inSteps((last, offset, most) -> service.rows(question, last == null ? null : last.id(), 0, most));
        return new Found<>(
                LedgerTable.cells(page.teams(), question.account()),
                facts(question, page),
                page.found(),
                entry -> entry.amount().getCurrencyUnit().getCode(),
                each -> rows.each(row -> LedgerTable.amounts(row, question.account())
                        .forEach(amount -> each.accept(new Entry(row, amount)))),
                Map.of());
    }

    private List<String> facts(LedgerQuestion question, LedgerService.Page page) {
        var facts = new ArrayList<String>();
        facts.add(Formats.count(page.found(), "transaction", "transactions") + ", the newest first, BilledCost");
        question.month().ifPresent(month -> facts.add("Month: " + Formats.month(month)));
        question.account().ifPresent(account -> facts.add("Account: " + LedgerText.account(account, page.teams())));
        question.kind().ifPresent(kind -> facts.add("Kind: " + LedgerText.kind(kind)));
        facts.add(exported());
        return facts;
    }
}
