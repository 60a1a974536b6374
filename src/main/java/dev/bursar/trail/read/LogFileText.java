package dev.bursar.trail.read;

import dev.bursar.sync.Problem.Said;
import dev.bursar.trail.read.LogFileProblem.Disk;
import dev.bursar.trail.read.LogFileProblem.Fault;
import dev.bursar.trail.read.LogFileProblem.NoFiles;
import dev.bursar.trail.read.LogFileProblem.NotReadToItsEnd;

/** The reading of log files and its problems, in words. */
final class LogFileText {
    static final String LOOKING = "Looking through the trail\u2019s folders";

    private LogFileText() {}

    static Said said(LogFileProblem problem) {
        return switch (problem) {
            case NoFiles(String trail) ->
                new Said(
                        "There are no CloudTrail log files below " + trail + "AWSLogs/.",
                        "Set " + TrailSettings.FILES
                                + " to the folder that contains AWSLogs, or wait until the trail has delivered its first files.");
            case NotReadToItsEnd(String file, Fault fault, int records) ->
                new Said(
                        "The log file " + file + " could not be read to its end. " + sentence(fault) + " " + records
                                + " records of it were read.",
                        "Check the file in the bucket. It is read again once it is replaced there; events that LookupEvents"
                                + " still knows are read there.");
            case Disk.NOT_STORED ->
                new Said(
                        "A log file could not be stored in Bursar\u2019s data folder.",
                        "Free up disk space and give Bursar\u2019s user write access. The next run tries again.");
        };
    }

    static String sentence(Fault fault) {
        return switch (fault) {
            case DAMAGED -> "It is damaged or cut off.";
            case NO_LOG_FILE -> "It is not a CloudTrail log file.";
            case REPLACED -> "It was replaced or deleted while it was read.";
            case TOO_LARGE -> "It is larger than 256 MB.";
        };
    }
}
