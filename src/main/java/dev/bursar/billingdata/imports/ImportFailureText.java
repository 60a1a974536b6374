package dev.bursar.billingdata.imports;

import dev.bursar.billingdata.imports.ImportFailure.Broken;
import dev.bursar.billingdata.imports.ImportFailure.Plain;
import dev.bursar.kernel.DiskFull;
import dev.bursar.sync.Problem.Said;

/** Why an import ended, in words. */
final class ImportFailureText {
    private ImportFailureText() {}

    static Said said(ImportFailure failure) {
        return switch (failure) {
            case Plain.NO_PERMISSION ->
                new Said("You no longer have permission to import costs.", "Ask an admin for access.");
            case Plain.FILES_GONE ->
                new Said(
                        "The uploaded files no longer exist.",
                        "Upload them again. If several nodes run, they must share one data folder.");
            case Broken(DiskFull full, boolean read, String reference) ->
                new Said(
                        full != null
                                ? full.what()
                                : read ? "The import could not finish." : "The files could not be read.",
                        "Import them again. If it fails again, look up reference " + reference + " in the log.");
        };
    }
}
