package dev.bursar.chargeback.ledger;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of the ledger itself. */
public enum LedgerAction implements JournalAction {
    FIRST_MONTH_CHOSEN("ledger-first-month-chosen", "First month of the ledger chosen"),
    /** Recorded by the migration that brought seals. */
    SEALS_BEGUN("ledger-seals-begun", "Sealing of the ledger begun"),
    LEDGER_VERIFIED("ledger-verified", "Ledger verified");

    private final Called called;

    LedgerAction(String code, String label) {
        called = new Called(code, label, false);
    }

    @Override
    public Called called() {
        return called;
    }

    /** Offers them to the Activity log page. */
    @Component
    static class Offered extends JournalActions {
        Offered() {
            super(values());
        }
    }
}
