package dev.bursar.simulator.invoicing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * An invoice, a credit memo or a payment receipt; the totals of all three are positive.
 *
 * @param original the invoice that a credit memo belongs to
 * @param total in USD, including the taxes
 * @param euros what a US dollar is in euros, where it is paid in euros
 */
record Document(
        String id,
        String type,
        String entity,
        YearMonth month,
        Instant issued,
        Instant due,
        @Nullable String original,
        BigDecimal total,
        BigDecimal taxes,
        @Nullable BigDecimal euros) {

    static final String INVOICE = "INVOICE";
    static final String CREDIT_MEMO = "CREDIT_MEMO";

    /** A type that AWS's documentation names and its SDK doesn't. */
    static final String PAYMENT_RECEIPT = "PAYMENT_RECEIPT";

    Document plus(BigDecimal amount) {
        return new Document(id, type, entity, month, issued, due, original, total.add(amount), taxes, euros);
    }

    /** What it adds to what the month's documents ask. */
    BigDecimal counted() {
        return switch (type) {
            case INVOICE -> total;
            case CREDIT_MEMO -> total.negate();
            default -> BigDecimal.ZERO;
        };
    }
}
