package dev.bursar.chargeback.cut;

import dev.bursar.charges.ChargeCategory;
import module java.base;

/**
 * Charges of a cut that agree in all that pools and statements ask for.
 *
 * @param team its number; 0 for what no team owns
 * @param account SubAccountId
 * @param correction FOCUS's ChargeClass
 * @param chargeMonth of the charges' days
 * @param unused the part of a commitment fee's BilledCost that nothing used; 0 of other charges
 * @param caller {@code 111122223333:role/ChatApp}; "" where the charge states none
 */
public record CutCharge(
        int team,
        String account,
        String service,
        String recordType,
        ChargeCategory category,
        ChargeKind kind,
        boolean correction,
        YearMonth chargeMonth,
        String currency,
        BigDecimal billed,
        BigDecimal effective,
        BigDecimal unused,
        String caller) {
    /** Of no caller. */
    public CutCharge(
            int team,
            String account,
            String service,
            String recordType,
            ChargeCategory category,
            ChargeKind kind,
            boolean correction,
            YearMonth chargeMonth,
            String currency,
            BigDecimal billed,
            BigDecimal effective,
            BigDecimal unused) {
        this(
                team,
                account,
                service,
                recordType,
                category,
                kind,
                correction,
                chargeMonth,
                currency,
                billed,
                effective,
                unused,
                "");
    }
}
