package dev.bursar.chargeback.month;

import dev.bursar.chargeback.documents.AwsDocument;
import module java.base;

/**
 * Documents beside the charges that they are for. Charges don't name their document, so that only amounts tell: a document that comes to one
 * service's charges is for these, and the others together are for the rest.
 *
 * @param documents an invoice and its credit memos, or all that amounts don't tell apart
 * @param service whose charges they come to; empty of the rest
 * @param asked what they ask for
 * @param charged what the charges come to
 */
public record ComparedDocuments(
        List<AwsDocument> documents, Optional<String> service, BigDecimal asked, BigDecimal charged) {
    private static final BigDecimal CENT = new BigDecimal("0.01");

    public ComparedDocuments {
        documents = List.copyOf(documents);
    }

    /**
     * Charges of a service.
     *
     * @param billed not rounded
     * @param lines how many accounts have them: AWS rounds each
     */
    public record Charged(String service, BigDecimal billed, int lines) {
        private BigDecimal rounded() {
            return billed.setScale(2, RoundingMode.HALF_UP);
        }

        private boolean comesTo(BigDecimal asked) {
            return billed.subtract(asked).abs().compareTo(CENT.multiply(BigDecimal.valueOf(lines))) <= 0;
        }
    }

    public BigDecimal difference() {
        return asked.subtract(charged);
    }

    /**
     * The rest first.
     *
     * @param documents that count, of one currency
     * @param charges one of each service
     * @param total of all charges, rounded once
     */
    public static List<ComparedDocuments> of(
            List<AwsDocument> documents, Collection<Charged> charges, BigDecimal total) {
        List<List<AwsDocument>> groups = groups(documents);
        var told = new ArrayList<ComparedDocuments>();
        var rest = new ArrayList<AwsDocument>();
        for (int at = 0; at < groups.size(); at++) {
            List<AwsDocument> group = groups.get(at);
            BigDecimal asked = asked(group);
            List<Charged> fitting = charges.stream()
                    .filter(one -> one.billed().signum() != 0 && one.comesTo(asked))
                    .toList();
            // the largest one is for what the others aren't
            if (at > 0 && fitting.size() == 1 && fits(groups, fitting.getFirst()) == 1) {
                Charged its = fitting.getFirst();
                told.add(new ComparedDocuments(group, Optional.of(its.service()), asked, its.rounded()));
            } else {
                rest.addAll(group);
            }
        }
        BigDecimal ofTold = told.stream().map(ComparedDocuments::charged).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (!rest.isEmpty()) {
            told.addFirst(new ComparedDocuments(rest, Optional.empty(), asked(rest), total.subtract(ofTold)));
        }
        return told;
    }

    private static long fits(List<List<AwsDocument>> groups, Charged charged) {
        return groups.stream().filter(group -> charged.comesTo(asked(group))).count();
    }

    /** Invoices with the credit memos that name them, the largest first. */
    private static List<List<AwsDocument>> groups(List<AwsDocument> documents) {
        Map<String, List<AwsDocument>> groups = new LinkedHashMap<>();
        for (AwsDocument document : documents) {
            String original = document.original();
            String number = document.type().equals(AwsDocument.CREDIT_MEMO)
                            && original != null
                            && documents.stream().anyMatch(one -> one.number().equals(original))
                    ? original
                    : document.number();
            groups.computeIfAbsent(number, any -> new ArrayList<>()).add(document);
        }
        return groups.values().stream()
                .sorted(Comparator.comparing(
                                (List<AwsDocument> group) -> asked(group).abs())
                        .reversed())
                .toList();
    }

    private static BigDecimal asked(List<AwsDocument> documents) {
        return documents.stream()
                .flatMap(one -> one.amount().stream())
                .map(amount -> amount.getAmount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
