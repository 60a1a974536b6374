package dev.bursar.chargeback.documents;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of AWS's documents. */
@Component
public final class DocumentAction extends JournalActions {
    public static final JournalAction DOCUMENTS_READ = action("documents-read", "AWS documents read");
    public static final JournalAction DOCUMENT_TYPED_IN = action("document-typed-in", "AWS document typed in");
    public static final JournalAction DOCUMENT_VOIDED = action("document-voided", "AWS document voided");
}
