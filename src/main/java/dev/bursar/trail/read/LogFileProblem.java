package dev.bursar.trail.read;

import dev.bursar.sync.Problem;

/** What is wrong with CloudTrail's log files. */
sealed interface LogFileProblem extends Problem.Fact {
    /** There are none. */
    record NoFiles(String trail) implements LogFileProblem {}

    /** @param records how many were read before */
    record NotReadToItsEnd(String file, Fault fault, int records) implements LogFileProblem {}

    /** Bursar's own disk. */
    enum Disk implements LogFileProblem {
        NOT_STORED
    }

    /** What is wrong with a file. */
    enum Fault {
        DAMAGED,
        NO_LOG_FILE,
        REPLACED,
        TOO_LARGE
    }

    @Override
    default Said said() {
        return LogFileText.said(this);
    }
}
