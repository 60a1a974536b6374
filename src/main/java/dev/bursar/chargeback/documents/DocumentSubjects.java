package dev.bursar.chargeback.documents;

import dev.bursar.journal.SubjectNames;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Says in the journal which document is meant: who may read the journal may see all of them. */
@Component
class DocumentSubjects implements SubjectNames {
    private static final String KIND = "document";

    private final DocumentStore store;

    DocumentSubjects(DocumentStore store) {
        this.store = store;
    }

    static String subject(long document) {
        return KIND + ":" + document;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, String> names(Set<String> ids) {
        Map<String, String> names = new HashMap<>();
        for (String id : ids) {
            found(id).ifPresent(document -> names.put(id, "AWS document " + document.number()));
        }
        return names;
    }

    @Override
    public Optional<String> address(String id) {
        return found(id).map(document -> DocumentLinks.month(document.billingMonth()));
    }

    private Optional<AwsDocument> found(String id) {
        return id.matches("[1-9]\\d{0,17}") ? store.find(Long.parseLong(id)) : Optional.empty();
    }
}
