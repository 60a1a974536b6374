package dev.bursar.sync.run;

import dev.bursar.sync.CapReached;
import dev.bursar.sync.Problem.Said;
import dev.bursar.sync.run.RunProblem.AtCap;
import dev.bursar.sync.run.RunProblem.Failed;
import dev.bursar.sync.run.RunProblem.Lost;
import dev.bursar.sync.run.RunProblem.NoRoom;
import module java.base;

/** Why a run ended, in words. */
final class RunProblemText {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d MMM, HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private RunProblemText() {}

    static Said said(RunProblem problem) {
        return switch (problem) {
            case AtCap(CapReached cap) ->
                new Said(
                        "Stopped at the " + (cap.daily() ? "daily" : "monthly") + " cap of $" + money(cap.capUsd())
                                + ".",
                        "Runs again at " + WHEN.format(cap.runsAgain())
                                + (cap.orElse().isEmpty()
                                        ? ", or raise the cap in Settings."
                                        : ". Or raise the cap in Settings, or " + cap.orElse() + "."));
            case NoRoom(var disk) ->
                new Said(
                        disk.what() + " Stored data is unchanged.",
                        "Free up space there. Bursar runs the job again by itself.");
            case Failed failed ->
                new Said(
                        what(failed.why()) + " Stored data is unchanged.",
                        whatToDo(failed.why()) + " If it fails again, look for reference " + failed.reference()
                                + " in the log.");
            case Lost.PROCESS ->
                new Said(
                        "The process that ran the job ended or lost the database, and no other process continued it.",
                        "What it had stored is kept. If it happens again, check whether Bursar runs out of memory or is killed.");
        };
    }

    private static String what(RunProblem.Why why) {
        return switch (why) {
            case NO_CONNECTION -> "Other jobs kept Bursar\u2019s connections to the database for too long.";
            case UNDONE -> "PostgreSQL undid the job\u2019s last change in favour of another one.";
            case DATABASE_SILENT -> "The database did not answer in time.";
            case UNKNOWN -> "The job failed unexpectedly.";
        };
    }

    private static String whatToDo(RunProblem.Why why) {
        return switch (why) {
            case NO_CONNECTION -> "Check whether PostgreSQL is too busy. Bursar runs the job again by itself.";
            case UNDONE -> "Bursar runs the job again by itself.";
            case DATABASE_SILENT ->
                "Check that PostgreSQL is running and not too busy. Bursar runs the job again by itself.";
            case UNKNOWN -> "Run it again.";
        };
    }

    private static String money(BigDecimal usd) {
        return usd.setScale(2, java.math.RoundingMode.HALF_UP).toPlainString();
    }
}
