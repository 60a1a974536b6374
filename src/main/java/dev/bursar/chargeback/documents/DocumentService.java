package dev.bursar.chargeback.documents;

import dev.bursar.chargeback.documents.DocumentRefused.Field;
import dev.bursar.chargeback.documents.DocumentRefused.Plain;
import dev.bursar.chargeback.documents.DocumentRefused.Problem;
import dev.bursar.chargeback.seals.Sealed;
import dev.bursar.chargeback.seals.Seals;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.Today;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.sync.daily.DailyReadings;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * AWS's documents for those who see all costs. Finance types in what Bursar can't read, and voids what was typed wrongly: nothing is
 * changed in place. Both are journalled.
 */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')")
public class DocumentService {
    private static final int LONGEST_REASON = 500;

    private final DocumentStore store;
    private final DailyReadings readings;
    private final Journal journal;
    private final Seals seals;
    private final Scope scope;
    private final Clock clock;

    DocumentService(
            DocumentStore store, DailyReadings readings, Journal journal, Seals seals, Scope scope, Clock clock) {
        this.store = store;
        this.readings = readings;
        this.journal = journal;
        this.seals = seals;
        this.scope = scope;
        this.clock = clock;
    }

    /** All of them; asks AWS nothing. */
    public DocumentList all() {
        DailyReadings.State reading = readings.state(DocumentSync.NAME);
        List<AwsDocument> documents = store.all();
        return new DocumentList(
                reading.readAt(),
                reading.refusal(),
                documents,
                DocumentTotals.of(documents),
                scope.has(Role.FINANCE),
                Today.of(clock));
    }

    /**
     * Adds a document that Bursar can't read from AWS.
     *
     * @return its id
     * @throws DocumentRefused with what is wrong of each field; nothing was stored
     */
    @Writes(Guard.CONSTRAINT)
    @PreAuthorize("hasRole('FINANCE')")
    public long typeIn(DocumentDraft draft) {
        CheckedDocument document = CheckedDocument.of(draft, Today.of(clock));
        long id = store.typeIn(document, scope.actor(), clock.instant())
                .orElseThrow(() -> new DocumentRefused(Field.NUMBER, taken(document.number())));
        journal.record(
                DocumentAction.DOCUMENT_TYPED_IN,
                DocumentAction.subject(id),
                null,
                sealed(id, fields(store.find(id).orElseThrow())));
        return id;
    }

    private Problem taken(String number) {
        return store.current(number)
                .<Problem>map(there -> there.typed() == null
                        ? new DocumentRefused.ReadFromAws(there.billingMonth())
                        : new DocumentRefused.TypedInAlready(there.typed(), there.firstSeen()))
                .orElse(Plain.CHANGED_MEANWHILE);
    }

    /**
     * Takes back a document that was typed in: it stays listed and no longer counts.
     *
     * @throws DocumentRefused where the reason is missing or too long
     * @throws StaleEdit where it no longer stands: somebody voided it, or AWS lists it now
     */
    @Writes(Guard.CONDITION)
    @PreAuthorize("hasRole('FINANCE')")
    public void annul(long id, String reason) {
        String why = reason.replace("\0", "").strip();
        if (why.isEmpty()) {
            throw new DocumentRefused(Field.REASON, Plain.MISSING);
        }
        if (why.length() > LONGEST_REASON) {
            throw new DocumentRefused(Field.REASON, new DocumentRefused.TooLong(LONGEST_REASON));
        }
        if (!store.annul(id, why, scope.actor(), clock.instant())) {
            throw new StaleEdit(DocumentAction.subject(id));
        }
        Map<String, Object> before = fields(store.find(id).orElseThrow());
        Map<String, Object> after = new LinkedHashMap<>(before);
        after.put("voided", true);
        after.put("reason", why);
        journal.record(DocumentAction.DOCUMENT_VOIDED, DocumentAction.subject(id), before, sealed(id, after));
    }

    private Map<String, Object> sealed(long id, Map<String, Object> fields) {
        fields.put(Seals.FIELD, seals.of(Sealed.DOCUMENT, id));
        return fields;
    }

    private static Map<String, Object> fields(AwsDocument document) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("number", document.number());
        fields.put("type", document.type());
        fields.put("seller", document.seller());
        fields.put("billingMonth", document.billingMonth().toString());
        fields.put("issuedOn", String.valueOf(document.issuedOn()));
        fields.put("total", document.total().toString());
        return fields;
    }
}
