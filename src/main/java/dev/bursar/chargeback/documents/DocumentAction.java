package dev.bursar.chargeback.documents;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of AWS's documents. */
public enum DocumentAction implements JournalAction {
    DOCUMENTS_READ("documents-read", "AWS documents read"),
    DOCUMENT_TYPED_IN("document-typed-in", "AWS document typed in"),
    DOCUMENT_VOIDED("document-voided", "AWS document voided");

    private final Called called;

    DocumentAction(String code, String label) {
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
