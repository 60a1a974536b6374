package dev.bursar.chargeback.corrections;

import module java.base;

/**
 * What AWS's documents and statements of a month differ by, because only one of them has a change yet.
 *
 * @param amount what documents have more than statements
 * @param lines what it is made of, the largest first; they add up to it
 */
public record Receivable(String currency, BigDecimal amount, List<Line> lines) {
    public Receivable {
        lines = List.copyOf(lines);
    }

    public sealed interface Line {
        BigDecimal amount();
    }

    /** A change of costs that AWS's documents have and no statement has yet. */
    public record NotCharged(Charges charges, BigDecimal amount) implements Line {}

    /** A correction on statements that AWS's documents don't have yet; the other way round. */
    public record NotDocumented(Charges charges, BigDecimal amount) implements Line {}

    /** What a document asks for that came, changed or was withdrawn after the month was closed. */
    public record LateDocument(String number, BigDecimal amount) implements Line {}

    /** What changed between issuing and closing the month. */
    public record BeforeClose(BigDecimal amount) implements Line {}

    /** @param pool its name; empty of direct charges, whose service and account are known */
    public record Charges(String pool, String service, String account) {
        public static final Comparator<Charges> ORDER = Comparator.comparing(Charges::pool)
                .thenComparing(Charges::service)
                .thenComparing(Charges::account);
    }

    /** @param amount how much what costs and documents say of them changed */
    public record Change(Charges charges, BigDecimal amount) {}

    /**
     * Explains an amount by the side that lacks changes: all that no statement has, or all that no document has. Where both lack some, by
     * what came since the month was closed.
     *
     * @param waiting what no statement has yet
     * @param charged corrections on statements
     * @param documents what documents ask for more or less than when the month was closed
     */
    public static Receivable of(
            String currency,
            BigDecimal amount,
            Collection<Change> waiting,
            Collection<Change> charged,
            Collection<LateDocument> documents) {
        var lines = new ArrayList<Line>();
        if (sum(waiting).compareTo(amount) == 0) {
            waiting.forEach(one -> lines.add(new NotCharged(one.charges(), one.amount())));
        } else {
            BigDecimal posted = sum(charged);
            charged.forEach(one ->
                    lines.add(new NotDocumented(one.charges(), one.amount().negate())));
            if (posted.negate().compareTo(amount) != 0) {
                lines.addAll(documents);
                BigDecimal late = documents.stream().map(LateDocument::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
                lines.add(new BeforeClose(amount.add(posted).subtract(late)));
            }
        }
        lines.removeIf(line -> line.amount().signum() == 0);
        lines.sort(Comparator.comparing((Line line) -> line.amount().abs()).reversed());
        return new Receivable(currency, amount, lines);
    }

    private static BigDecimal sum(Collection<Change> changes) {
        return changes.stream().map(Change::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
