package dev.bursar.files;

import dev.bursar.files.ExportFailure.Broken;
import dev.bursar.files.ExportFailure.NoRoom;
import dev.bursar.files.ExportFailure.Plain;
import dev.bursar.files.FileStoreFull.Limit;
import dev.bursar.sync.Problem.Said;

/** Why a file was not made, in words. */
final class ExportFailureText {
    private static final String AGAIN = "Export it again.";

    private ExportFailureText() {}

    static Said said(ExportFailure failure) {
        return switch (failure) {
            case Plain.NO_ACCESS -> new Said("You no longer have access to this data.", "Ask an admin for access.");
            case Plain.ACCESS_CHANGED -> new Said("Your access changed while the file was being created.", AGAIN);
            case NoRoom(Limit.Disk disk) ->
                new Said("The disk that stores exports is full.", "Ask an admin to free up space. " + AGAIN);
            case NoRoom(Limit.AllFiles(long most)) ->
                new Said(
                        "There is not enough space: all exports together can take " + megabytes(most) + " MB.",
                        "Delete exports that you don't need, narrow what you export, or try again tomorrow.");
            case NoRoom(Limit.FilesOfPerson(long most)) ->
                new Said(
                        "There is not enough space: your exports together can take " + megabytes(most) + " MB.",
                        "Delete exports that you don't need, or narrow what you export.");
            case Broken(String reference) ->
                new Said(
                        "The file could not be created.",
                        AGAIN + " If it fails again, give your admin reference " + reference + ".");
        };
    }

    private static long megabytes(long bytes) {
        return Math.max(1, bytes >> 20);
    }
}
