package dev.bursar.chargeback.adjustments;

import dev.bursar.chargeback.ledger.LedgerAccount;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * An adjustment as a person enters it, before it is checked.
 *
 * @param ofMonth that it is about
 * @param dispute the number of the dispute that it answers
 */
public record AdjustmentDraft(
        @Nullable YearMonth ofMonth,
        @Nullable LedgerAccount from,
        @Nullable LedgerAccount to,
        String currency,
        @Nullable BigDecimal amount,
        String reason,
        Optional<Long> dispute) {}
