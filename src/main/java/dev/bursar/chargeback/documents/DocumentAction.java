package dev.bursar.chargeback.documents;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import dev.bursar.journal.SubjectNames;
import module java.base;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** What is recorded of AWS's documents. */
@Component
public final class DocumentAction extends JournalActions {
    public static final JournalAction DOCUMENTS_READ = action("documents-read", "AWS documents read");
    public static final JournalAction DOCUMENT_TYPED_IN = action("document-typed-in", "AWS document typed in");
    public static final JournalAction DOCUMENT_VOIDED = action("document-voided", "AWS document voided");

    static String subject(long document) {
        return "document:" + document;
    }

    /** Who may read the journal may see all of them. */
    @Bean
    static SubjectNames documentNames(DocumentStore store) {
        return SubjectNames.each(
                "document",
                id -> found(store, id).map(document -> "AWS document " + document.number()),
                id -> found(store, id).map(document -> DocumentLinks.month(document.billingMonth())));
    }

    private static Optional<AwsDocument> found(DocumentStore store, String id) {
        return id.matches("[1-9]\\d{0,17}") ? store.find(Long.parseLong(id)) : Optional.empty();
    }
}
