package dev.bursar.chargeback.adjustments;

import dev.bursar.chargeback.ledger.LedgerAccount;
import module java.base;

/**
 * What a new adjustment can be about.
 *
 * @param month in which it stands
 * @param ofMonths that it can be about, the newest first
 * @param accounts teams by name, then Unallocated and Internal
 * @param currencies of these months
 */
public record AdjustmentChoices(
        YearMonth month, List<YearMonth> ofMonths, List<LedgerAccount> accounts, List<String> currencies) {
    public AdjustmentChoices {
        ofMonths = List.copyOf(ofMonths);
        accounts = List.copyOf(accounts);
        currencies = List.copyOf(currencies);
    }
}
