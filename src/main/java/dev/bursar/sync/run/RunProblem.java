package dev.bursar.sync.run;

import dev.bursar.kernel.DiskFull;
import dev.bursar.sync.CapReached;
import dev.bursar.sync.Problem;

/** Why a run ended that no source refused. */
sealed interface RunProblem extends Problem.Fact {
    record AtCap(CapReached cap) implements RunProblem {}

    record NoRoom(DiskFull disk) implements RunProblem {}

    /** @param reference where the log says more */
    record Failed(Why why, String reference) implements RunProblem {}

    /** Nobody knows why. */
    enum Lost implements RunProblem {
        PROCESS
    }

    /** What failed. */
    enum Why {
        NO_CONNECTION,
        UNDONE,
        DATABASE_SILENT,
        UNKNOWN
    }

    @Override
    default Said said() {
        return RunProblemText.said(this);
    }
}
