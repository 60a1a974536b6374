package dev.bursar.files;

import dev.bursar.sync.Problem;

/** What is wrong with a folder that takes a bucket's place. */
sealed interface FolderProblem extends Problem.Fact {
    record Missing(String folder) implements FolderProblem {}

    record Unreadable(String folder) implements FolderProblem {}

    record NotRemovable(String folder) implements FolderProblem {}

    record TooManyFiles(int most, String folder) implements FolderProblem {}

    @Override
    default Said said() {
        return FolderProblemText.said(this);
    }
}
