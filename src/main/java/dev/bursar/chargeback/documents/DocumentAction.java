package dev.bursar.chargeback.documents;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is recorded of AWS's documents. */
public enum DocumentAction implements JournalAction {
    DOCUMENTS_READ("documents-read", "AWS documents read"),
    DOCUMENT_TYPED_IN("document-typed-in", "AWS document typed in"),
    DOCUMENT_VOIDED("document-voided", "AWS document voided");

    private final String code;
    private final String label;

    DocumentAction(String code, String label) {
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
        public Collection<DocumentAction> actions() {
            return List.of(values());
        }
    }
}
