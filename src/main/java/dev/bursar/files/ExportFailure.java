package dev.bursar.files;

import dev.bursar.sync.Problem;

/** Why a file was not made. */
sealed interface ExportFailure extends Problem.Fact {
    /** What kept a file from being made that says everything by itself. */
    enum Plain implements ExportFailure {
        NO_ACCESS,
        ACCESS_CHANGED
    }

    record NoRoom(FileStoreFull.Limit limit) implements ExportFailure {}

    /** @param reference where the log says more */
    record Broken(String reference) implements ExportFailure {}

    @Override
    default Said said() {
        return ExportFailureText.said(this);
    }
}
