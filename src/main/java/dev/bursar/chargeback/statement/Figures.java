package dev.bursar.chargeback.statement;

import dev.bursar.chargeback.split.KeptJson;
import module java.base;
import tools.jackson.databind.DeserializationFeature;

/**
 * A month in one currency: documents = direct + shared + unallocated + corrections + rounding + receivable + accepted + difference.
 *
 * @param documents what AWS's documents ask for; empty where there are none in this currency
 * @param documentCount how many documents count
 * @param total BilledCost of all charges, rounded once
 * @param rounding what AWS rounded; empty without documents, like the difference
 * @param lines the finest that AWS may have rounded
 * @param receivable what documents have and issued statements don't: costs that changed after issue; 0 of a draft
 * @param accepted of what would be the difference, by finance
 * @param mostAccepted up to which finance can accept it
 * @param mostRounding by how much the rounding may be off from what these lines come to
 * @param guessed whether AWS's lines are finer than some charges tell, so that both are a guess
 */
public record Figures(
        String currency,
        Optional<BigDecimal> documents,
        int documentCount,
        BigDecimal total,
        BigDecimal direct,
        BigDecimal shared,
        BigDecimal unallocated,
        BigDecimal corrections,
        Optional<BigDecimal> rounding,
        int lines,
        BigDecimal mostRounding,
        boolean guessed,
        BigDecimal receivable,
        BigDecimal accepted,
        BigDecimal mostAccepted,
        Optional<BigDecimal> difference) {
    /** Figures that were kept before differences could be accepted have none. */
    public Figures {
        accepted = Objects.requireNonNullElse(accepted, BigDecimal.ZERO);
        mostAccepted = Objects.requireNonNullElse(mostAccepted, BigDecimal.ZERO);
    }

    /** Whether the documents ask for what the charges come to, but for what AWS rounded. */
    public boolean agrees() {
        return difference.isPresent() && difference.get().signum() == 0;
    }

    /** What documents ask for beyond charges and rounding, accepted or not. */
    public BigDecimal unexplained() {
        return accepted.add(difference.orElse(BigDecimal.ZERO));
    }

    /** Whether finance can accept what isn't explained. */
    public boolean isAcceptable() {
        return unexplained().signum() != 0 && unexplained().abs().compareTo(mostAccepted) <= 0;
    }

    public static String write(List<Figures> figures) {
        return KeptJson.MAPPER.writeValueAsString(figures);
    }

    /** What was kept before AWS's lines could be a guess doesn't say whether they are one. */
    public static List<Figures> read(String kept) {
        Figures[] figures = KeptJson.MAPPER
                .readerFor(Figures[].class)
                .without(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .readValue(kept);
        return List.of(figures);
    }
}
