package dev.bursar.kernel;

import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;

/** How many decimals amounts of a currency have: JPY has no cents. */
public final class Decimals {
    private static final int USUAL = 2;

    private Decimals() {}

    /** Two for a code that is no currency. */
    public static int of(String currency) {
        try {
            return Math.max(0, CurrencyUnit.of(currency).getDecimalPlaces());
        } catch (IllegalCurrencyException e) {
            return USUAL;
        }
    }
}
