package dev.bursar.chargeback.documents;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A document as a person types it in, before it is checked.
 *
 * @param total as typed, {@code 1,234.56}
 */
public record DocumentDraft(
        @Nullable Type type,
        String number,
        String seller,
        @Nullable YearMonth billingMonth,
        @Nullable LocalDate issuedOn,
        String currency,
        String total) {
    /** What can be typed in. */
    public enum Type {
        INVOICE("Invoice"),
        CREDIT_MEMO("Credit memo");

        private final String label;

        Type(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
