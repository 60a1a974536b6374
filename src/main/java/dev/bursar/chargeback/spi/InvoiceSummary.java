package dev.bursar.chargeback.spi;

import module java.base;
import org.joda.money.BigMoney;
import org.jspecify.annotations.Nullable;

/**
 * A document's totals, as AWS gives them; it gives no lines.
 *
 * @param account whose document it is, the payer
 * @param type AWS's word: INVOICE, CREDIT_MEMO, or one that is new
 * @param seller AWS's invoicing entity, the company that sells
 * @param issuedOn null where AWS doesn't say
 * @param original of a credit memo: the number of its invoice
 * @param total in the currency of the services, taxes included; the sign is AWS's
 * @param paid the total in the currency that it is paid in; null where AWS doesn't say
 */
public record InvoiceSummary(
        String account,
        String number,
        String type,
        String seller,
        YearMonth billingMonth,
        @Nullable LocalDate issuedOn,
        @Nullable LocalDate dueOn,
        @Nullable String original,
        BigMoney total,
        @Nullable BigMoney taxes,
        @Nullable BigMoney paid) {}
