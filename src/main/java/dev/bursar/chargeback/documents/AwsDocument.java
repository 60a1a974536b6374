package dev.bursar.chargeback.documents;

import module java.base;
import org.joda.money.BigMoney;
import org.jspecify.annotations.Nullable;

/**
 * An invoice, a credit memo or another document of AWS.
 *
 * @param seller AWS's invoicing entity; empty where AWS doesn't say
 * @param type AWS's word, which may be new: {@link #INVOICE}, {@link #CREDIT_MEMO}, {@code PAYMENT_RECEIPT}
 * @param original of a credit memo or a receipt: the number of its invoice
 * @param total in the currency of the services, taxes included; the sign of a credit memo is its source's, see {@link #amount}
 * @param paid the total in the currency that it is paid in
 * @param typed who typed it in; null where it was read from AWS
 * @param firstSeen when it was read first, or typed in
 */
public record AwsDocument(
        long id,
        String number,
        String seller,
        String type,
        YearMonth billingMonth,
        @Nullable LocalDate issuedOn,
        @Nullable LocalDate dueOn,
        @Nullable String original,
        BigMoney total,
        @Nullable BigMoney taxes,
        @Nullable BigMoney paid,
        @Nullable String typed,
        Instant firstSeen,
        State state) {
    public static final String INVOICE = "INVOICE";
    public static final String CREDIT_MEMO = "CREDIT_MEMO";
    private static final String PAYMENT_RECEIPT = "PAYMENT_RECEIPT";

    /** What has become of it. */
    public sealed interface State {
        record Current() implements State {}

        /** Somebody took back what was typed in. */
        record Voided(String by, Instant at, String reason) implements State {}

        /** AWS lists a document of the same number, which counts in place of the typed one. */
        record Replaced(Instant at) implements State {}

        /** AWS no longer lists it. */
        record Gone(Instant since) implements State {}
    }

    /** Whether it is part of what AWS asks for the month. */
    public boolean counts() {
        return amount().isPresent();
    }

    /** Whether it says that this invoice is paid as a whole. */
    public boolean isReceiptOf(AwsDocument invoice) {
        return type.equals(PAYMENT_RECEIPT)
                && state instanceof State.Current
                && invoice.number().equals(original)
                && total.getCurrencyUnit().equals(invoice.total().getCurrencyUnit())
                && !total.abs().isLessThan(invoice.total());
    }

    /** What it adds to the month's total, a credit memo's always negative; empty where it doesn't count. */
    public Optional<BigMoney> amount() {
        if (!(state instanceof State.Current)) {
            return Optional.empty();
        }
        return switch (type) {
            case INVOICE -> Optional.of(total);
            case CREDIT_MEMO -> Optional.of(total.abs().negated());
            default -> Optional.empty();
        };
    }
}
