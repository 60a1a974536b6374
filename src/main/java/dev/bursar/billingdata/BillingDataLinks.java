package dev.bursar.billingdata;

import dev.bursar.spend.SpendLinks;

/** Address of this module's page, for pages of others. */
public final class BillingDataLinks {
    public static final String IMPORTS = SpendLinks.IMPORTS;

    private BillingDataLinks() {}
}
