package dev.bursar.chargeback;

import dev.bursar.chargeback.statement.KeptJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A month in one currency: documents = direct + shared + unallocated + corrections + rounding + receivable + difference.
 *
 * @param documents what AWS's documents ask for; empty where there are none in this currency
 * @param documentCount how many documents count
 * @param total BilledCost of all charges, rounded once
 * @param rounding what AWS rounded; empty without documents, like the difference
 * @param lines the finest that AWS may have rounded
 * @param receivable what documents have and issued statements don't: costs that changed after issue; 0 of a draft
 * @param mostRounding by how much the rounding may be off from what these lines come to
 */
public record MonthFigures(
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
        BigDecimal receivable,
        Optional<BigDecimal> difference) {

    /** Whether the documents ask for what the charges come to, but for what AWS rounded. */
    public boolean agrees() {
        return difference.isPresent() && difference.get().signum() == 0;
    }

    static String write(List<MonthFigures> figures) {
        return KeptJson.MAPPER.writeValueAsString(figures);
    }

    static List<MonthFigures> read(String kept) {
        return List.of(KeptJson.MAPPER.readValue(kept, MonthFigures[].class));
    }
}
