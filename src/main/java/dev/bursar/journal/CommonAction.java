package dev.bursar.journal;

import org.springframework.stereotype.Component;

/** What any module may record, and what the journal records of itself. */
public enum CommonAction implements JournalAction {
    DENIED("denied", "Access denied", true),
    JOURNAL_EXPORTED("journal-exported", "Activity log exported");

    private final Called called;

    CommonAction(String code, String label) {
        this(code, label, false);
    }

    CommonAction(String code, String label, boolean refusal) {
        called = new Called(code, label, refusal);
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
