package dev.bursar.chargeback.documents.text;

import dev.bursar.ui.Formats;
import module java.base;

/** What a job is doing, as the Sync page shows it. */
public final class StepText {
    private StepText() {}

    public static String listingDocuments(YearMonth month) {
        return "Listing documents of " + Formats.month(month);
    }
}
