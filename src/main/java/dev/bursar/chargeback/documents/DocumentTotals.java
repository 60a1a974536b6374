package dev.bursar.chargeback.documents;

import dev.bursar.sync.daily.DailyReadings;
import module java.base;
import org.joda.money.BigMoney;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What AWS's documents ask for, by billing month and currency. It asks for no rights: {@link DocumentService} does that for the person
 * who looks.
 */
@Component
@Transactional(readOnly = true)
public class DocumentTotals {
    private final DocumentStore store;
    private final DailyReadings readings;

    DocumentTotals(DocumentStore store, DailyReadings readings) {
        this.store = store;
        this.readings = readings;
    }

    /** When AWS's documents were read last; empty before. */
    public Optional<Instant> readAt() {
        return Optional.ofNullable(readings.state(DocumentSync.NAME).readAt());
    }

    /** Of all months with documents that count, the newest first. */
    public List<DocumentTotal> all() {
        return of(store.all());
    }

    /** One of each currency; none where no document counts. */
    public List<DocumentTotal> of(YearMonth month) {
        return of(store.of(month));
    }

    /** All of a month, those that don't count too; by date and number. */
    public List<AwsDocument> documents(YearMonth month) {
        return store.of(month);
    }

    /** Whether there is a document that counts: before, a total is not zero but unknown. */
    public boolean known(YearMonth month) {
        return !of(month).isEmpty();
    }

    static List<DocumentTotal> of(List<AwsDocument> documents) {
        var months = new TreeMap<YearMonth, TreeMap<String, DocumentTotal>>(Comparator.reverseOrder());
        for (AwsDocument document : documents) {
            document.amount()
                    .ifPresent(amount -> months.computeIfAbsent(document.billingMonth(), month -> new TreeMap<>())
                            .merge(
                                    amount.getCurrencyUnit().getCode(),
                                    new DocumentTotal(document.billingMonth(), amount, 1),
                                    DocumentTotals::sum));
        }
        var totals = new ArrayList<DocumentTotal>();
        months.values().forEach(month -> totals.addAll(month.values()));
        return totals;
    }

    private static DocumentTotal sum(DocumentTotal a, DocumentTotal b) {
        BigMoney total = a.total().plus(b.total());
        return new DocumentTotal(a.month(), total, a.documents() + b.documents());
    }
}
