package dev.bursar.chargeback;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is recorded of chargeback. */
public enum ChargebackAction implements JournalAction {
    CUT_MADE("cut-made", "Drafts of statements created"),
    POOL_CREATED("pool-created", "Shared pool added"),
    POOL_CHANGED("pool-changed", "Shared pool changed"),
    POOL_ENDED("pool-ended", "Shared pool ended"),
    STATEMENTS_SHOWN("statements-shown", "Statements shown to leads"),
    STATEMENTS_HIDDEN("statements-hidden", "Statements hidden from leads");

    private final String code;
    private final String label;

    ChargebackAction(String code, String label) {
        this.code = code;
        this.label = label;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String label() {
        return label;
    }

    /** Offers them to the Activity log page. */
    @Component
    static class Offered implements JournalActions {
        @Override
        public Collection<ChargebackAction> actions() {
            return List.of(values());
        }
    }
}
