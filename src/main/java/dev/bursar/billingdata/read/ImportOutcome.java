package dev.bursar.billingdata.read;

import dev.bursar.charges.spi.DeliveredCosts;

/** What came of an import. */
public sealed interface ImportOutcome {
    /** The files were imported before and are what is stored. */
    record Unchanged() implements ImportOutcome {}

    record Done(DeliveredCosts.Stored stored, ChargeFileSummary read) implements ImportOutcome {}
}
