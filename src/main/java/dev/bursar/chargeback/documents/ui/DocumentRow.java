package dev.bursar.chargeback.documents.ui;

import dev.bursar.chargeback.documents.AwsDocument;
import dev.bursar.chargeback.documents.DocumentTotal;
import dev.bursar.ui.Formats;
import module java.base;

/** A row of the table of AWS's documents: a month with its sum in one currency, or a document of the month. */
sealed interface DocumentRow {
    /** @param sum empty where no document counts */
    record Sum(YearMonth month, String words, String sum) implements DocumentRow {}

    record Document(AwsDocument document) implements DocumentRow {}

    /**
     * Each month's sums and then its documents, in the order given.
     *
     * @param all documents, those that are not shown too: a month's sum is of all that count
     */
    static List<DocumentRow> of(List<AwsDocument> documents, List<AwsDocument> all, List<DocumentTotal> totals) {
        Map<YearMonth, List<AwsDocument>> months = new LinkedHashMap<>();
        documents.forEach(document -> months.computeIfAbsent(document.billingMonth(), month -> new ArrayList<>())
                .add(document));
        var rows = new ArrayList<DocumentRow>();
        months.forEach((month, inMonth) -> {
            int ofMonth = (int) all.stream()
                    .filter(document -> document.billingMonth().equals(month))
                    .count();
            sums(month, ofMonth, totals).forEach(rows::add);
            inMonth.forEach(document -> rows.add(new Document(document)));
        });
        return rows;
    }

    private static Stream<DocumentRow> sums(YearMonth month, int documents, List<DocumentTotal> totals) {
        List<DocumentRow> sums = totals.stream()
                .filter(total -> total.month().equals(month))
                .<DocumentRow>map(total -> new Sum(
                        month,
                        total.documents() == documents
                                ? Formats.count(documents, "document", "documents")
                                : Formats.count(total.documents()) + " of "
                                        + Formats.count(documents, "document counted", "documents counted"),
                        Formats.money(total.total())))
                .toList();
        return sums.isEmpty() ? Stream.of(new Sum(month, "No document counted", "")) : sums.stream();
    }
}
