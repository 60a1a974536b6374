package dev.bursar.chargeback;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of chargeback. */
public enum ChargebackAction implements JournalAction {
    CUT_MADE("cut-made", "Drafts of statements created"),
    POOL_CREATED("pool-created", "Shared pool added"),
    POOL_CHANGED("pool-changed", "Shared pool changed"),
    POOL_ENDED("pool-ended", "Shared pool ended"),
    STATEMENTS_SHOWN("statements-shown", "Statements shown to leads"),
    STATEMENTS_HIDDEN("statements-hidden", "Statements hidden from leads"),
    STATEMENTS_ISSUED("statements-issued", "Statements issued"),
    MONTH_CLOSED("month-closed", "Month closed");

    private final Called called;

    ChargebackAction(String code, String label) {
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
