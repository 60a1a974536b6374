package dev.bursar.billingdata.imports;

import dev.bursar.kernel.DiskFull;
import dev.bursar.sync.Problem;
import org.jspecify.annotations.Nullable;

/** Why an import ended that no file refused. */
sealed interface ImportFailure extends Problem.Fact {
    /** What says everything by itself. */
    enum Plain implements ImportFailure {
        NO_PERMISSION,
        FILES_GONE
    }

    /**
     * @param full the disk that has no room; null where that isn't why
     * @param read whether the files could be read
     */
    record Broken(@Nullable DiskFull full, boolean read, String reference) implements ImportFailure {}

    @Override
    default Said said() {
        return ImportFailureText.said(this);
    }
}
