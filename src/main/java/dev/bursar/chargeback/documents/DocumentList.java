package dev.bursar.chargeback.documents;

import dev.bursar.sync.daily.DailyReadings.Refusal;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * AWS's documents, as the page shows them.
 *
 * @param readAt when they were read last; null before
 * @param refusal why the last run could not read them; null where it could
 * @param documents the newest months first
 * @param totals of the documents that count, the newest months first
 * @param mayEdit whether the person may type in and void
 */
public record DocumentList(
        @Nullable Instant readAt,
        @Nullable Refusal refusal,
        List<AwsDocument> documents,
        List<DocumentTotal> totals,
        boolean mayEdit,
        LocalDate today) {
    public DocumentList {
        documents = List.copyOf(documents);
        totals = List.copyOf(totals);
    }
}
