package dev.bursar.files;

import dev.bursar.files.FolderProblem.Missing;
import dev.bursar.files.FolderProblem.NotRemovable;
import dev.bursar.files.FolderProblem.TooManyFiles;
import dev.bursar.files.FolderProblem.Unreadable;
import dev.bursar.sync.Problem.Said;

/** Problems of folders in words. */
final class FolderProblemText {
    private FolderProblemText() {}

    static Said said(FolderProblem problem) {
        return switch (problem) {
            case Missing(String folder) ->
                new Said(
                        "The folder " + folder + " does not exist.",
                        "Correct the address, or mount the folder where Bursar runs. Stored data is unchanged.");
            case Unreadable(String folder) ->
                new Said(
                        "The folder " + folder + " can't be read.",
                        "Give Bursar's user read access to it and all its contents. Stored data is unchanged.");
            case NotRemovable(String folder) ->
                new Said(
                        "Results in the folder " + folder + " can't be removed.",
                        "Give Bursar's user write access to the folder.");
            case TooManyFiles(int most, String folder) ->
                new Said(
                        "There are more than %,d files in %s.".formatted(most, folder),
                        "Set the folder of one export. Stored data is unchanged.");
        };
    }
}
